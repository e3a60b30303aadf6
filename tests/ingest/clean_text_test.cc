#include "ingest/clean_text.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "graph/utf8.h"

namespace kg {
namespace {

struct Piece {
  std::string_view raw;
  std::string_view clean;  // " " for a blank
};

constexpr Piece kPieces[] = {{"中", "中"},
                             {"国", "国"},
                             {"，", "，"},
                             {"“", "“"},
                             {"…", "…"},
                             {"a", "a"},
                             {"7", "7"},
                             {"<", "<"},
                             {" ", " "},
                             {"\t", " "},
                             {"\xC2\xA0", " "},
                             {"　", " "},
                             {"\xE2\x80\x8A", " "},
                             {"é", "é"},
                             {"😀", "😀"},
                             {"\xE2\x80\x8B", ""},
                             {"\xEF\xBB\xBF", ""},
                             {"\x01", ""},
                             {"\xC2\xAD", ""},
                             {"&nbsp;", " "},
                             {"&amp;", "&"},
                             {"&#x4e2d;", "中"},
                             {"& ", "& "},
                             {"\xE2\x80\xA8", " "},
                             {"\xFF", "\xEF\xBF\xBD"},
                             {"ｆ", "ｆ"},
                             {"の", "の"},
                             {"\xE2\x80\xAA", ""}};

// Piece by piece, with one blank for several and none at the ends.
std::string Joined(const std::vector<Piece>& pieces) {
  std::string text;
  bool blank = false;
  for (const Piece& piece : pieces) {
    for (const char c : piece.clean) {
      if (c != ' ') {
        if (blank && !text.empty()) text += ' ';
        text += c;
      }
      blank = c == ' ';
    }
  }
  return text;
}

TEST(CleanText, IsWhatItsPiecesAre) {
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    std::vector<Piece> pieces(random() % 12);
    std::string raw;
    TextCleaner by_piece;
    for (Piece& piece : pieces) {
      piece = kPieces[random() % std::size(kPieces)];
      raw += piece.raw;
      by_piece.Append(piece.raw);
    }
    ASSERT_EQ(CleanText(raw), Joined(pieces)) << raw;
    ASSERT_EQ(by_piece.code_points(), CountCodePoints(by_piece.text()));
    ASSERT_EQ(by_piece.Take(), Joined(pieces)) << raw;
  }
}

}  // namespace
}  // namespace kg
