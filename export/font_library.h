// What fonts there are, as fontconfig knows it; it is loaded when it is first asked.
#pragma once

namespace kg {

/// Whether a font with Chinese characters is installed. Throws Error(kUnsupported) when fontconfig
/// is not there.
bool HasChineseFont();

}  // namespace kg
