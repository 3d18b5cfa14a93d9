#include "codesets/order_file.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/icd10cm_files.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

constexpr char kMark[] = "\xEF\xBB\xBF";

std::string FormOf(const std::string& text) {
  const auto form = RecognizeOrderForm(SourceOf({"order.txt", text}));
  if (!form) return "none";
  const std::string role = form->role == FileRole::kOrder   ? "order"
                           : form->role == FileRole::kCodes ? "codes"
                                                            : "other";
  switch (form->system) {
    case OrderSystem::kIcd10cm:
      return role + " cm";
    case OrderSystem::kIcd10pcs:
      return role + " pcs";
    case OrderSystem::kEither:
      return role + " either";
  }
  return "no system";
}

std::string Row(const std::string& code, bool billable) {
  return OrderLine(1, code, billable, "Short", "Long title");
}

TEST(OrderFileTest, IsToldByItsRows) {
  const struct {
    std::string text;
    std::string form;
  } kCases[] = {
      {Row("A00", false) + Row("A000", true), "order cm"},
      {Row("001", false) + Row("0016070", true), "order pcs"},
      {Row("BW0", false) + Row("BW00ZZZ", true), "order pcs"},
      // B20 could be a table of imaging.
      {Row("B20", true), "order either"},
      {Row("B00", false) + Row("B000", true), "order cm"},
      {kMark + Row("A00", false), "order cm"},
      {"\r\n" + Row("A00", false), "order cm"},
      {"A000    Cholera due to Vibrio cholerae 01, biovar cholerae\n",
       "codes cm"},
      {"A000    Cholera, eltor\r\nA009    Cholera, unspecified\r\n",
       "codes cm"},
      {"0016070 Bypass Cerebral Ventricle to Nasopharynx\n", "codes pcs"},
      // One bad row does not hide what the rest is.
      {"00001 A00\n" + Row("A000", true), "order cm"},
      // Addenda of codes and of the order file.
      {"Delete:      B880    Other acariasis\n"
       "Add:         B8801   Infestation by Demodex mites\n",
       "none"},
      {"Add:         00H033J Insertion of Infusion Device into Brain\n",
       "none"},
      // The list of codes exempt from present on admission.
      {"Order26\tPOAexemptCode\tDescription\r\n"
       "01238\tB90.0\tSequelae of central nervous system tuberculosis\r\n",
       "none"},
      // LONGULF of CPT.
      {"9000101 Synthetic procedure\r\n9000102 of two lines\r\n", "none"},
      {"This file has the codes of 2026.\nA000 is the first of them.\n",
       "none"},
      {"MEDICAL codes of 2026\n", "none"},
      {"", "none"},
      {kMark, "none"},
      {"\r\n \r\n", "none"},
  };
  for (const auto& [text, form] : kCases) EXPECT_EQ(FormOf(text), form) << text;
}

absl::StatusOr<std::vector<std::string>> RowsOf(FileRole role,
                                                const std::string& text) {
  const RecognizedFile file{.source = SourceOf({"order.txt", text}),
                            .recognition = {.role = role, .what = "given"}};
  const absl::StatusOr<std::vector<OrderRow>> rows = ReadOrderRows(file);
  if (!rows.ok()) return rows.status();
  std::vector<std::string> lines;
  for (const OrderRow& row : *rows) {
    lines.push_back(std::to_string(row.line) + " " + row.code.ToString() +
                    (row.billable ? " 1 " : " 0 ") +
                    std::string(row.short_title) + "/" +
                    std::string(row.title));
  }
  return lines;
}

TEST(OrderFileTest, ReadsRowsWithTheirLines) {
  const auto rows = RowsOf(
      FileRole::kOrder,
      kMark + OrderLine(1, "A00", false, "Cholera", "Cholera  \r") + "\r\n" +
          OrderLine(2, "A0000XA", true, std::string(60, 's'), "Long"));
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_THAT(*rows,
              ElementsAre("1 A00 0 Cholera/Cholera",
                          "3 A0000XA 1 " + std::string(60, 's') + "/Long"));
}

TEST(OrderFileTest, ReadsACodesFile) {
  const auto rows =
      RowsOf(FileRole::kCodes, "A000    Cholera\r\n0016070 Bypass");
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_THAT(*rows, ElementsAre("1 A000 1 /Cholera", "2 0016070 1 /Bypass"));
}

// `row` with `text` written over it from the column, counted from 1.
std::string With(size_t column, const std::string& text) {
  return Row("A000", true).replace(column - 1, text.size(), text);
}

TEST(OrderFileTest, RefusesWrongRowsOfAnOrderFile) {
  const struct {
    std::string text;
    std::string message;
  } kCases[] = {
      {"", "1:1: no code found, rows of codes expected"},
      {"00001 A000    1 Cut",
       "1:20: the line ends after 19 characters, an order file row has at "
       "least 78"},
      {With(1, "0000A"), "1:1: \"0000A\" found, a five-digit number expected"},
      {With(7, "A0 1"), "1:7: \"A0 1   \" found, a code expected"},
      {With(7, "A0  "), "1:7: \"A0     \" found, a code expected"},
      {With(7, "A0.1"), "1:7: \"A0.1   \" found, a code expected"},
      {With(15, "2"), "1:15: \"2\" found, the billable flag 0 or 1 expected"},
      {With(78, std::string(10, ' ')),
       "1:78: \"\" found, a long title expected"},
      // Lines are counted, a byte order mark is not.
      {kMark + With(15, " "),
       "1:15: \" \" found, the billable flag 0 or 1 expected"},
      {Row("A00", false) + "\r\n" + With(15, "x"),
       "3:15: \"x\" found, the billable flag 0 or 1 expected"},
      {Row("A000", true) + "\n" + Row("A000", false),
       "3:7: the code A000 occurs twice, first in line 1"},
  };
  for (const auto& [text, message] : kCases) {
    EXPECT_EQ(Outcome(RowsOf(FileRole::kOrder, text)), "order.txt:" + message);
  }
}

TEST(OrderFileTest, RefusesWrongRowsOfACodesFile) {
  const struct {
    std::string text;
    std::string message;
  } kCases[] = {
      {"\r\n", "1:1: no code found, rows of codes expected"},
      {"A0      Cholera\n", "1:1: \"A0      \" found, a code expected"},
      {"A000 Cholera\n", "1:1: \"A000 Cho\" found, a code expected"},
      {"A000\n", "1:5: a title expected after the code"},
      {"A000    Cholera\nA000    Again\n",
       "2:1: the code A000 occurs twice, first in line 1"},
  };
  for (const auto& [text, message] : kCases) {
    EXPECT_EQ(Outcome(RowsOf(FileRole::kCodes, text)), "order.txt:" + message);
  }
}

}  // namespace
}  // namespace codebook
