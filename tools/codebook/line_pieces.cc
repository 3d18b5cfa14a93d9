#include "tools/codebook/line_pieces.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <system_error>
#include <thread>

namespace codebook {
namespace {

// More would wait for the one that writes.
constexpr size_t kMostThreads = 8;

// Cuts off about `size` bytes of `text`, as whole lines.
std::string_view CutPiece(size_t size, std::string_view& text) {
  const size_t end = size < text.size() ? text.find('\n', size) : text.size();
  const std::string_view piece =
      text.substr(0, end == text.npos ? end : end + 1);
  text.remove_prefix(piece.size());
  return piece;
}

// Calls `work` on another thread; here, when there cannot be another.
template <typename Work>
void Start(std::vector<std::jthread>& threads, Work work) {
  try {
    threads.emplace_back(work);
  } catch (const std::system_error&) {
    work();
  }
}

}  // namespace

size_t PassLines(std::string_view text, Output& out, EachCodes each) {
  std::array<std::string_view, kMostCodes> codes;
  size_t count = 0;
  size_t lines = 0;
  for (; !text.empty(); ++lines) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool blank = line.find_first_not_of(" \t") == std::string_view::npos;
    if (blank) continue;
    codes[count++] = line;
    if (count < codes.size()) continue;
    each(codes, out);
    count = 0;
  }
  if (count > 0) each(std::span(codes).first(count), out);
  return lines;
}

size_t LinePieces::UsefulThreads() {
  return std::clamp<size_t>(std::thread::hardware_concurrency(), 1,
                            kMostThreads);
}

LinePieces::LinePieces(size_t piece, size_t threads, EachCodes each)
    : piece_(piece), each_(each), kept_(threads - 1) {}

size_t LinePieces::Pass(std::string_view text, Output& out) {
  // Rounded: a full block of input ends before its last line does.
  const size_t pieces = std::clamp<size_t>((text.size() + piece_ / 2) / piece_,
                                           1, kept_.size() + 1);
  if (pieces == 1 || out.terminal()) return PassLines(text, out, each_);
  const size_t size = text.size() / pieces;
  const std::string_view first = CutPiece(size, text);
  std::vector<size_t> lines(pieces, 0);
  std::vector<std::jthread> threads;
  for (size_t i = 1; i < pieces; ++i) {
    std::unique_ptr<Output>& kept = kept_[i - 1];
    if (kept == nullptr) kept = std::make_unique<Output>();
    kept->Clear();
    const std::string_view piece =
        CutPiece(i + 1 < pieces ? size : text.size(), text);
    Start(threads, [this, piece, &kept, &count = lines[i]] {
      count = PassLines(piece, *kept, each_);
    });
  }
  lines[0] = PassLines(first, out, each_);
  for (std::jthread& thread : threads) thread.join();
  for (size_t i = 1; i < pieces; ++i) out.Append(kept_[i - 1]->kept());
  return std::reduce(lines.begin(), lines.end());
}

}  // namespace codebook
