// The side of the body a title speaks of.

#ifndef CODEBOOK_CODESETS_SIDE_H_
#define CODEBOOK_CODESETS_SIDE_H_

#include <string_view>

namespace codebook {

enum class Side { kNone, kRight, kLeft, kBilateral, kUnilateral, kUnspecified };

// "Displaced fracture of right radius": right. A title that says "unspecified"
// and names no side is of an unspecified one, whatever else may be meant.
Side SideOf(std::string_view title);

// Whether two titles say the same of different sides: "... of right radius" and
// "... of left radius", "..., right eye" and "..., bilateral".
bool DifferInSideOnly(std::string_view one, std::string_view other);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SIDE_H_
