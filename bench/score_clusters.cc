// How well clusters agree with gold ones.
//
//   score_clusters GOLD.tsv --store DIR [--column N] [--pred FILE] [--objective O] [--resolution R]
//   score_clusters GOLD.tsv --pred FILE [--column N]
//
// The first scores the clusters of a store's articles, the second those of a file of lines of
// article and cluster, apart by a tab.
// GOLD has lines of article, topic, node, … apart by tabs; column 1 is the topic, 2 the node; "-"
// is left out. An article is the last part of its URL. An article without a cluster is one alone.
// Prints what the cluster_eval.py of the gold data does: B-cubed (Bagga and Baldwin 1998), NMI by
// the arithmetic mean, adjusted Rand index, pairs. With --store, --pred writes what was found.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "queries/clusters.h"

namespace kg {
namespace {

using Labels = std::map<std::string, std::string>;

Labels ReadTable(const std::string& path, std::size_t column) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  Labels labels;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    if (row.size() > column && row[column] != "-") labels[row[0]] = row[column];
  }
  return labels;
}

Labels ClustersOf(const std::string& dir, const ClusterOptions& options) {
  const GraphStore store = GraphStore::Open(dir);
  const ClusterRun run = ComputeClusters(store, options);
  Labels labels;
  for (const Cluster& cluster : run.clusters) {
    for (const NodeId id : cluster.members) {
      const std::optional<Node> node = store.FindNode(id);
      if (node && node->kind == NodeKind::kArticle)
        labels[node->key.substr(node->key.rfind('/') + 1)] = cluster.id;
    }
  }
  return labels;
}

template <class Counts>
double Entropy(const Counts& counts, double n) {
  double sum = 0;
  for (const auto& [key, count] : counts) sum -= count / n * std::log(count / n);
  return sum;
}

double Pairs(double n) { return n * (n - 1) / 2; }

template <class Counts>
double PairsOf(const Counts& counts) {
  double sum = 0;
  for (const auto& [key, count] : counts) sum += Pairs(count);
  return sum;
}

void Print(const Labels& gold, const Labels& found) {
  std::map<std::string, double> in_gold;
  std::map<std::string, double> in_found;
  std::map<std::pair<std::string, std::string>, double> in_both;
  for (const auto& [article, topic] : gold) {
    const auto at = found.find(article);
    const std::string cluster = at == found.end() ? "alone " + article : at->second;
    ++in_gold[topic];
    ++in_found[cluster];
    ++in_both[{topic, cluster}];
  }
  const auto n = static_cast<double>(gold.size());
  double precision = 0;
  double recall = 0;
  double mutual = 0;
  for (const auto& [both, count] : in_both) {
    precision += count * count / in_found[both.second] / n;
    recall += count * count / in_gold[both.first] / n;
    mutual += count / n * std::log(count * n / (in_gold[both.first] * in_found[both.second]));
  }
  const double pairs = PairsOf(in_both);
  const double gold_pairs = PairsOf(in_gold);
  const double found_pairs = PairsOf(in_found);
  const double expected = gold_pairs * found_pairs / Pairs(n);
  fmt::print("n={} gold={} pred={} b3p={:.4f} b3r={:.4f} b3f={:.4f} nmi={:.4f} ari={:.4f} ",
             gold.size(), in_gold.size(), in_found.size(), precision, recall,
             2 * precision * recall / (precision + recall),
             2 * mutual / (Entropy(in_gold, n) + Entropy(in_found, n)),
             (pairs - expected) / ((gold_pairs + found_pairs) / 2 - expected));
  fmt::print("pairp={:.4f} pairr={:.4f} pairf={:.4f}\n", pairs / found_pairs, pairs / gold_pairs,
             2 * pairs / (found_pairs + gold_pairs));
}

int Run(const std::vector<std::string>& words) {
  std::map<std::string, std::string> options{
      {"--column", "1"}, {"--jobs", "0"}, {"--objective", "modularity"}, {"--resolution", "0"}};
  for (std::size_t i = 1; i + 1 < words.size(); i += 2) options[words[i]] = words[i + 1];
  if (words.empty() || (!options.contains("--store") && !options.contains("--pred"))) {
    fmt::print(stderr, "score_clusters GOLD.tsv --store DIR | --pred FILE [--column N]\n");
    return 2;
  }
  Labels found;
  if (options.contains("--store")) {
    found = ClustersOf(options["--store"], {.objective = options["--objective"],
                                            .resolution = std::stod(options["--resolution"]),
                                            .jobs = std::stoi(options["--jobs"])});
    std::ofstream out(options["--pred"]);
    for (const auto& [article, cluster] : found) out << article << '\t' << cluster << '\n';
  } else {
    found = ReadTable(options["--pred"], 1);
  }
  Print(ReadTable(words[0], std::stoul(options["--column"])), found);
  return 0;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  try {
    return kg::Run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    fmt::print(stderr, "score_clusters: {}\n", e.what());
    return 1;
  }
}
