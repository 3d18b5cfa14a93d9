// Two small releases that have a little of everything a release can hold. The
// texts are made up.

#ifndef CODEBOOK_TESTS_SMALL_RELEASE_H_
#define CODEBOOK_TESTS_SMALL_RELEASE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/code_set.h"
#include "engine/code_set_builder.h"
#include "tests/random_codes.h"

namespace codebook {

// The release in `image`, which it keeps.
inline CodeSetPtr OpenImage(std::string image) {
  auto owner = std::make_shared<const std::string>(std::move(image));
  const std::string_view bytes = *owner;
  return CodeSet::FromMemory(bytes, std::move(owner), "test").value();
}

// SHA-256 is not computed: any 32 bytes do.
inline std::array<uint8_t, 32> Digest(uint8_t first) {
  std::array<uint8_t, 32> digest{};
  for (uint8_t& byte : digest) byte = first++;
  return digest;
}

namespace small_release {

using Builder = CodeSetBuilder;

// For Build: no text index.
inline TextIndexTables WithoutWords(const CodeSet&) { return {}; }

inline NodeId Header(Builder& builder, Kind kind, std::string_view code,
                     std::string_view title, NodeId parent) {
  return builder.AddRow(CodeOf(code),
                        {.kind = kind, .title = title, .parent = parent});
}

inline NodeId Leaf(Builder& builder, std::string_view code,
                   std::string_view title, NodeId parent) {
  return builder.AddRow(CodeOf(code),
                        {.billable = true, .title = title, .parent = parent});
}

// A code that is `parent` with a seventh character.
inline NodeId Extended(Builder& builder, std::string_view code,
                       std::string_view title, std::string_view meaning,
                       NodeId parent) {
  const std::string tail = ", " + std::string(meaning);
  return builder.AddRow(CodeOf(code),
                        {.billable = true,
                         .extended = true,
                         .title = title,
                         .title_tail = tail,
                         .parent = parent,
                         .label = builder.AddLabel(
                             {.axis = {}, .text = meaning, .definition = {}})});
}

// C4A stands between C43 and C44; two wider ranges enclose the section.
inline void AddNeoplasms(Builder& builder) {
  const NodeId chapter =
      builder.AddGroup(Kind::kChapter, "2", "Neoplasms (C00-D49)");
  const NodeId widest = builder.AddGroup(Kind::kSection, "C00-C96",
                                         "Malignant neoplasms", chapter);
  const NodeId wide = builder.AddGroup(Kind::kSection, "C00-C75",
                                       "Solid malignant neoplasms", chapter);
  const NodeId section =
      builder.AddGroup(Kind::kSection, "C43-C44", "Neoplasms of skin", chapter);
  builder.SetEnclosing(section, wide);
  builder.SetEnclosing(wide, widest);
  const NodeId c43 =
      Header(builder, Kind::kCategory, "C43", "Melanoma of skin", section);
  const NodeId c430 = Leaf(builder, "C430", "Melanoma of lip", c43);
  const NodeId c4a =
      Header(builder, Kind::kCategory, "C4A", "Merkel cell", section);
  Leaf(builder, "C4A0", "Merkel cell of lip", c4a);
  const NodeId c44 =
      Header(builder, Kind::kCategory, "C44", "Other of skin", section);
  Leaf(builder, "C440", "Other of lip", c44);

  builder.AddNote(c43, NoteKind::kIncludes, 0, "melanoma in situ");
  builder.AddNote(c430, NoteKind::kInclusionTerm, 0, "lip melanoma");
  builder.AddNote(chapter, NoteKind::kNote, 0, "about neoplasms");
  builder.SetReferences(
      builder.AddNote(widest, NoteKind::kExcludes1, 0, "not from C00-C96"),
      {.codes = {{.first = CodeOf("S52"), .last = CodeOf("S52")}},
       .flags = NoteReferenceRecord::kNamesCode});
  builder.AddNote(c43, NoteKind::kExcludes2, 0, "first list");
  builder.AddNote(c43, NoteKind::kExcludes2, 1, "second list");
  builder.AddNote(wide, NoteKind::kCodeAlso, 0, "from C00-C75");
  builder.SetReferences(
      builder.AddNote(section, NoteKind::kCodeFirst, 0, "from C43-C44"),
      {.codes = {{.first = CodeOf("C43"), .last = CodeOf("C44")}},
       .scope = {{.first = CodeOf("C43"), .last = CodeOf("C43")}},
       .flags = NoteReferenceRecord::kNamesCode});
}

inline void AddEye(Builder& builder) {
  const NodeId chapter = builder.AddGroup(Kind::kChapter, "7", "Eye");
  const NodeId section =
      builder.AddGroup(Kind::kSection, "H15-H22", "Iris", chapter);
  const NodeId h21 =
      Header(builder, Kind::kCategory, "H21", "Other of iris", section);
  const NodeId h211 =
      Header(builder, Kind::kSubcategory, "H211", "Vascular", h21);
  const NodeId h211x =
      builder.AddRow(CodeOf("H211X"), {.kind = Kind::kSubcategory,
                                       .placeholder = true,
                                       .title = "Vascular, placeholder",
                                       .parent = h211});
  const NodeId right =
      builder.AddRow(CodeOf("H211X1"), {.billable = true,
                                        .title = "Vascular, right eye",
                                        .short_title = "Vascular, r eye",
                                        .parent = h211x});
  const NodeId left =
      builder.AddRow(CodeOf("H211X2"), {.billable = true,
                                        .title = "Vascular, left eye",
                                        .short_title = "Vascular, left eye",
                                        .parent = h211x});
  // In no order, to be sorted by node.
  builder.AddProperty(left, "side", "left");
  builder.AddProperty(chapter, "organ", "eye");
  builder.AddProperty(right, "side", "right");
  builder.AddProperty(right, "color", "");
}

// Seventh characters stand on the category and, once more, on S52.8.
inline void AddInjuries(Builder& builder) {
  const NodeId chapter = builder.AddGroup(Kind::kChapter, "19", "Injury");
  const NodeId section =
      builder.AddGroup(Kind::kSection, "S50-S59", "Elbow", chapter);
  const NodeId s52 =
      Header(builder, Kind::kCategory, "S52", "Fracture of forearm", section);
  const NodeId s525 =
      Header(builder, Kind::kSubcategory, "S525", "Lower end", s52);
  const NodeId s52501 = Header(builder, Kind::kCode, "S52501", "Right", s525);
  Extended(builder, "S52501A", "Right", "initial", s52501);
  Extended(builder, "S52501D", "Right", "subsequent", s52501);
  const NodeId s528 = Header(builder, Kind::kCode, "S528", "Other", s52);
  Extended(builder, "S528XXA", "Other", "initial, either", s528);
  // The lower node first, to be sorted by node.
  builder.SetSeventhCharacters(
      s528, "", {{{.character = 'A', .label = "initial, either", .note = {}}}});
  builder.SetSeventhCharacters(
      s52, "one of these is to be added",
      {{{.character = 'A', .label = "initial", .note = "while treated"},
        {.character = 'D', .label = "subsequent", .note = {}}}});
}

// The last chapter's codes come before others in ASCII order. A section and
// its only category are both called Z99.
inline void AddLastChapters(Builder& builder) {
  const NodeId health = builder.AddGroup(Kind::kChapter, "21", "Health");
  const NodeId machines =
      builder.AddGroup(Kind::kSection, "Z99", "Machines, section", health);
  const NodeId z99 =
      Header(builder, Kind::kCategory, "Z99", "Machines", machines);
  const NodeId z990 = Leaf(builder, "Z990", "Aspirator", z99);
  const NodeId special = builder.AddGroup(Kind::kChapter, "22", "Special");
  const NodeId u07 =
      Header(builder, Kind::kCategory, "U07", "Emergency use", special);
  const NodeId u071 = Leaf(builder, "U071", "Emergency", u07);
  builder.SetValidity(z990, {.from = Date::Parse("2022-10-01"), .to = {}});
  builder.SetValidity(u071, {.from = Date::Parse("1969-04-01"),
                             .to = Date::Parse("2023-09-30")});
}

// An index of three levels and a table of two columns.
inline void AddIndex(Builder& builder) {
  IndexTermsBuilder& index = builder.index_terms();
  index.BeginList(IndexKind::kDiseases, "Index of diseases");
  const TermId fracture = index.AddTerm(IndexTermsBuilder::kNoTerm,
                                        "Fracture (closed)", "Fracture");
  index.AddLink(LinkKind::kSeeAlso, 0, "Injury");
  const TermId forearm = index.AddTerm(fracture, "forearm", "forearm");
  index.AddLink(LinkKind::kCode, 0, "S52.-");
  index.AddTerm(forearm, "lower end", "lower end");
  index.AddLink(LinkKind::kCode, 0, "S52.50-");
  index.AddLink(LinkKind::kManifestation, 0, "Z99.0");
  index.AddTerm(IndexTermsBuilder::kNoTerm, "Melanoma", "Melanoma");
  index.AddLink(LinkKind::kCode, 0, "C43.0");
  index.BeginList(IndexKind::kNeoplasms, "");
  index.AddColumn(2, "Malignant");
  index.AddColumn(5, "Benign");
  index.AddTerm(IndexTermsBuilder::kNoTerm, "Neoplasm, lip", "Neoplasm, lip");
  index.AddLink(LinkKind::kCode, 2, "C44.0");
}

}  // namespace small_release

// A release of the form of ICD-10-CM: 22 rows, 11 groups.
inline std::string SmallListImage(
    CodeSetBuilder::TextIndexer index_text = small_release::WithoutWords) {
  CodeSetBuilder builder({.set = "icd10cm",
                          .effective = *Date::Parse("2022-10-01"),
                          .point_after = 3,
                          .source_version = "2023"});
  small_release::AddNeoplasms(builder);
  small_release::AddEye(builder);
  small_release::AddInjuries(builder);
  small_release::AddLastChapters(builder);
  small_release::AddIndex(builder);
  builder.AddSource("tabular.xml", Digest(1));
  builder.AddSource("order.txt", Digest(100));
  builder.CountFinding();
  builder.CountFinding();
  return std::move(builder).Build(index_text).value();
}

namespace small_release {

using Values = std::vector<CodeSetBuilder::AxisPosition>;

inline CodeSetBuilder::AxisPosition Value(Builder& builder, char character,
                                          std::string_view axis,
                                          std::string_view text,
                                          std::string_view definition = {}) {
  return {.character = character,
          .label = builder.AddLabel(
              {.axis = axis, .text = text, .definition = definition})};
}

// A row of a table of section 0, body system B: the values of the third to the
// sixth character. The seventh is always Z.
inline uint32_t AddTableRow(Builder& builder, std::string_view table,
                            const std::array<Values, 4>& values) {
  const Values section = {Value(builder, '0', "Section", "Medical")};
  const Values system = {Value(builder, 'B', "Body System", "Respiratory")};
  const Values none = {Value(builder, 'Z', "Qualifier", "No Qualifier")};
  return builder.AddAxisRow(
      CodeOf(table),
      {section, system, values[0], values[1], values[2], values[3], none});
}

inline void AddTable(
    Builder& builder, std::string_view table,
    const std::vector<std::pair<std::string_view, uint32_t>>& codes) {
  const NodeId node = builder.AddRow(
      CodeOf(table),
      {.kind = Kind::kTable, .title = table, .axis_row = codes.front().second});
  for (const auto& [code, axis_row] : codes) {
    builder.AddRow(CodeOf(code), {.billable = true,
                                  .title = code,
                                  .parent = node,
                                  .axis_row = axis_row});
  }
}

// The two rows mean different things by the 1 of a body part.
inline void AddInsertion(Builder& builder) {
  const Values insertion = {
      Value(builder, 'H', "Operation", "Insertion", "Putting in a device")};
  const uint32_t airway =
      AddTableRow(builder, "0BH",
                  {insertion,
                   Values{Value(builder, '1', "Body Part", "Trachea"),
                          Value(builder, '2', "Body Part", "Carina")},
                   Values{Value(builder, '7', "Approach", "Via Opening")},
                   Values{Value(builder, 'D', "Device", "Stent"),
                          Value(builder, 'E', "Device", "Airway")}});
  const uint32_t monitor = AddTableRow(
      builder, "0BH",
      {insertion, Values{Value(builder, '1', "Body Part", "Windpipe")},
       Values{Value(builder, '0', "Approach", "Open")},
       Values{Value(builder, '2', "Device", "Monitor")}});
  AddTable(builder, "0BH",
           {{"0BH102Z", monitor},
            {"0BH17DZ", airway},
            {"0BH17EZ", airway},
            {"0BH27DZ", airway},
            {"0BH27EZ", airway}});
}

inline void AddInspection(Builder& builder) {
  const uint32_t tree =
      AddTableRow(builder, "0BJ",
                  {Values{Value(builder, 'J', "Operation", "Inspection")},
                   Values{Value(builder, '0', "Body Part", "Tree")},
                   Values{Value(builder, 'X', "Approach", "External")},
                   Values{Value(builder, 'Z', "Device", "No Device")}});
  AddTable(builder, "0BJ", {{"0BJ0XZZ", tree}});
}

}  // namespace small_release

// A release of the form of ICD-10-PCS: tables 0BH of two rows and 0BJ of one,
// which is added first.
inline std::string SmallTablesImage(
    CodeSetBuilder::TextIndexer index_text = small_release::WithoutWords) {
  CodeSetBuilder builder({.set = "icd10pcs",
                          .effective = *Date::Parse("2025-10-01"),
                          .source_version = {}});
  small_release::AddInspection(builder);
  small_release::AddInsertion(builder);
  return std::move(builder).Build(index_text).value();
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_SMALL_RELEASE_H_
