// A person's name taken apart: what two spellings of one name have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

struct NameForm {
  std::u32string letters{};             // simplified, Latin ones without case and accents; no signs
  std::vector<std::u32string> parts{};  // between signs and blanks
  bool han = false;                     // all letters are Chinese characters
  bool latin = false;                   // all letters are Latin
};

NameForm FormOf(std::string_view name);

/// A Latin name, its words in lower case with one blank between: "emmanuel macron". Empty unless it
/// has two words of two letters or more.
std::string GlossOf(const NameForm& form);

/// Whether every word of a gloss is syllables of Chinese written in Pinyin: such names say little,
/// as many have them.
bool IsPinyin(std::string_view gloss);

/// One number for each character's sound; characters that write no foreign name stand for
/// themselves.
std::vector<std::uint32_t> SoundsOf(std::u32string_view letters);

/// Whether the name is written by sound alone: three characters or more, all of which write
/// foreign names, and no Chinese name of three characters.
bool IsTransliteration(const NameForm& form);

/// How alike two names sound: the share of sounds that both have, in order, of the longer one.
double SoundLikeness(std::u32string_view a, std::u32string_view b);

/// Whether two glosses may be spellings of one name: the same first word and almost the same last.
bool GlossesAgree(std::string_view a, std::string_view b);

}  // namespace kg
