#include "graph/bytes.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace kg {
namespace {

template <class Write>
std::string Written(Write write) {
  std::string bytes;
  ByteWriter out(bytes);
  write(out);
  return bytes;
}

void ExpectCorrupt(const std::string& bytes, const std::function<void(ByteReader&)>& read) {
  ByteReader in(bytes);
  try {
    read(in);
    ADD_FAILURE() << "read " << testing::PrintToString(bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorrupt);
  }
}

TEST(Bytes, NumbersComeBackAtEveryBoundary) {
  for (int bits = 0; bits <= 64; ++bits) {
    const std::uint64_t top = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    for (const std::uint64_t value : {top, top + 1}) {
      const auto of_sign = static_cast<std::int64_t>(value);
      const std::string bytes = Written([&](ByteWriter& out) {
        out.Varint(value);
        out.Signed(of_sign);
        out.Signed(~of_sign);
        out.Fixed64(value);
      });
      ByteReader in(bytes);
      EXPECT_EQ(in.Varint(), value);
      EXPECT_EQ(in.Signed(), of_sign);
      EXPECT_EQ(in.Signed(), ~of_sign);
      EXPECT_EQ(in.Fixed64(), value);
      EXPECT_TRUE(in.empty());
    }
  }
}

TEST(Bytes, NumbersOfFixedSizeSortAsTheirBytesDo) {
  std::mt19937_64 random(51);
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t a = random() >> random() % 64;
    const std::uint64_t b = random() >> random() % 64;
    const auto bytes_of = [](std::uint64_t value) {
      return Written([value](ByteWriter& out) { out.Fixed64(value); });
    };
    EXPECT_EQ(a < b, bytes_of(a) < bytes_of(b));
  }
}

TEST(Bytes, WhatEndsEarlyIsCorrupt) {
  const std::string bytes = Written([](ByteWriter& out) {
    out.Varint(1'000'000);
    out.String("李辉");
    out.Fixed64(7);
  });
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ExpectCorrupt(bytes.substr(0, size), [](ByteReader& in) {
      in.Varint();
      in.String();
      in.Fixed64();
    });
  }
}

TEST(Bytes, NumbersThatDoNotFitAreCorrupt) {
  ExpectCorrupt(std::string(11, '\xFF'), [](ByteReader& in) { in.Varint(); });
  ExpectCorrupt(std::string(9, '\xFF') + "\x7F", [](ByteReader& in) { in.Varint(); });
  ExpectCorrupt(std::string(10, '\x80') + "\x01", [](ByteReader& in) { in.Varint(); });
  ExpectCorrupt(Written([](ByteWriter& out) { out.Varint(std::uint64_t{1} << 32); }),
                [](ByteReader& in) { in.Varint32(); });
  // A size near the largest number must not wrap round to a small one.
  ExpectCorrupt(Written([](ByteWriter& out) {
                  out.Varint(std::numeric_limits<std::uint64_t>::max());
                }) + "abc",
                [](ByteReader& in) { in.String(); });
}

TEST(Bytes, NumbersHaveOneFormOnly) {
  ExpectCorrupt(std::string("\x80\x00", 2), [](ByteReader& in) { in.Varint(); });
  ExpectCorrupt(std::string("\x81\x80\x00", 3), [](ByteReader& in) { in.Varint(); });
}

TEST(Bytes, AnyBytesAreReadInsideTheirBoundsOrCorrupt) {
  std::mt19937_64 random(52);
  for (int round = 0; round < 20'000; ++round) {
    std::vector<char> bytes(random() %
                            24);  // on the heap, so that a checked build sees reads beyond
    for (char& byte : bytes) byte = static_cast<char>(random());
    ByteReader in({bytes.data(), bytes.size()});
    try {
      while (!in.empty()) {
        switch (random() % 5) {
          case 0: in.Byte(); break;
          case 1: in.Varint(); break;
          case 2: in.Signed(); break;
          case 3: in.Fixed64(); break;
          default: EXPECT_LE(in.String().size(), bytes.size());
        }
      }
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::kCorrupt);
    }
  }
}

}  // namespace
}  // namespace kg
