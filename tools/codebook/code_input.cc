#include "tools/codebook/code_input.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// As many bytes as are there, at least one; 0 at the end.
absl::StatusOr<size_t> ReadSome(std::span<char> to) {
  while (true) {
    const ssize_t count = read(STDIN_FILENO, to.data(), to.size());
    if (count >= 0) return static_cast<size_t>(count);
    if (errno != EINTR) {
      return absl::ErrnoToStatus(errno, "cannot read standard input");
    }
  }
}

// Takes a stream of blocks apart into lines.
class LineSplitter {
 public:
  explicit LineSplitter(EachCodes each) : each_(each) {}

  // Passes on the complete lines at the beginning of `text` and returns how
  // many bytes they are. There is no line end in the first `searched` bytes.
  size_t PassLines(std::string_view text, size_t searched) {
    size_t begin = 0;
    size_t end = text.find('\n', searched);
    while (end != std::string_view::npos) {
      Add(text.substr(begin, end - begin));
      begin = end + 1;
      end = text.find('\n', begin);
    }
    Pass();
    return begin;
  }

  void PassLine(std::string_view line) {
    Add(line);
    Pass();
  }

  size_t lines() const { return lines_; }

 private:
  void Add(std::string_view line) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (++lines_ == 1 && line.starts_with(kByteOrderMark)) {
      line.remove_prefix(kByteOrderMark.size());
    }
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool blank = line.find_first_not_of(" \t") == std::string_view::npos;
    if (blank) return;
    codes_[count_++] = line;
    if (count_ == codes_.size()) Pass();
  }

  void Pass() {
    if (count_ > 0) each_(std::span(codes_).first(count_));
    count_ = 0;
  }

  EachCodes each_;
  size_t lines_ = 0;
  std::array<std::string_view, kMostCodes> codes_;
  size_t count_ = 0;
};

absl::Status ForEachLine(Output& out, EachCodes each) {
  LineSplitter splitter(each);
  std::vector<char> buffer(size_t{1} << 16);
  // What has been read but not passed on: the beginning of a line.
  size_t held = 0;
  while (!out.closed()) {
    if (held == buffer.size()) {
      if (held > kMaxLineBytes) {
        return absl::InvalidArgumentError(Concat(
            "standard input:", splitter.lines() + 1, ":1: a line of more than ",
            kMaxLineBytes, " bytes; expected one code a line"));
      }
      buffer.resize(2 * buffer.size());
    }
    if (const absl::Status written = out.Flush(); !written.ok()) break;
    const absl::StatusOr<size_t> count =
        ReadSome(std::span(buffer).subspan(held));
    if (!count.ok()) return count.status();
    const std::string_view text(buffer.data(), held + *count);
    if (*count == 0) {
      if (!text.empty()) splitter.PassLine(text);
      break;
    }
    const size_t passed = splitter.PassLines(text, held);
    held = text.size() - passed;
    std::memmove(buffer.data(), buffer.data() + passed, held);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ForEachCodes(std::span<const std::string> operands, Output& out,
                          EachCodes each) {
  for (const std::string& operand : operands) {
    if (out.closed()) break;
    if (operand != "-") {
      const std::string_view code = operand;
      each({&code, 1});
    } else if (absl::Status status = ForEachLine(out, each); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

absl::Status ForEachCode(std::span<const std::string> operands, Output& out,
                         absl::FunctionRef<void(std::string_view)> each) {
  return ForEachCodes(operands, out,
                      [&](std::span<const std::string_view> codes) {
                        std::ranges::for_each(codes, each);
                      });
}

}  // namespace codebook
