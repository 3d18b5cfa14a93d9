#include "codesets/cpt/columns.h"

#include <algorithm>
#include <string>

namespace codebook {
namespace {

struct Spelling {
  std::string_view header;
  CptColumn column;
};

// The first spelling of a column is its name.
constexpr Spelling kSpellings[] = {
    {"code", CptColumn::kCode},
    {"cpt", CptColumn::kCode},
    {"cpt code", CptColumn::kCode},
    {"procedure code", CptColumn::kCode},
    {"description", CptColumn::kLong},
    {"long", CptColumn::kLong},
    {"long description", CptColumn::kLong},
    {"long descriptor", CptColumn::kLong},
    {"descriptor", CptColumn::kLong},
    {"title", CptColumn::kLong},
    {"long title", CptColumn::kLong},
    {"medium description", CptColumn::kMedium},
    {"medium", CptColumn::kMedium},
    {"medium descriptor", CptColumn::kMedium},
    {"medium title", CptColumn::kMedium},
    {"short description", CptColumn::kShort},
    {"short", CptColumn::kShort},
    {"short descriptor", CptColumn::kShort},
    {"short title", CptColumn::kShort},
    {"consumer description", CptColumn::kConsumer},
    {"consumer", CptColumn::kConsumer},
    {"consumer descriptor", CptColumn::kConsumer},
    {"consumer friendly description", CptColumn::kConsumer},
    {"consumer friendly descriptor", CptColumn::kConsumer},
    {"effective", CptColumn::kEffective},
    {"effective date", CptColumn::kEffective},
    {"effective from", CptColumn::kEffective},
    {"from", CptColumn::kEffective},
    {"valid from", CptColumn::kEffective},
    {"start", CptColumn::kEffective},
    {"start date", CptColumn::kEffective},
    {"terminated", CptColumn::kTerminated},
    {"terminated date", CptColumn::kTerminated},
    {"termination", CptColumn::kTerminated},
    {"termination date", CptColumn::kTerminated},
    {"to", CptColumn::kTerminated},
    {"valid to", CptColumn::kTerminated},
    {"end", CptColumn::kTerminated},
    {"end date", CptColumn::kTerminated},
    {"category", CptColumn::kCategory},
    {"type", CptColumn::kCategory},
};

// Lower case, one blank between words.
std::string Folded(std::string_view header) {
  std::string folded;
  for (const char c : header) {
    const bool separates = c == ' ' || c == '\t' || c == '\r' || c == '\n' ||
                           c == '_' || c == '-' || c == '/';
    if (!separates) {
      folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

}  // namespace

std::string_view CptColumnName(CptColumn column) {
  for (const Spelling& spelling : kSpellings) {
    if (spelling.column == column) return spelling.header;
  }
  return {};
}

std::optional<CptColumn> CptColumnOf(std::string_view header) {
  const std::string folded = Folded(header);
  for (const Spelling& spelling : kSpellings) {
    if (spelling.header == folded) return spelling.column;
  }
  return std::nullopt;
}

CptColumns::CptColumns(const DelimitedRow& header) {
  // The consumer descriptors come with the columns Concept Id, CPT Code and the
  // text, whatever that is called.
  const bool consumer_file =
      header.size() == 3 && std::ranges::any_of(header, [](const auto& field) {
        return Folded(field.text) == "concept id";
      });
  for (size_t position = 0; position < header.size(); ++position) {
    std::optional<CptColumn> column = CptColumnOf(header[position].text);
    if (consumer_file && column != CptColumn::kCode &&
        Folded(header[position].text) != "concept id") {
      column = CptColumn::kConsumer;
    }
    if (!column) continue;
    std::optional<size_t>& known = positions_[static_cast<size_t>(*column)];
    if (known && !repeated_) repeated_ = position;
    if (!known) known = position;
  }
}

}  // namespace codebook
