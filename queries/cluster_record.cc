// A line of JSON with all but the ids:
//   {"algorithm",…,"next_id":n,"drift":n,"clusters":[{"id","parent","label","articles","first","last",
//                                           "people":n,"topics":n,"size":n}…],"subtopics":[the
//                                           same]}
// then '\n' and the ids of each cluster and subtopic in turn, 8 bytes each, little-endian:
//   representative, n people, n topics, n members
#include "queries/cluster_record.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "graph/error.h"

namespace kg {
namespace {

using Json = nlohmann::ordered_json;

Json SecondsJson(const std::optional<Time>& time) {
  return time ? Json(time->time_since_epoch().count()) : Json(nullptr);
}

std::optional<Time> TimeOf(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return Time(Time::duration(json.get<std::int64_t>()));
}

void AppendIds(std::string& out, std::span<const NodeId> ids) {
  for (const NodeId id : ids) {
    for (int shift = 0; shift < 64; shift += 8) {
      out.push_back(static_cast<char>(static_cast<std::uint64_t>(id) >> shift & 0xFF));
    }
  }
}

class IdReader {
 public:
  explicit IdReader(std::string_view bytes) : bytes_(bytes) {}

  std::vector<NodeId> Take(std::size_t count) {
    if (count > bytes_.size() / 8)
      throw Error(ErrorCode::kCorrupt, "a stored cluster run is cut short");
    std::vector<NodeId> ids;
    ids.reserve(count);
    for (; count > 0; --count, bytes_.remove_prefix(8)) ids.push_back(First());
    return ids;
  }

 private:
  NodeId First() const {
    std::uint64_t id = 0;
    for (std::size_t i = 8; i-- > 0;) id = id << 8 | static_cast<unsigned char>(bytes_[i]);
    return NodeId{id};
  }

  std::string_view bytes_;
};

Json ClusterJson(const Cluster& cluster) {
  return {{"id", cluster.id},
          {"parent", cluster.parent},
          {"label", cluster.label},
          {"articles", cluster.articles},
          {"first", SecondsJson(cluster.first)},
          {"last", SecondsJson(cluster.last)},
          {"people", cluster.people.size()},
          {"topics", cluster.topics.size()},
          {"size", cluster.members.size()}};
}

Json ClustersJson(const std::vector<Cluster>& clusters, std::string& ids) {
  Json list = Json::array();
  for (const Cluster& cluster : clusters) {
    list.push_back(ClusterJson(cluster));
    AppendIds(ids, {&cluster.representative, 1});
    AppendIds(ids, cluster.people);
    AppendIds(ids, cluster.topics);
    AppendIds(ids, cluster.members);
  }
  return list;
}

Cluster ClusterOf(const Json& json, IdReader& ids) {
  Cluster cluster{.id = json.at("id"),
                  .parent = json.at("parent"),
                  .label = json.at("label"),
                  .articles = json.at("articles")};
  cluster.first = TimeOf(json.at("first"));
  cluster.last = TimeOf(json.at("last"));
  cluster.representative = ids.Take(1).front();
  cluster.people = ids.Take(json.at("people"));
  cluster.topics = ids.Take(json.at("topics"));
  cluster.members = ids.Take(json.at("size"));
  return cluster;
}

ClusterRun RunOf(const Json& json, IdReader ids) {
  ClusterRun run{.algorithm = json.at("algorithm"),
                 .objective = json.at("objective"),
                 .resolution = json.at("resolution"),
                 .seed = json.at("seed"),
                 .value = json.at("value"),
                 .articles = json.at("articles"),
                 .unclustered = json.at("unclustered"),
                 .next_id = json.at("next_id"),
                 .drift = json.value("drift", 0U)};
  for (const Json& cluster : json.at("clusters")) run.clusters.push_back(ClusterOf(cluster, ids));
  for (const Json& part : json.at("subtopics")) run.subtopics.push_back(ClusterOf(part, ids));
  return run;
}

}  // namespace

std::string ToRecord(const ClusterRun& run) {
  Json json{{"algorithm", run.algorithm},
            {"objective", run.objective},
            {"resolution", run.resolution},
            {"seed", run.seed},
            {"value", run.value},
            {"articles", run.articles},
            {"unclustered", run.unclustered},
            {"next_id", run.next_id},
            {"drift", run.drift}};
  std::string ids;
  json["clusters"] = ClustersJson(run.clusters, ids);
  json["subtopics"] = ClustersJson(run.subtopics, ids);
  return json.dump() + '\n' + ids;
}

ClusterRun FromRecord(std::string_view bytes) {
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  try {
    return RunOf(Json::parse(bytes.substr(0, line)),
                 IdReader(bytes.substr(std::min(line + 1, bytes.size()))));
  } catch (const Json::exception& e) {
    throw Error(ErrorCode::kCorrupt,
                std::string("a stored cluster run cannot be read: ") + e.what());
  }
}

}  // namespace kg
