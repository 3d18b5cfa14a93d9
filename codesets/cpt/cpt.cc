#include "codesets/cpt/cpt.h"

#include "codesets/cpt/descriptions.h"
#include "codesets/cpt/form.h"
#include "codesets/cpt/readers.h"
#include "codesets/order_file.h"
#include "codesets/text_lines.h"

namespace codebook {
namespace {

std::string_view FormName(CptForm form) {
  switch (form) {
    case CptForm::kTable:
      return "CPT table";
    case CptForm::kLongTabbed:
    case CptForm::kLongFixed:
      return "CPT long descriptions";
    case CptForm::kMedium:
      return "CPT medium descriptors";
    case CptForm::kShort:
      return "CPT short descriptors";
  }
  return "CPT descriptions";
}

absl::Status ReadForm(const SourceFile& file, const CptLayout& layout,
                      CptDescriptions& descriptions) {
  switch (layout.form) {
    case CptForm::kTable:
      return ReadCptTable(file, layout, descriptions);
    case CptForm::kLongTabbed:
      return ReadCptLongTabbed(file, layout, descriptions);
    case CptForm::kLongFixed:
      return ReadCptLongFixed(file, layout, descriptions);
    case CptForm::kMedium:
    case CptForm::kShort:
      return ReadCptBrief(file, layout, descriptions);
  }
  return absl::InternalError("no such form of CPT descriptions");
}

absl::Status ReadFile(const SourceFile& file, CptDescriptions& descriptions) {
  const std::optional<CptLayout> layout = RecognizeCptForm(file);
  if (!layout) {
    return SourceError(file, 0, "no CPT code found, CPT descriptions expected");
  }
  absl::Status status = CheckUtf8From(file, layout->begin);
  return status.ok() ? ReadForm(file, *layout, descriptions) : status;
}

}  // namespace

std::optional<Recognition> RecognizeCpt(const SourceFile& file) {
  // A row cut short of an order file looks like a medium descriptor.
  const std::optional<OrderForm> form = RecognizeOrderForm(file);
  if (form && form->role == FileRole::kOrder) return std::nullopt;
  const std::optional<CptLayout> layout = RecognizeCptForm(file);
  if (!layout) return std::nullopt;
  return Recognition{.role = FileRole::kDescriptions,
                     .what = FormName(layout->form),
                     .year = layout->year};
}

absl::Status ReadCpt(const ReadRequest& request) {
  CptDescriptions descriptions;
  for (const RecognizedFile& file : request.files) {
    absl::Status status = ReadFile(file.source, descriptions);
    if (!status.ok()) return status;
  }
  descriptions.AddTo(request.builder);
  return absl::OkStatus();
}

}  // namespace codebook
