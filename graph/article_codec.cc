#include "graph/article_codec.h"

#include <algorithm>
#include <limits>

#include "graph/bytes.h"

namespace kg {
namespace {

// --- writing ---------------------------------------------------------------------------------

// A byte: whether known; then the seconds.
void WriteTime(ByteWriter& out, const std::optional<Time>& time) {
  out.Byte(time ? 1 : 0);
  if (time) out.Signed(time->time_since_epoch().count());
}

void WriteSpan(ByteWriter& out, Span span) {
  out.Varint(span.start);
  out.Varint(span.end - span.start);
}

void WriteLabels(ByteWriter& out, const std::vector<Label>& labels) {
  out.Varint(labels.size());
  for (const Label& label : labels) {
    out.String(label.name);
    out.Byte(static_cast<std::uint8_t>(label.role));
    WriteSpan(out, label.span);
  }
}

void WriteStrings(ByteWriter& out, const std::vector<std::string>& strings) {
  out.Varint(strings.size());
  for (const std::string& string : strings) out.String(string);
}

void WriteLinks(ByteWriter& out, const std::vector<Link>& links) {
  out.Varint(links.size());
  for (const Link& link : links) {
    out.String(link.url);
    out.Varint(link.rank);
    WriteSpan(out, link.span);
    out.String(link.title);
    WriteLabels(out, link.labels);
  }
}

// Spans, sentences and paragraphs only grow from one mention to the next, so differences are short.
void WriteMentions(ByteWriter& out, const std::vector<Mention>& mentions) {
  out.Varint(mentions.size());
  Mention last;
  for (const Mention& mention : mentions) {
    out.Varint(mention.span.start - last.span.end);
    out.Varint(mention.span.end - mention.span.start);
    out.Byte(static_cast<std::uint8_t>(mention.field));
    out.Varint(mention.sentence - last.sentence);
    out.Varint(mention.paragraph - last.paragraph);
    last = mention;
  }
}

void WriteEntities(ByteWriter& out, const std::vector<Entity>& entities) {
  out.Varint(entities.size());
  for (const Entity& entity : entities) {
    out.Byte(static_cast<std::uint8_t>(entity.kind));
    out.String(entity.name);
    WriteStrings(out, entity.aliases);
    WriteMentions(out, entity.mentions);
  }
}

void WriteTimes(ByteWriter& out, const Article& article) {
  WriteTime(out, article.published);
  out.Byte(static_cast<std::uint8_t>(article.published_from));
}

void WriteContent(ByteWriter& out, const Article& article) {
  out.String(article.url);
  out.String(article.title);
  out.String(article.facts.publisher);
  out.String(article.facts.section);
  WriteTime(out, article.facts.day);
  out.String(article.language);
  WriteStrings(out, article.authors);
  out.Varint(article.fields.size());
  for (const FieldSpan& field : article.fields) {
    out.Byte(static_cast<std::uint8_t>(field.field));
    WriteSpan(out, field.span);
  }
  WriteEntities(out, article.entities);
  WriteLabels(out, article.labels);
  WriteLinks(out, article.related);
  WriteLinks(out, article.links);
}

// --- reading ---------------------------------------------------------------------------------

// Elements take a byte each at least, so a count beyond the bytes left is damage, not memory.
std::size_t ReadCount(ByteReader& in) {
  const std::uint64_t count = in.Varint();
  if (count > in.size())
    throw Error(ErrorCode::kCorrupt, "a stored list is longer than its record");
  return count;
}

template <class Enum>
Enum ReadEnum(ByteReader& in, Enum last) {
  const std::uint8_t value = in.Byte();
  if (value > static_cast<std::uint8_t>(last)) {
    throw Error(ErrorCode::kCorrupt, "a stored kind is out of range");
  }
  return static_cast<Enum>(value);
}

std::optional<Time> ReadTime(ByteReader& in) {
  const std::uint8_t known = in.Byte();
  if (known == 0) return std::nullopt;
  if (known != 1) throw Error(ErrorCode::kCorrupt, "a stored time is neither there nor not");
  const Time time{std::chrono::seconds{in.Signed()}};
  if (time < kFirstTime || time > kLastTime) {
    throw Error(ErrorCode::kCorrupt, "a stored time is out of range");
  }
  return time;
}

std::uint32_t Plus(std::uint32_t a, std::uint32_t b) {
  if (b > std::numeric_limits<std::uint32_t>::max() - a) {
    throw Error(ErrorCode::kCorrupt, "a stored position is out of range");
  }
  return a + b;
}

Span ReadSpan(ByteReader& in, std::uint32_t base = 0) {
  const std::uint32_t start = Plus(base, in.Varint32());
  return {start, Plus(start, in.Varint32())};
}

// Reads a counted list, one `read_one` an element.
template <class T, class ReadOne>
std::vector<T> ReadList(ByteReader& in, ReadOne read_one) {
  std::vector<T> list;
  const std::size_t count = ReadCount(in);
  list.reserve(count);
  for (std::size_t i = 0; i < count; ++i) list.push_back(read_one(in));
  return list;
}

std::vector<std::string> ReadStrings(ByteReader& in) {
  return ReadList<std::string>(in, [](ByteReader& r) { return std::string(r.String()); });
}

std::vector<Label> ReadLabels(ByteReader& in) {
  return ReadList<Label>(in, [](ByteReader& r) {
    Label label;
    label.name = r.String();
    label.role = ReadEnum(r, LabelRole::kSection);
    label.span = ReadSpan(r);
    return label;
  });
}

std::vector<Link> ReadLinks(ByteReader& in) {
  return ReadList<Link>(in, [](ByteReader& r) {
    Link link;
    link.url = r.String();
    link.rank = r.Varint32();
    link.span = ReadSpan(r);
    link.title = r.String();
    link.labels = ReadLabels(r);
    return link;
  });
}

std::vector<Mention> ReadMentions(ByteReader& in) {
  Mention last;
  return ReadList<Mention>(in, [&last](ByteReader& r) {
    Mention mention;
    mention.span = ReadSpan(r, last.span.end);
    mention.field = ReadEnum(r, Field::kRelated);
    mention.sentence = Plus(last.sentence, r.Varint32());
    mention.paragraph = Plus(last.paragraph, r.Varint32());
    last = mention;
    return mention;
  });
}

std::vector<Entity> ReadEntities(ByteReader& in) {
  return ReadList<Entity>(in, [](ByteReader& r) {
    Entity entity;
    entity.kind = ReadEnum(r, NodeKind::kPublisher);
    entity.name = r.String();
    entity.aliases = ReadStrings(r);
    entity.mentions = ReadMentions(r);
    return entity;
  });
}

void ReadContent(ByteReader& in, Article& article) {
  article.url = in.String();
  article.title = in.String();
  article.facts.publisher = in.String();
  article.facts.section = in.String();
  article.facts.day = ReadTime(in);
  article.language = in.String();
  article.authors = ReadStrings(in);
  article.fields = ReadList<FieldSpan>(in, [](ByteReader& r) {
    const Field field = ReadEnum(r, Field::kRelated);
    return FieldSpan{field, ReadSpan(r)};
  });
  article.entities = ReadEntities(in);
  article.labels = ReadLabels(in);
  article.related = ReadLinks(in);
  article.links = ReadLinks(in);
}

void SkipSpan(ByteReader& in) {
  in.Varint32();
  in.Varint32();
}

template <class SkipOne>
void SkipList(ByteReader& in, SkipOne skip_one) {
  for (std::size_t count = ReadCount(in); count > 0; --count) skip_one(in);
}

void SkipString(ByteReader& in) { in.String(); }

void SkipMention(ByteReader& in) {
  SkipSpan(in);
  in.Byte();
  in.Varint32();
  in.Varint32();
}

void SkipToFields(ByteReader& in) {
  in.Raw(2 * Digest{}.size());
  in.Varint32();
  ReadTime(in);
  ReadTime(in);
  in.Byte();
  for (int i = 0; i < 4; ++i) SkipString(in);  // address, title, publisher, section
  ReadTime(in);
  SkipString(in);
  SkipList(in, SkipString);
}

Digest ReadDigest(ByteReader& in) {
  const std::string_view bytes = in.Raw(Digest{}.size());
  Digest digest;
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

}  // namespace

std::string EncodeGraphPart(const Article& article) {
  std::string bytes;
  ByteWriter out(bytes);
  WriteTimes(out, article);
  WriteContent(out, article);
  return bytes;
}

Digest ContentDigest(const Article& article) {
  std::string bytes;
  bytes.reserve(article.text.size() + 4096);
  ByteWriter out(bytes);
  WriteContent(out, article);
  out.String(article.text);
  return DigestOf(bytes);
}

std::string EncodeArticle(const StoredArticle& stored) {
  constexpr std::size_t kUsual = 2048;
  std::string bytes;
  bytes.reserve(kUsual);
  ByteWriter out(bytes);
  out.Raw(AsBytes(stored.version.place));
  out.Raw(AsBytes(stored.version.content));
  out.Varint(stored.version.text_size);
  WriteTime(out, stored.article.seen);
  WriteTimes(out, stored.article);
  WriteContent(out, stored.article);
  return bytes;
}

StoredArticle DecodeArticle(std::string_view bytes) {
  ByteReader in(bytes);
  StoredArticle stored;
  stored.version.place = ReadDigest(in);
  stored.version.content = ReadDigest(in);
  stored.version.text_size = in.Varint32();
  stored.article.seen = ReadTime(in);
  stored.article.published = ReadTime(in);
  stored.article.published_from = ReadEnum(in, TimeSource::kGiven);
  ReadContent(in, stored.article);
  if (!in.empty()) throw Error(ErrorCode::kCorrupt, "a stored article has bytes left over");
  return stored;
}

Span DecodeBody(std::string_view bytes) {
  ByteReader in(bytes);
  SkipToFields(in);
  for (std::size_t count = ReadCount(in); count > 0; --count) {
    const Field field = ReadEnum(in, Field::kRelated);
    const Span span = ReadSpan(in);
    if (field == Field::kBody) return span;
  }
  return {};
}

void DecodeOutline(std::string_view bytes, ArticleOutline& outline) {
  outline.entities.clear();
  outline.tags.clear();
  ByteReader in(bytes);
  SkipToFields(in);
  SkipList(in, [](ByteReader& r) {
    r.Byte();
    SkipSpan(r);
  });
  SkipList(in, [&](ByteReader& r) {
    const NodeKind kind = ReadEnum(r, NodeKind::kPublisher);
    outline.entities.push_back({kind, r.String()});
    SkipList(r, SkipString);
    SkipList(r, SkipMention);
  });
  SkipList(in, [&](ByteReader& r) {
    const std::string_view name = r.String();
    if (ReadEnum(r, LabelRole::kSection) == LabelRole::kTag) outline.tags.push_back(name);
    SkipSpan(r);
  });
}

}  // namespace kg
