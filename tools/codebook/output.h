// Where results go: standard output, buffered; and where all else goes.

#ifndef CODEBOOK_TOOLS_CODEBOOK_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_OUTPUT_H_

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

#include "absl/status/status.h"

namespace codebook {

// Text on its way to a file descriptor, in large blocks; a line at a time when
// the descriptor is a terminal. Nothing is written after the first error.
// Once the reader of a pipe has gone, closed() is true, and that is no error.
//
// Example:
//   Output out(STDOUT_FILENO);
//   out.Append("I10\tvalid");
//   out.EndLine();
//   absl::Status written = out.Flush();
//
// One without a descriptor keeps what is appended, for another to write.
class Output {
 public:
  Output();
  explicit Output(int descriptor);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void Append(std::string_view text) {
    if (text.size() > size_ - used_) return AppendLong(text);
    std::memcpy(buffer_.get() + used_, text.data(), text.size());
    used_ += text.size();
  }
  void Append(char c) { Append(std::string_view(&c, 1)); }
  // Room for `size` characters, at most kBlock, to be written before anything
  // else is appended; Used tells how many were.
  char* Room(size_t size) {
    if (size > size_ - used_) MakeRoom(size);
    return buffer_.get() + used_;
  }
  void Used(size_t size) { used_ += size; }

  void EndLine() {
    Append('\n');
    if (terminal_) Write();
  }

  // Writes what is buffered. The error of this or any earlier write.
  absl::Status Flush();

  // What is kept, for one without a descriptor.
  std::string_view kept() const { return {buffer_.get(), used_}; }
  void Clear() { used_ = 0; }

  // Whether writing more is of no use.
  bool closed() const { return closed_ || error_ != 0; }

  bool terminal() const { return terminal_; }

  // The columns of the terminal, as $COLUMNS or the terminal itself tells, or
  // 80. 0, for as long as it takes, when it is not a terminal.
  size_t width() const;

 private:
  static constexpr size_t kBlock = size_t{1} << 16;

  bool keeps() const { return descriptor_ < 0; }
  void AppendLong(std::string_view text);
  void MakeRoom(size_t size);
  void Write();
  void Write(std::string_view rest);

  int descriptor_;
  bool terminal_;
  bool closed_ = false;
  int error_ = 0;
  std::unique_ptr<char[]> buffer_;
  size_t size_ = kBlock;
  size_t used_ = 0;
};

// Writes "codebook: MESSAGE" and a line end to standard error, at once.
void Complain(std::string_view message);
void Complain(const absl::Status& status);

// The same without "codebook: ", for further lines.
void ComplainFurther(std::string_view line);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_OUTPUT_H_
