#include "tools/codebook/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <utility>

#include "engine/concat.h"

namespace codebook {

Output::Output()
    : descriptor_(-1),
      terminal_(false),
      buffer_(std::make_unique_for_overwrite<char[]>(kBlock)) {}

Output::Output(int descriptor)
    : descriptor_(descriptor),
      terminal_(isatty(descriptor) == 1),
      buffer_(std::make_unique_for_overwrite<char[]>(kBlock)) {}

void Output::AppendLong(std::string_view text) {
  if (keeps() || text.size() <= kBlock) {
    MakeRoom(text.size());
    return Append(text);
  }
  Write();
  Write(text);
}

void Output::MakeRoom(size_t size) {
  if (!keeps()) return Write();
  size_ = std::max(2 * size_, used_ + size);
  auto larger = std::make_unique_for_overwrite<char[]>(size_);
  std::memcpy(larger.get(), buffer_.get(), used_);
  buffer_ = std::move(larger);
}

void Output::Write() {
  Write({buffer_.get(), used_});
  used_ = 0;
}

void Output::Write(std::string_view rest) {
  while (!rest.empty() && !closed()) {
    const ssize_t written = write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<size_t>(written));
    } else if (errno == EPIPE) {
      closed_ = true;
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
}

absl::Status Output::Flush() {
  Write();
  if (error_ == 0) return absl::OkStatus();
  return absl::ErrnoToStatus(error_, "cannot write the results");
}

size_t Output::width() const {
  if (!terminal_) return 0;
  size_t columns = 0;
  if (const char* given = std::getenv("COLUMNS")) {
    const std::string_view text = given;
    std::from_chars(text.data(), text.data() + text.size(), columns);
    if (columns > 0) return columns;
  }
  winsize size{};
  const bool told =
      ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return told ? size.ws_col : 80;
}

void Complain(std::string_view message) {
  ComplainFurther(Concat("codebook: ", message));
}

void Complain(const absl::Status& status) {
  Complain(std::string_view(status.message().data(), status.message().size()));
}

void ComplainFurther(std::string_view line) {
  std::string text = Concat(line, "\n");
  // What stands in a bad file must not steer the terminal.
  std::ranges::replace_if(
      text,
      [](char c) {
        return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == '\x7F';
      },
      '?');
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t written = write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) rest.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace codebook
