// codebook diff: what changed between two releases.

#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "codesets/diff/diff.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/diff_output.h"
#include "tools/codebook/release_operand.h"

namespace codebook {
namespace {

constexpr size_t kMostBytes = size_t{256} << 20;

absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& name) {
  std::string text;
  std::string block(size_t{1} << 16, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) ||
         in.gcount() > 0) {
    text.append(block, 0, static_cast<size_t>(in.gcount()));
    if (text.size() > kMostBytes) {
      return absl::InvalidArgumentError(
          Concat(name, ": more than ", kMostBytes, " bytes of codes"));
    }
  }
  if (in.bad()) return absl::ErrnoToStatus(errno, Concat("cannot read ", name));
  return text;
}

absl::StatusOr<std::string> ReadCodesFile(const std::string& path) {
  if (path == "-") return ReadAll(std::cin, "standard input");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::ErrnoToStatus(errno, Concat("cannot open ", path));
  // A folder can be opened, but not read.
  if (file.peek() == std::ifstream::traits_type::eof() && file.bad()) {
    return absl::ErrnoToStatus(errno, Concat("cannot read ", path));
  }
  return ReadAll(file, path);
}

absl::StatusOr<DiffView> MakeView(const Arguments& arguments) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) return catalog.status();
  const absl::StatusOr<CodeSetPtr> older =
      FindRelease(*catalog, arguments.operands[0], arguments.choice);
  if (!older.ok()) return older.status();
  const absl::StatusOr<CodeSetPtr> newer =
      FindRelease(*catalog, arguments.operands[1], arguments.choice);
  if (!newer.ok()) return newer.status();
  std::string codes;
  if (!arguments.affects.empty()) {
    absl::StatusOr<std::string> text = ReadCodesFile(arguments.affects);
    if (!text.ok()) return text.status();
    codes = *std::move(text);
  }
  absl::StatusOr<DiffReport> report =
      DiffReleases(*catalog, (*older)->id(), (*newer)->id());
  if (!report.ok()) return report.status();
  DiffView view{.report = *std::move(report)};
  if (!arguments.affects.empty()) {
    view.affected = FindAffected(view.report, **older, **newer, codes);
    view.file = arguments.affects == "-" ? "standard input" : arguments.affects;
  }
  return view;
}

}  // namespace

int RunDiff(const Arguments& arguments, Output& out) {
  const absl::StatusOr<DiffView> view = MakeView(arguments);
  if (!view.ok()) {
    Complain(view.status());
    return kExitError;
  }
  switch (arguments.format) {
    case Format::kJson:
      AppendDiffJson(*view, out);
      break;
    case Format::kCsv:
      AppendDiffCsv(*view, out);
      break;
    case Format::kHtml:
      AppendDiffHtml(*view, out);
      break;
    default:
      AppendDiffText(*view, TextWriter(arguments.color, out));
  }
  const bool nothing = view->affected ? view->affected->codes.empty()
                                      : view->report.changes.empty();
  return nothing ? kExitOk : kExitNotAll;
}

}  // namespace codebook
