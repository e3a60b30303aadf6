// A page as the reader of pages has it.
#pragma once

#include <string_view>

#include "ingest/html_page.h"

namespace kg {

inline PageContent ReadPage(std::string_view html) {
  return ReadHtmlPage(html, "https://chenxing.example/cn/x");
}

}  // namespace kg
