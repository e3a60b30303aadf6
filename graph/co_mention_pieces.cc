#include "graph/co_mention_pieces.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <string_view>

#include "graph/bytes.h"
#include "graph/keys.h"
#include "graph/mixed.h"

namespace kg {
namespace {

// Pairs. Pieces of a list that was just split are half full or more.
constexpr std::size_t kFullPiece = 512;
constexpr std::size_t kLongList = 8 * kFullPiece;
constexpr std::size_t kLongPiece = 4 * kFullPiece;
constexpr int kMostBits = 20;  // half a thousand million pairs

// Ids are hashes: their first bits spread pairs evenly, and pieces follow each other in order.
std::uint32_t PieceOf(NodeId other, int bits) {
  constexpr int kIdBits = std::numeric_limits<std::uint64_t>::digits;
  return bits == 0
             ? 0
             : static_cast<std::uint32_t>(static_cast<std::uint64_t>(other) >> (kIdBits - bits));
}

int BitsFor(std::size_t pairs) {
  return std::min(static_cast<int>(std::bit_width(pairs / kFullPiece)), kMostBits);
}

std::string KeyOf(NodeId owner, std::uint32_t piece, int bits) {
  return bits == 0 ? keys::CoMentions(owner) : keys::CoMentionsPiece(owner, piece);
}

int ReadBits(std::string_view value) {
  const int bits = ByteReader(value).Byte();
  if (bits == 0 || bits > kMostBits) {
    throw Error(ErrorCode::kCorrupt, "a list of co-mentions is in too many pieces");
  }
  return bits;
}

NodeId OwnerOf(std::string_view key) {
  return static_cast<NodeId>(ByteReader(key.substr(1)).Fixed64());
}

// Calls `visit(piece, pairs)` for each piece that has some of `pairs`, which are in order.
template <class Visit>
void ForEachPiece(std::span<const ListedPair> pairs, int bits, const Visit& visit) {
  for (std::size_t i = 0; i < pairs.size();) {
    const std::uint32_t piece = PieceOf(pairs[i].other, bits);
    const std::size_t begin = i;
    while (i < pairs.size() && PieceOf(pairs[i].other, bits) == piece) ++i;
    visit(piece, pairs.subspan(begin, i - begin));
  }
}

rocksdb::Slice AsSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

void CheckWriting(const rocksdb::Status& status) { Check(status, "writing to the store"); }

}  // namespace

bool StoredCoMentions::Find(NodeId other, ListedPair& pair) {
  if (!bits_) {
    const auto split = db_.Get(Family::kCoMentions, keys::CoMentionsSplit(owner_));
    bits_ = split ? ReadBits(*split) : 0;
  }
  const std::uint32_t piece = PieceOf(other, *bits_);
  if (piece_ != piece) {
    piece_ = piece;
    bytes_ = db_.Get(Family::kCoMentions, KeyOf(owner_, piece, *bits_)).value_or("");
    list_.emplace(bytes_);
  }
  return list_->Find(other, pair);
}

void StoredCoMentions::ForEach(const std::function<void(const ListedPair&)>& visit) const {
  db_.Scan(Family::kCoMentions, keys::CoMentions(owner_),
           [&](std::string_view, std::string_view bytes) {
             CoMentionReader list(bytes);
             for (ListedPair pair; list.Next(pair);) visit(pair);
             return true;
           });
}

int CoMentionLists::BitsOf(NodeId owner) {
  if (!knows_bits_) {
    db_.Scan(Family::kCoMentions, std::string(keys::kSplitPrefix),
             [&](std::string_view key, std::string_view value) {
               bits_[OwnerOf(key)] = ReadBits(value);
               return true;
             });
    knows_bits_ = true;
  }
  const auto at = bits_.find(owner);
  return at == bits_.end() ? 0 : at->second;
}

void CoMentionLists::Merge(rocksdb::WriteBatch& batch, NodeId owner,
                           std::span<const ListedPair> pairs) {
  const int bits = BitsOf(owner);
  ForEachPiece(pairs, bits, [&](std::uint32_t piece, std::span<const ListedPair> some) {
    CheckWriting(batch.Merge(db_.family(Family::kCoMentions), KeyOf(owner, piece, bits),
                             EncodeCoMentions(some)));
  });
  // How long a list is, is not known without reading it. By chance it is looked at about once for
  // as many added pairs as two pieces have, in each of its pieces.
  const std::uint64_t chance =
      Mixed(static_cast<std::uint64_t>(owner) ^ Mixed(db_.db->GetLatestSequenceNumber()));
  if (chance % ((2 * kFullPiece) << bits) < pairs.size()) grown_.push_back(owner);
}

void CoMentionLists::Put(rocksdb::WriteBatch& batch, NodeId owner,
                         std::span<const ListedPair> pairs) {
  PutPieces(batch, owner, pairs, pairs.size() > kLongList ? BitsFor(pairs.size()) : 0);
}

void CoMentionLists::PutPieces(rocksdb::WriteBatch& batch, NodeId owner,
                               std::span<const ListedPair> pairs, int bits) {
  rocksdb::ColumnFamilyHandle* const family = db_.family(Family::kCoMentions);
  ForEachPiece(pairs, bits, [&](std::uint32_t piece, std::span<const ListedPair> some) {
    CheckWriting(batch.Put(family, KeyOf(owner, piece, bits), EncodeCoMentions(some)));
  });
  if (bits == 0) return;
  std::string value;
  ByteWriter(value).Byte(static_cast<std::uint8_t>(bits));
  CheckWriting(batch.Put(family, keys::CoMentionsSplit(owner), value));
  bits_[owner] = bits;
}

bool CoMentionLists::IsLong(NodeId owner) {
  const int bits = BitsOf(owner);
  if (bits == kMostBits) return false;
  // One piece is as long as the others. That of the owner is never empty.
  const auto bytes = db_.Get(Family::kCoMentions, KeyOf(owner, PieceOf(owner, bits), bits));
  if (!bytes) return false;
  std::size_t pairs = 0;
  CoMentionReader list(*bytes);
  for (ListedPair pair; list.NextCounts(pair);) ++pairs;
  return pairs > (bits == 0 ? kLongList : kLongPiece);
}

void CoMentionLists::Split(NodeId owner) {
  rocksdb::ColumnFamilyHandle* const family = db_.family(Family::kCoMentions);
  rocksdb::WriteBatch batch;
  std::vector<ListedPair> pairs;
  db_.Scan(Family::kCoMentions, keys::CoMentions(owner),
           [&](std::string_view key, std::string_view bytes) {
             const std::vector<ListedPair> some = DecodeCoMentions(bytes);
             pairs.insert(pairs.end(), some.begin(), some.end());
             CheckWriting(batch.Delete(family, AsSlice(key)));
             return true;
           });
  PutPieces(batch, owner, pairs, BitsFor(pairs.size()));
  db_.Write(batch, false);
}

void CoMentionLists::SplitLong() {
  for (const NodeId owner : grown_) {
    if (IsLong(owner)) Split(owner);
  }
  grown_.clear();
}

void CoMentionLists::DeleteAll() {
  // One by one: RocksDB 7.8 hands the insertion hint of a family's keys to its deleted ranges too,
  // which are in another list, and aborts.
  rocksdb::WriteBatch batch;
  db_.Scan(Family::kCoMentions, {}, [&](std::string_view key, std::string_view) {
    CheckWriting(batch.Delete(db_.family(Family::kCoMentions), AsSlice(key)));
    return true;
  });
  db_.Write(batch, false);
  bits_.clear();
  grown_.clear();
  knows_bits_ = true;
}

void CheckPieces(const Database& db, const std::function<void(std::string)>& tell) {
  std::unordered_map<NodeId, int> in_pieces;
  db.Scan(Family::kCoMentions, std::string(keys::kSplitPrefix),
          [&](std::string_view key, std::string_view value) {
            in_pieces[OwnerOf(key)] = ReadBits(value);
            return true;
          });
  db.Scan(Family::kCoMentions, std::string(keys::kCoMentionsPrefix),
          [&](std::string_view key, std::string_view bytes) {
            const NodeId owner = OwnerOf(key);
            const auto at = in_pieces.find(owner);
            const int bits = at == in_pieces.end() ? 0 : at->second;
            CoMentionReader list(bytes);
            for (ListedPair pair; list.NextCounts(pair);) {
              if (KeyOf(owner, PieceOf(pair.other, bits), bits) == key) continue;
              tell("a piece of a list of co-mentions is not where it is looked for");
              return false;
            }
            return true;
          });
}

}  // namespace kg
