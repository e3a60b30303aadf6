// Defaults that a user keeps in a file.
#pragma once

#include <filesystem>

#include "cli/parser.h"

namespace kg {

/// Where defaults are looked for: $XDG_CONFIG_HOME/newsgraph/config.toml, or below ~/.config; empty
/// when there is no such file.
std::filesystem::path DefaultSettingsFile();

/// Gives options of the grammar the values that `file`, in TOML, has for them: those of all
/// commands at its top, those of one command in a table of its name. Options that `parsed` was
/// given stay. Throws Error(kUsage), "FILE:LINE: …", for a file that is none, for keys that are no
/// options, and for values that they cannot take.
void ApplySettings(const std::filesystem::path& file, const Grammar& grammar, const Parsed& parsed);

}  // namespace kg
