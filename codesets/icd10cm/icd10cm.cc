#include "codesets/icd10cm/icd10cm.h"

#include <string>
#include <string_view>
#include <vector>

#include "codesets/alphabetic_index.h"
#include "codesets/code_comparison.h"
#include "codesets/icd10cm/release_writer.h"
#include "codesets/icd10cm/tabular.h"
#include "codesets/order_file.h"
#include "codesets/xml_source.h"

namespace codebook {
namespace {

constexpr size_t kPointAfter = 3;
constexpr const char* kTabularRoot = "ICD10CM.tabular";

struct IndexFile {
  IndexKind kind;
  FileRole role;
  std::string_view what;
};
constexpr IndexFile kIndexFiles[] = {
    {IndexKind::kDiseases, FileRole::kIndex, "ICD-10-CM index"},
    {IndexKind::kExternalCauses, FileRole::kExternalCauseIndex,
     "ICD-10-CM external cause index"},
    {IndexKind::kNeoplasms, FileRole::kNeoplasmTable,
     "ICD-10-CM neoplasm table"},
    {IndexKind::kDrugs, FileRole::kDrugTable, "ICD-10-CM drug table"},
};

std::optional<Recognition> RecognizeIndex(IndexKind kind, int year) {
  for (const IndexFile& file : kIndexFiles) {
    if (file.kind == kind) return Recognition{file.role, file.what, year};
  }
  return std::nullopt;
}

// Reads the index and the tables that there are, and checks their codes.
absl::Status ReadIndexes(const ReadRequest& request) {
  bool any = false;
  for (const IndexFile& index : kIndexFiles) {
    const RecognizedFile* const file = FindRole(request.files, index.role);
    if (file == nullptr) continue;
    any = true;
    const std::string root(XmlRootName(file->source));
    XmlSource xml(file->source);
    absl::Status status = xml.Parse(root.c_str());
    if (status.ok()) {
      status = ReadAlphabeticIndex(
          xml, index.kind, request.builder.index_terms(), request.findings);
    }
    if (!status.ok()) return status;
  }
  if (any) {
    CheckIndexCodes(request.builder.index_terms(), request.builder.Codes(),
                    kPointAfter, request.findings);
  }
  return absl::OkStatus();
}

std::vector<ListedCode> ListedCodes(const TabularList& list) {
  std::vector<ListedCode> listed;
  listed.reserve(list.nodes.size());
  for (const TabularNode& node : list.nodes) {
    if (node.code.empty()) continue;
    listed.push_back({.code = node.code,
                      .billable = node.billable,
                      .title = node.title,
                      .title_tail = node.title_tail});
  }
  return listed;
}

}  // namespace

std::optional<Recognition> RecognizeIcd10cm(const SourceFile& file) {
  const std::string_view root = XmlRootName(file);
  const int year = root.empty() ? 0 : XmlVersionYear(file);
  if (root == kTabularRoot) {
    return Recognition{FileRole::kModel, "ICD-10-CM tabular list", year};
  }
  if (root == "ICD10CM.index" || root == "ICD10CM.table") {
    return RecognizeIndex(Icd10cmIndexKind(file), year);
  }
  if (!root.empty()) return std::nullopt;
  const std::optional<OrderForm> form = RecognizeOrderForm(file);
  if (!form || form->system == OrderSystem::kIcd10pcs) return std::nullopt;
  return Recognition{form->role, form->role == FileRole::kOrder
                                     ? "ICD-10-CM order file"
                                     : "ICD-10-CM codes file"};
}

absl::Status ReadIcd10cm(const ReadRequest& request) {
  const RecognizedFile* const model = FindRole(request.files, FileRole::kModel);

  static const SourceFile kNoFile;
  XmlSource xml(model != nullptr ? model->source : kNoFile);
  TabularList list;
  if (model != nullptr) {
    if (absl::Status status = xml.Parse(kTabularRoot); !status.ok()) {
      return status;
    }
    absl::StatusOr<TabularList> read = ReadTabularList(xml, request.findings);
    if (!read.ok()) return read.status();
    list = *std::move(read);
  }
  absl::StatusOr<OrderFiles> files = ReadOrderFiles(request.files);
  if (!files.ok()) return files.status();

  CompareFiles(ListedCodes(list), "the tabular list", *files, kPointAfter,
               request.findings);
  if (files->order != nullptr) {
    WriteOrderRows(files->order_rows, list, request.builder);
  } else if (model != nullptr) {
    WriteTabular(list, request.builder);
  } else {
    WriteOrderRows(files->codes_rows, list, request.builder);
  }
  return ReadIndexes(request);
}

}  // namespace codebook
