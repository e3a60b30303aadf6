#include "export/force_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace kg {
namespace {

constexpr double kRepulsion = 12;
constexpr double kGravity = 4;
constexpr double kOpening = 1.1;   // a cell is one body where its width is less than this share
                                   // of its distance
constexpr double kTolerance = 1;   // of swinging, for the global speed
constexpr int kDeepest = 24;       // cells that hold bodies in almost one place end there
constexpr double kClosest = 1e-3;  // nearer ones push as if so far apart

struct Body {
  Point at;
  double mass;
};

/// A square of the plane with the bodies in it as one.
struct Cell {
  double left;
  double bottom;
  double width;
  double mass = 0;
  Point sum{};  // of mass * place
  std::int32_t body = -1;
  std::array<std::int32_t, 4> parts = {-1, -1, -1, -1};
  bool split = false;
};

class QuadTree {
 public:
  explicit QuadTree(std::span<const Body> bodies) : bodies_(bodies) {
    double left = std::numeric_limits<double>::max();
    double bottom = left;
    double right = -left;
    double top = -left;
    for (const Body& body : bodies) {
      left = std::min(left, body.at.x);
      right = std::max(right, body.at.x);
      bottom = std::min(bottom, body.at.y);
      top = std::max(top, body.at.y);
    }
    cells_.reserve(2 * bodies.size() + 1);
    cells_.push_back({left, bottom, std::max({right - left, top - bottom, kClosest})});
    for (std::size_t i = 0; i < bodies.size(); ++i) Insert(static_cast<std::int32_t>(i));
  }

  /// The push of all other bodies on body `i`.
  Point PushOn(std::size_t i) const {
    const Body& body = bodies_[i];
    Point push;
    std::array<std::int32_t, 4 * kDeepest> open{};
    std::size_t count = 1;
    while (count > 0) {
      const Cell& cell = cells_[static_cast<std::size_t>(open.at(--count))];
      const double dx = body.at.x - cell.sum.x / cell.mass;
      const double dy = body.at.y - cell.sum.y / cell.mass;
      const double squared = dx * dx + dy * dy;
      if (!cell.split || cell.width * cell.width < kOpening * kOpening * squared) {
        if (!cell.split && cell.body == static_cast<std::int32_t>(i)) continue;
        const double factor =
            kRepulsion * body.mass * cell.mass / std::max(squared, kClosest * kClosest);
        push.x += dx * factor;
        push.y += dy * factor;
        continue;
      }
      for (const std::int32_t part : cell.parts) {
        if (part >= 0) open.at(count++) = part;
      }
    }
    return push;
  }

 private:
  void Insert(std::int32_t body) {
    std::size_t at = 0;
    for (int depth = 0;; ++depth) {
      Add(at, body);
      if (!cells_[at].split) {
        if (cells_[at].body < 0) {
          cells_[at].body = body;
          return;
        }
        if (depth == kDeepest) return;  // in one place, as far as pushing goes
        cells_[at].split = true;
        const std::int32_t first = cells_[at].body;
        const std::size_t part = PartOf(at, first);
        Add(part, first);
        cells_[part].body = first;
      }
      at = PartOf(at, body);
    }
  }

  void Add(std::size_t cell, std::int32_t body) {
    const Body& added = bodies_[static_cast<std::size_t>(body)];
    cells_[cell].mass += added.mass;
    cells_[cell].sum.x += added.mass * added.at.x;
    cells_[cell].sum.y += added.mass * added.at.y;
  }

  // The part of `cell` in which `body` lies, made where it is missing.
  std::size_t PartOf(std::size_t cell, std::int32_t body) {
    const Point at = bodies_[static_cast<std::size_t>(body)].at;
    const double half = cells_[cell].width / 2;
    const bool right = at.x >= cells_[cell].left + half;
    const bool top = at.y >= cells_[cell].bottom + half;
    const std::size_t part = (right ? 1 : 0) + (top ? 2 : 0);
    if (cells_[cell].parts.at(part) < 0) {
      cells_[cell].parts.at(part) = static_cast<std::int32_t>(cells_.size());
      cells_.push_back(
          {cells_[cell].left + (right ? half : 0), cells_[cell].bottom + (top ? half : 0), half});
    }
    return static_cast<std::size_t>(cells_[cell].parts.at(part));
  }

  std::span<const Body> bodies_;
  std::vector<Cell> cells_;
};

double Length(Point p) { return std::sqrt(p.x * p.x + p.y * p.y); }

class Layout {
 public:
  Layout(std::span<const Point> places, std::span<const Spring> springs)
      : springs_(springs), forces_(places.size()), before_(places.size()) {
    bodies_.reserve(places.size());
    for (const Point& place : places) bodies_.push_back({place, 1});
    for (const Spring& spring : springs) {
      bodies_[spring.a].mass += 1;
      bodies_[spring.b].mass += 1;
    }
  }

  void Round() {
    before_.swap(forces_);
    const QuadTree tree(bodies_);
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
      forces_[i] = tree.PushOn(i);
      const double far = std::max(Length(bodies_[i].at), kClosest);
      const double pull = kGravity * bodies_[i].mass / far;
      forces_[i].x -= bodies_[i].at.x * pull;
      forces_[i].y -= bodies_[i].at.y * pull;
    }
    for (const Spring& spring : springs_) Pull(spring);
    Move();
  }

  std::vector<Point> Places() const {
    std::vector<Point> places;
    places.reserve(bodies_.size());
    for (const Body& body : bodies_) places.push_back(body.at);
    return places;
  }

 private:
  void Pull(const Spring& spring) {
    const double dx = bodies_[spring.b].at.x - bodies_[spring.a].at.x;
    const double dy = bodies_[spring.b].at.y - bodies_[spring.a].at.y;
    forces_[spring.a].x += dx * spring.strength;
    forces_[spring.a].y += dy * spring.strength;
    forces_[spring.b].x -= dx * spring.strength;
    forces_[spring.b].y -= dy * spring.strength;
  }

  // Section "adapting the local speed" and "the global speed" of the paper.
  void Move() {
    double swinging = 0;
    double traction = 0;
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
      const Point f = forces_[i];
      const Point b = before_[i];
      swinging += bodies_[i].mass * Length({f.x - b.x, f.y - b.y});
      traction += bodies_[i].mass * Length({f.x + b.x, f.y + b.y}) / 2;
    }
    const double wanted = kTolerance * traction / std::max(swinging, kClosest);
    speed_ = std::min(wanted, speed_ * 1.5);
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
      const Point f = forces_[i];
      const Point b = before_[i];
      const double swing = bodies_[i].mass * Length({f.x - b.x, f.y - b.y});
      const double own = 0.1 * speed_ / (1 + speed_ * std::sqrt(swing));
      const double factor = std::min(own, 10 / std::max(Length(f), kClosest));
      bodies_[i].at.x += f.x * factor;
      bodies_[i].at.y += f.y * factor;
    }
  }

  std::span<const Spring> springs_;
  std::vector<Body> bodies_;
  std::vector<Point> forces_;
  std::vector<Point> before_;
  double speed_ = 1;
};

}  // namespace

std::vector<Point> ForceLayout(std::vector<Point> places, std::span<const Spring> springs,
                               int rounds) {
  if (places.size() < 2) return places;
  Layout layout(places, springs);
  for (int i = 0; i < rounds; ++i) layout.Round();
  return layout.Places();
}

void SpreadOut(std::vector<Point>& places, double distance, int rounds) {
  using Square = std::pair<std::int64_t, std::int64_t>;
  const auto square_of = [distance](const Point& at) {
    return Square(std::llround(std::floor(at.x / distance)),
                  std::llround(std::floor(at.y / distance)));
  };
  for (int round = 0; round < rounds; ++round) {
    std::map<Square, std::vector<std::size_t>> squares;
    for (std::size_t i = 0; i < places.size(); ++i) squares[square_of(places[i])].push_back(i);
    const auto part = [&](std::size_t i, std::size_t j) {
      const double dx = places[j].x - places[i].x;
      const double dy = places[j].y - places[i].y;
      const double far = std::max(std::sqrt(dx * dx + dy * dy), kClosest);
      if (far >= distance) return;
      const double push = (distance - far) / 2 / far;
      places[i].x -= dx * push;
      places[i].y -= dy * push;
      places[j].x += dx * push;
      places[j].y += dy * push;
    };
    for (const auto& [square, inside] : squares) {
      for (const std::size_t i : inside) {
        for (std::int64_t column = -1; column <= 1; ++column) {
          for (std::int64_t row = -1; row <= 1; ++row) {
            const auto beside = squares.find({square.first + column, square.second + row});
            if (beside == squares.end()) continue;
            for (const std::size_t j : beside->second) {
              if (i < j) part(i, j);
            }
          }
        }
      }
    }
  }
}

}  // namespace kg
