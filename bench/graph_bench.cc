// How fast the graph algorithms are, and how good their communities.
//
//   graph_bench GRAPH MEASURE... [--jobs N] [--runs N] [--resolution R] [--beside igraph]
//
// GRAPH is a file (bench/edge_list.h) or lfr:VERTICES:MIXING[:SEED]. Measures:
//
//   leiden      modularity, two iterations, one seed a run: median quality and time
//   leiden-cpm  the same by CPM
//   significant the partition that `clusters run --objective cpm` shows (queries/significance.h)
//   components  connected ones, by Afforest
//   pagerank    to a change of 1e-8
//   between     exact betweenness, from 20 sources
//
// Beside igraph, where libigraph-dev is installed, it does the same as leiden, components, pagerank
// and between, after ours in turn; its memory then counts too.
//
// Prints lines of name, value, unit; times are medians of CPU time (user and system, all threads)
// and of wall time. Of the peak of memory what the loaded libraries took is told, too: RocksDB's
// and igraph's are among them.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/edge_list.h"
#include "bench/nmi.h"
#ifdef KG_HAVE_IGRAPH
#include "bench/igraph_peer.h"
#endif
#include "queries/betweenness.h"
#include "queries/components.h"
#include "queries/leiden.h"
#include "queries/page_rank.h"
#include "queries/random.h"
#include "queries/significance.h"

namespace kg {
namespace {

struct Settings {
  unsigned jobs = 1;
  int runs = 5;
  double resolution = 1;
  bool beside_igraph = false;
};

void Print(const std::string& name, double value, const char* unit) {
  fmt::print("{} {:.6g} {}\n", name, value, unit);
}

double Seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

rusage Usage() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double CpuSeconds() {
  const rusage usage = Usage();
  return Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
}

double WallSeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

void Time(const std::string& name, int runs, const std::function<void(int)>& work) {
  std::vector<double> cpu;
  std::vector<double> wall;
  for (int run = 0; run < runs; ++run) {
    const double cpu_before = CpuSeconds();
    const double before = WallSeconds();
    work(run);
    wall.push_back(WallSeconds() - before);
    cpu.push_back(CpuSeconds() - cpu_before);
  }
  Print(name + ".cpu", Median(cpu), "s");
  Print(name + ".wall", Median(wall), "s");
}

// So that two runs can be told to have found the same.
std::uint64_t Hash(const std::vector<std::uint32_t>& numbers) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint32_t x : numbers) hash = (hash ^ x) * 0x100000001b3U;
  return hash;
}

// Communities that fall apart into pieces.
std::uint32_t Disconnected(const LeidenGraph& graph, const Partition& partition) {
  std::vector<std::uint32_t> pieces(partition.communities);
  std::vector<bool> seen(graph.size());
  std::vector<std::uint32_t> open;
  for (std::uint32_t root = 0; root < graph.size(); ++root) {
    if (seen[root]) continue;
    ++pieces[partition.community[root]];
    seen[root] = true;
    for (open.assign(1, root); !open.empty();) {
      const std::uint32_t v = open.back();
      open.pop_back();
      graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t) {
        if (seen[to] || partition.community[to] != partition.community[v]) return;
        seen[to] = true;
        open.push_back(to);
      });
    }
  }
  return static_cast<std::uint32_t>(
      std::count_if(pieces.begin(), pieces.end(), [](std::uint32_t p) { return p > 1; }));
}

void MeasureLeiden(const std::string& name, const LeidenGraph& graph, LeidenOptions options,
                   const Settings& settings, const std::vector<std::uint32_t>& planted) {
  std::vector<double> qualities;
  std::uint64_t hash = 0;
  Partition found;
  Time(name, settings.runs, [&](int run) {
    options.seed = static_cast<std::uint64_t>(run) + 1;
    found = FindCommunities(graph, options);
    qualities.push_back(found.quality);
    hash ^= Hash(found.community);
  });
  Print(name + ".Q", Median(qualities), "quality");
  Print(name + ".disconnected", Disconnected(graph, found), "communities");
  Print(name + ".communities", found.communities, "communities");
  if (!planted.empty()) Print(name + ".nmi", Nmi(found.community, planted), "share");
  fmt::print("{}.hash {:016x} -\n", name, hash);
}

BglGraph ToBgl(const LeidenGraph& graph) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t) { arcs.emplace_back(v, to); });
  }
  const std::vector<BglEdge> weights(arcs.size(), BglEdge{1});
  return {boost::edges_are_sorted, arcs.begin(), arcs.end(), weights.begin(), graph.size()};
}

void MeasureSignificant(const LeidenGraph& graph, const LeidenOptions& options,
                        const Settings& settings, const std::vector<std::uint32_t>& planted) {
  SignificantPartition found;
  Time("significant", settings.runs, [&](int) { found = FindSignificant(graph, options); });
  Print("significant.resolution", found.resolution, "weight");
  Print("significant.communities", found.partition.communities, "communities");
  Print("significant.disconnected", Disconnected(graph, found.partition), "communities");
  if (!planted.empty()) Print("significant.nmi", Nmi(found.partition.community, planted), "share");
  fmt::print("significant.hash {:016x} -\n", Hash(found.partition.community));
}

std::vector<std::uint32_t> SomeSources(std::uint32_t vertices) {
  Random random(1);
  std::vector<std::uint32_t> sources(20);
  for (std::uint32_t& source : sources) source = random.Below(vertices);
  return sources;
}

#ifdef KG_HAVE_IGRAPH
void MeasureIgraph(const IgraphPeer& peer, const std::string& measure, std::uint32_t vertices,
                   const Settings& settings) {
  const std::string name = "igraph." + measure;
  if (measure == "leiden") {
    std::vector<double> qualities;
    IgraphPeer::Communities found;
    Time(name, settings.runs, [&](int run) {
      found = peer.Leiden(settings.resolution, static_cast<std::uint64_t>(run) + 1);
      qualities.push_back(found.quality);
    });
    Print(name + ".Q", Median(qualities), "quality");
    Print(name + ".communities", found.count, "communities");
  } else if (measure == "components") {
    Time(name, settings.runs, [&](int) { peer.Components(); });
  } else if (measure == "pagerank") {
    Time(name, settings.runs, [&](int) { peer.PageRank(); });
  } else if (measure == "between") {
    const std::vector<std::uint32_t> sources = SomeSources(vertices);
    Time(name + ".20sources", settings.runs, [&](int) { peer.Betweenness(sources); });
  }
}
#endif

EdgeList GraphOf(const std::string& name) {
  if (!name.starts_with("lfr:")) return ReadEdges(name);
  const std::size_t mixing = name.find(':', 4) + 1;
  const std::size_t seed = name.find(':', mixing);
  return MakeLfr(static_cast<std::uint32_t>(std::stod(name.substr(4))),
                 std::stod(name.substr(mixing)),
                 seed == std::string::npos ? 1 : std::stoull(name.substr(seed + 1)));
}

double PeakMemory() { return static_cast<double>(Usage().ru_maxrss) / 1024; }

int Run(std::vector<std::string> words) {
  const double loaded = PeakMemory();
  Settings settings;
  std::vector<std::string> plain;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      plain.push_back(words[i]);
      continue;
    }
    const std::string value = i + 1 < words.size() ? words[i + 1] : "";
    if (words[i] == "--jobs") settings.jobs = static_cast<unsigned>(std::stoi(value));
    if (words[i] == "--runs") settings.runs = std::stoi(value);
    if (words[i] == "--resolution") settings.resolution = std::stod(value);
    if (words[i] == "--beside") settings.beside_igraph = value == "igraph";
    ++i;
  }
  if (plain.size() < 2) {
    fmt::print(
        stderr,
        "graph_bench GRAPH MEASURE... [--jobs N] [--runs N] [--resolution R] [--beside igraph]\n");
    return 2;
  }
#ifndef KG_HAVE_IGRAPH
  if (settings.beside_igraph) throw std::runtime_error("built without igraph");
#endif
  EdgeList list = GraphOf(plain[0]);
  const std::vector<std::uint32_t> planted = list.planted;
#ifdef KG_HAVE_IGRAPH
  std::optional<IgraphPeer> peer;
  if (settings.beside_igraph) peer.emplace(list);
#endif
  const LeidenGraph graph = ToLeidenGraph(std::move(list));
  Print("graph.vertices", graph.size(), "vertices");
  Print("graph.edges", static_cast<double>(graph.targets.size()) / 2, "edges");
  for (std::size_t i = 1; i < plain.size(); ++i) {
    const std::string& measure = plain[i];
    LeidenOptions options{
        .resolution = settings.resolution, .iterations = 2, .jobs = settings.jobs};
    if (measure == "leiden") {
      MeasureLeiden(measure, graph, options, settings, planted);
    } else if (measure == "leiden-cpm") {
      options.objective = Objective::kCpm;
      MeasureLeiden(measure, graph, options, settings, planted);
    } else if (measure == "significant") {
      MeasureSignificant(graph, {.iterations = 2, .jobs = settings.jobs}, settings, planted);
    } else if (measure == "components") {
      const auto row = [&](std::uint32_t v) {
        return std::span(graph.targets)
            .subspan(graph.first[v], graph.first[v + 1] - graph.first[v]);
      };
      std::size_t count = 0;
      Time(measure, settings.runs, [&](int) {
        const std::vector<std::uint32_t> found = FindComponents(graph.size(), row);
        count = 0;
        for (std::uint32_t v = 0; v < graph.size(); ++v) count += found[v] == v ? 1 : 0;
      });
      Print("components.count", static_cast<double>(count), "components");
    } else if (measure == "pagerank") {
      // It uses them up.
      std::vector<ArcNumbers> sources(static_cast<std::size_t>(settings.runs), graph.targets);
      Time(measure, settings.runs, [&](int run) {
        PageRank({graph.first, sources[static_cast<std::size_t>(run)], {}}, {.tolerance = 1e-8});
      });
    } else if (measure == "between") {
      const BglGraph bgl = ToBgl(graph);
      const std::vector<std::uint32_t> sources = SomeSources(graph.size());
      Time(measure + ".20sources", settings.runs, [&](int) { PathsThrough(bgl, sources); });
    } else {
      fmt::print(stderr, "graph_bench: no measure is called {}\n", measure);
      return 2;
    }
#ifdef KG_HAVE_IGRAPH
    if (peer) MeasureIgraph(*peer, measure, graph.size(), settings);
#endif
  }
  Print("memory.libraries", loaded, "MiB");
  Print("memory.peak", PeakMemory(), "MiB");
  return 0;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  try {
    return kg::Run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    fmt::print(stderr, "graph_bench: {}\n", e.what());
    return 1;
  }
}
