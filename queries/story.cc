#include "queries/story.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "queries/kinship.h"

namespace kg {
namespace {

constexpr double kLeast = 0.15;
constexpr std::size_t kMostCandidates = 250;

/// Articles that share a person with the start or are linked to it, those that share most first.
class Candidates {
 public:
  Candidates(const GraphStore& store, const Profile& start, const TimeRange& range)
      : store_(store), range_(range) {
    for (const Profile::Name& name : start.names) {
      if (name.person) AddAll(name.id, Relation::kMentions, name.weight * name.weight);
    }
    for (const Relation relation : {Relation::kRelatedTo, Relation::kLinksTo}) {
      AddAll(start.article.id(), relation, 1);
    }
    for (const NodeId id : start.links) score_[id] += 1;
    score_.erase(start.article.id());
  }

  std::size_t size() const { return score_.size(); }

  // Full articles with a time.
  std::vector<Node> Best(std::size_t most) const {
    std::vector<std::pair<double, NodeId>> order;
    for (const auto& [id, score] : score_) order.emplace_back(-score, id);
    std::ranges::sort(order);
    std::vector<Node> best;
    for (const auto& [score, id] : order) {
      if (best.size() == most) break;
      std::optional<Node> node = store_.FindNode(id);
      if (node && node->published && range_.Contains(*node->published) &&
          node->state == ArticleState::kFull) {
        best.push_back(std::move(*node));
      }
    }
    return best;
  }

 private:
  void AddAll(NodeId id, Relation relation, double score) {
    store_.ForEachPosting(id, relation, range_, [&](const Posting& posting) {
      score_[posting.from] += score;
      return true;
    });
  }

  const GraphStore& store_;
  const TimeRange& range_;
  std::map<NodeId, double> score_;
};

double DaysBetween(const Profile& a, const Profile& b) {
  const auto seconds = *b.article.published - *a.article.published;
  return std::abs(static_cast<double>(seconds.count())) / 86400;
}

// The chain away from chain[0], the start, whose steps are worth most; positions in `profiles`,
// which are in the order of the walk. best[length][j] is the worth of the best chain of so many
// steps that ends in j.
std::vector<std::size_t> BestChain(const std::vector<const Profile*>& profiles,
                                   const StoryOptions& options) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  const std::size_t n = profiles.size();
  std::vector<std::vector<double>> best(options.most + 1, std::vector<double>(n, kNone));
  std::vector<std::vector<std::size_t>> before(options.most + 1, std::vector<std::size_t>(n));
  best[0][0] = 0;
  std::pair<std::size_t, std::size_t> end{0, 0};
  for (std::size_t j = 1; j < n; ++j) {
    const double with_start = Kinship(*profiles[0], *profiles[j]);
    if (with_start <= kLeast) continue;  // no step to it is worth anything
    for (std::size_t i = 0; i < j; ++i) {
      if (*profiles[i]->article.published == *profiles[j]->article.published) continue;
      const double fading =
          std::pow(kLeast, DaysBetween(*profiles[i], *profiles[j]) / options.pause_days);
      if (fading <= kLeast) continue;  // no kinship is above 1
      const double kinship = Kinship(*profiles[i], *profiles[j]);
      const double worth = fading * std::min(kinship, with_start) - kLeast;
      if (worth <= 0) continue;
      for (std::size_t steps = 1; steps <= options.most; ++steps) {
        if (best[steps - 1][i] + worth <= best[steps][j]) continue;
        best[steps][j] = best[steps - 1][i] + worth;
        before[steps][j] = i;
      }
    }
    for (std::size_t steps = 1; steps <= options.most; ++steps) {
      if (best[steps][j] > best[end.first][end.second]) end = {steps, j};
    }
  }
  std::vector<std::size_t> chain;
  for (auto [steps, j] = end; steps > 0; --steps) {
    chain.push_back(j);
    j = before[steps][j];
  }
  std::ranges::reverse(chain);
  return chain;
}

StoryStep ToStep(const Profiler& profiler, const Profile& nearer, const Profile& article) {
  StoryStep step{.article = article.article,
                 .kinship = Kinship(nearer, article),
                 .linked = AreLinked(nearer, article)};
  for (const NodeId id : SharedNames(nearer, article)) {
    step.shared.push_back(profiler.NameOf(id));
  }
  return step;
}

std::vector<StoryStep> Walk(const Profiler& profiler, std::vector<const Profile*> profiles,
                            const StoryOptions& options) {
  std::vector<StoryStep> steps;
  std::size_t nearer = 0;
  for (const std::size_t at : BestChain(profiles, options)) {
    steps.push_back(ToStep(profiler, *profiles[nearer], *profiles[at]));
    nearer = at;
  }
  return steps;
}

}  // namespace

Story FindStory(const GraphStore& store, const Node& start, const StoryOptions& options) {
  Profiler profiler(store);
  const Profile first = profiler.Of(start);
  const Candidates candidates(store, first, options.range);
  Story story{.considered = candidates.size()};
  if (!start.published) return story;
  std::vector<Profile> profiles;
  for (const Node& node : candidates.Best(kMostCandidates)) profiles.push_back(profiler.Of(node));
  std::ranges::sort(profiles, {}, [](const Profile& p) {
    return std::tuple(*p.article.published, p.article.id());
  });
  std::vector<const Profile*> before{&first};
  std::vector<const Profile*> after{&first};
  for (const Profile& profile : profiles) {
    if (*profile.article.published > *start.published) after.push_back(&profile);
    if (*profile.article.published < *start.published) before.push_back(&profile);
  }
  std::reverse(before.begin() + 1, before.end());
  story.after = Walk(profiler, after, options);
  story.before = Walk(profiler, before, options);
  std::ranges::reverse(story.before);
  return story;
}

}  // namespace kg
