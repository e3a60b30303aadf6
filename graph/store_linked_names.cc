// All that links persons, organizations and places, from what the store has added up.
#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <thread>

#include "graph/bytes.h"
#include "graph/co_mention_rows.h"

namespace kg {
namespace {

using Index = WeightedGraph::Index;

class NamesLoader {
 public:
  NamesLoader(const Database& db, const GraphFilter& filter, std::size_t pairs)
      : db_(db), pairs_(pairs), identities_(db.Joined()), plan_{filter, NameTable(AllNames())} {}

  WeightedGraph Load() && {
    FindExtras();
    ReadRows();
    DropWhoIsNotThere();
    return std::move(graph_);
  }

 private:
  static constexpr Index kGone = std::numeric_limits<Index>::max();

  // Whoever was ever named; some may be no more.
  std::vector<NameTable::Name> AllNames() const {
    std::vector<NameTable::Name> names;
    for (const NodeKind kind : {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace}) {
      db_.Scan(Family::kNodes, std::string(1, static_cast<char>(kind)),
               [&](std::string_view key, std::string_view) {
                 names.push_back({static_cast<NodeId>(ByteReader(key.substr(1)).Fixed64()), kind});
                 return true;
               });
    }
    identities_->ForEachEdge([&](const IdentityEdge& edge) {
      for (const EntityName* end : {edge.from, edge.to}) names.push_back({end->id(), end->kind});
    });
    return names;
  }

  // Of names that are not there too: who they are is known when all lists were read.
  void FindExtras() {
    identities_->ForEachEdge([&](const IdentityEdge& edge) {
      if (!plan_.filter.Takes(edge.relation)) return;
      const Index from = plan_.names.Find(edge.from->id());
      const Index to = plan_.names.Find(edge.to->id());
      if (edge.relation == Relation::kSameAs) other_names_.emplace_back(from, to);
      if (plan_.filter.min_weight > 1) return;
      if (!plan_.filter.Takes(edge.from->kind) || !plan_.filter.Takes(edge.to->kind)) return;
      plan_.extras.push_back({from, to});
      plan_.extras.push_back({to, from});
    });
    std::sort(plan_.extras.begin(), plan_.extras.end());
  }

  // In several threads, some thousands of rows at a time, which are put together in order.
  void ReadRows() {
    MakeRoom(pairs_);
    graph_.first.reserve(std::size_t{plan_.names.size()} + 1);
    constexpr unsigned kMostThreads = 4;
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
         ++i) {
      threads.emplace_back([&] { ReadSome(); });
    }
    ReadSome();
    threads.clear();
    MakeRoom(graph_.first.back());
    if (failure_) std::rethrow_exception(failure_);
  }

  void ReadSome() {
    constexpr Index kStep = 4096;
    RowReader reader(plan_);
    const Index end = plan_.names.size();
    for (Index begin = next_.fetch_add(kStep); begin < end; begin = next_.fetch_add(kStep)) {
      std::exception_ptr failure;
      try {
        reader.Read(db_, begin, std::min(begin + kStep, end));
      } catch (...) {
        failure = std::current_exception();
      }
      WaitFor(added_, begin);
      const std::size_t arcs = graph_.first.back();
      bool copies = false;
      try {
        if (failure) std::rethrow_exception(failure);
        if (!failure_) {
          AddRows(reader.rows);
          copies = true;
          ++copying_;
        }
      } catch (...) {
        if (!failure_) failure_ = std::current_exception();
      }
      added_ = begin + kStep;
      added_.notify_all();
      if (!copies) continue;
      // Beside the others: most of the time goes to memory that is written to for the first time.
      std::copy(reader.rows.others.begin(), reader.rows.others.end(),
                graph_.others.begin() + static_cast<std::ptrdiff_t>(arcs));
      std::copy(reader.rows.quarters.begin(), reader.rows.quarters.end(),
                graph_.quarters.begin() + static_cast<std::ptrdiff_t>(arcs));
      --copying_;
      copying_.notify_all();
    }
  }

  static void WaitFor(const std::atomic<Index>& number, Index value) {
    for (Index now = number; now != value; now = number) number.wait(now);
  }

  void MakeRoom(std::size_t arcs) {
    graph_.others.resize(arcs);
    graph_.quarters.resize(arcs);
  }

  // All but the arcs, for which there is room then.
  void AddRows(const NameRows& rows) {
    if (const std::size_t arcs = graph_.first.back() + rows.others.size();
        arcs > graph_.others.size()) {
      WaitFor(copying_, 0);
      MakeRoom(2 * arcs);
    }
    for (const std::uint32_t length : rows.lengths) {
      graph_.first.push_back(graph_.first.back() + length);
    }
    named_.insert(named_.end(), rows.named.begin(), rows.named.end());
  }

  // Gives the others their numbers.
  void DropWhoIsNotThere() {
    // Nothing but this link leads to a name that another one stands for.
    for (const auto& [other, name] : other_names_) named_[other] = named_[other] || named_[name];
    std::vector<Index> number(named_.size(), kGone);
    for (Index i = 0; i < number.size(); ++i) {
      const NodeKind kind = plan_.names.kind(i);
      if (!named_[i] || !plan_.filter.Takes(kind)) continue;
      number[i] = graph_.size();
      graph_.ids.push_back(plan_.names.id(i));
      graph_.kinds.push_back(kind);
    }
    if (graph_.size() == number.size()) return;
    std::size_t to = 0;
    for (Index i = 0; i < number.size(); ++i) {
      const std::size_t end = graph_.first[std::size_t{i} + 1];
      if (number[i] == kGone) continue;
      std::size_t from = graph_.first[i];
      graph_.first[number[i]] = to;
      for (; from < end; ++from) {
        if (number[graph_.others[from]] == kGone) continue;
        graph_.others[to] = number[graph_.others[from]];
        graph_.quarters[to++] = graph_.quarters[from];
      }
    }
    graph_.first.resize(std::size_t{graph_.size()} + 1);
    graph_.first.back() = to;
    graph_.others.resize(to);
    graph_.quarters.resize(to);
  }

  const Database& db_;
  std::size_t pairs_;  // about
  std::shared_ptr<const Identities> identities_;
  RowPlan plan_;
  std::vector<std::pair<Index, Index>> other_names_;  // with who stands for them
  std::vector<bool> named_;
  WeightedGraph graph_;
  std::atomic<Index> next_ = 0;     // the first row that nobody reads yet
  std::atomic<Index> added_ = 0;    // rows put together; who adds the next ones may change the rest
  std::atomic<Index> copying_ = 0;  // threads that still copy arcs of theirs
  std::exception_ptr failure_;
};

}  // namespace

std::optional<WeightedGraph> GraphStore::LinkedNames(const GraphFilter& filter) const {
  if (db_->Record(kCoMentionsBehind)) return std::nullopt;
  constexpr std::size_t kBytesOfPair = 12;  // or more: room that is not used costs nothing
  rocksdb::TablePropertiesCollection tables;
  Check(db_->db->GetPropertiesOfAllTables(db_->family(Family::kCoMentions), &tables),
        "reading the store");
  std::size_t bytes = 0;
  for (const auto& [file, table] : tables) bytes += table->raw_value_size;
  return NamesLoader(*db_, filter, bytes / kBytesOfPair).Load();
}

}  // namespace kg
