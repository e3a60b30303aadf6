// Who wrote an article, from the lines that say so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

/// Adds the names in `list` to `names`, each once: "达扬/文山（德新社、路透社）", "A,B,A,B",
/// "null 张慈", "采访记者： William Yang". Roles in brackets, desks and agencies are no names.
void AppendNames(std::string_view list, std::vector<std::string>* names);

/// The authors of a credit line ("记者：甲 责编：乙 网编：丙", "作者：甲", "译者/丁", "编译 甲 审校
/// 乙"): those who wrote or reported, not editors, translators and checkers. nullopt when `text` is
/// no credit line; then it belongs to the article.
std::optional<std::vector<std::string>> ParseCredit(std::string_view text);

/// How much of `paragraph` is left without a credit in brackets at its end
/// ("…。（译者：甲/核稿：乙）"); its size when there is none.
std::size_t SizeWithoutCredit(std::string_view paragraph);

/// "作者：" or "文/" alone: the name is in the next block.
bool IsAuthorLabel(std::string_view text);

}  // namespace kg
