// The codes a command is given: as arguments, or one a line.

#ifndef CODEBOOK_TOOLS_CODEBOOK_CODE_INPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_CODE_INPUT_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "tools/codebook/output.h"

namespace codebook {

// A longer line is no list of codes.
inline constexpr size_t kMaxLineBytes = size_t{1} << 20;

// Calls `each` with every operand in turn; in place of the operand "-" with
// every line of standard input. Line ends are LF or CRLF, a byte order mark at
// the beginning is dropped, and blank lines are passed over. Memory is constant
// in the length of the input.
//
// Whenever the input runs dry, `out` is flushed before more is waited for: a
// program that asks one code at a time gets each answer at once. Ends early
// when `out` is closed. Errors are those of reading, and a line of more than
// kMaxLineBytes, which is named.
absl::Status ForEachCode(std::span<const std::string> operands, Output& out,
                         absl::FunctionRef<void(std::string_view)> each);

// The same, with as many codes at a time as are at hand, but no more than
// kMostCodes, and with the output for what is said of them.
//
// Much input is cut into pieces of about `piece` bytes that several threads
// pass on at a time, each with an output of its own; what is said of a piece is
// kept until all before it is written.
inline constexpr size_t kMostCodes = 64;
using EachCodes =
    absl::FunctionRef<void(std::span<const std::string_view>, Output&)>;
absl::Status ForEachCodes(std::span<const std::string> operands, size_t piece,
                          Output& out, EachCodes each);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_CODE_INPUT_H_
