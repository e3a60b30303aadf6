// Places in which what is linked stands together: ForceAtlas2 (M. Jacomy, T. Venturini, S. Heymann,
// M. Bastian, PLoS ONE 9, 2014). Repulsion is summed over the cells of a quadtree (J. Barnes, P.
// Hut, Nature 324, 1986). Where we differ: a fixed number of rounds from given places, nothing
// random, so that the same graph gives the same picture.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kg {

struct Point {
  double x = 0;
  double y = 0;
};

struct Spring {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double strength = 1;  // > 0
};

/// Moves `places`, no two of them equal, by `rounds` rounds; what no spring holds stays near its
/// place. O(rounds * (n log n + springs)).
std::vector<Point> ForceLayout(std::vector<Point> places, std::span<const Spring> springs,
                               int rounds);

/// Moves what stands closer than `distance` apart, little by little. O(rounds * n log n) unless
/// very many stand in one spot.
void SpreadOut(std::vector<Point>& places, double distance, int rounds);

}  // namespace kg
