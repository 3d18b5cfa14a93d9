#include "codesets/delimited_file.h"

#include <string>
#include <vector>

#include "codesets/text_lines.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

// Every field as "LINE:COLUMN text", rows ended by "/".
std::vector<std::string> FieldsOf(const std::string& text, char delimiter) {
  const SourceFile file = SourceOf({"f", text});
  std::vector<std::string> fields;
  const absl::Status status =
      ReadDelimited(file, 0, delimiter, [&](const DelimitedRow& row) {
        for (const DelimitedField& field : row) {
          fields.push_back(PlaceName(file, field.offset).substr(2) + " " +
                           field.text);
        }
        fields.emplace_back("/");
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return fields;
}

TEST(DelimitedFileTest, TellsFieldsAndWhereTheyBegin) {
  EXPECT_THAT(FieldsOf("a,bc\nd,e\n", ','),
              ElementsAre("1:1 a", "1:3 bc", "/", "2:1 d", "2:3 e", "/"));
  EXPECT_THAT(FieldsOf("a,bc\r\nd,e", ','),
              ElementsAre("1:1 a", "1:3 bc", "/", "2:1 d", "2:3 e", "/"));
  EXPECT_THAT(FieldsOf("a\tb\t\n\tx\ty", '\t'),
              ElementsAre("1:1 a", "1:3 b", "1:5 ", "/", "2:1 ", "2:2 x",
                          "2:4 y", "/"));
  EXPECT_THAT(FieldsOf("a;b,c|d", ';'), ElementsAre("1:1 a", "1:3 b,c|d", "/"));
}

TEST(DelimitedFileTest, TakesQuotesAsRfc4180Has) {
  EXPECT_THAT(
      FieldsOf("\"a,\"\"b\"\"\n\",c\n\"\",\" d \"\n", ','),
      ElementsAre("1:1 a,\"b\"\n", "2:3 c", "/", "3:1 ", "3:4  d ", "/"));
}

TEST(DelimitedFileTest, DropsBlanksAroundFieldsAndEmptyLines) {
  EXPECT_THAT(FieldsOf("a , b\n\n  \n \"c\" ,d\n\n", ','),
              ElementsAre("1:1 a", "1:5 b", "/", "4:2 c", "4:7 d", "/"));
}

std::string ErrorOf(const std::string& text) {
  return std::string(
      ReadDelimited(SourceOf({"f.csv", text}), 0, ',', [](const DelimitedRow&) {
        return absl::OkStatus();
      }).message());
}

TEST(DelimitedFileTest, RefusesWhatIsNotWellFormed) {
  const struct {
    std::string text;
    std::string error;
  } kCases[] = {
      {"a,b\nc\n", "f.csv:2:1: 1 field found, 2 expected as in the header"},
      {"a,b\nc,d,e,f\n",
       "f.csv:2:5: 4 fields found, 2 expected as in the header"},
      {"a,b\nc,\"d\ne,f\n",
       "f.csv:2:3: the quote that opens here is not closed before the end of "
       "the file"},
      {"a,b\nc,\"d\"x\n",
       "f.csv:2:6: text found after the closing quote of the field that begins "
       "at f.csv:2:3, a delimiter or line end expected"},
      {"a,b\nc,\"d\ne,\"f\"\n",
       "f.csv:3:4: text found after the closing quote of the field that begins "
       "at f.csv:2:3, a delimiter or line end expected"},
      {"a,b\nc,d \"e\"\n",
       "f.csv:2:5: a quote inside a field found; a field with quotes must "
       "itself be quoted, and its quotes doubled"},
  };
  for (const auto& [text, error] : kCases) {
    EXPECT_EQ(ErrorOf(text), error) << text;
  }
}

TEST(DelimitedFileTest, StopsAtTheCallersError) {
  int rows = 0;
  const absl::Status status = ReadDelimited(
      SourceOf({"f.csv", "a\nb\nc\n"}), 0, ',', [&](const DelimitedRow&) {
        return ++rows == 2 ? absl::InvalidArgumentError("enough")
                           : absl::OkStatus();
      });
  EXPECT_EQ(status.message(), "enough");
  EXPECT_EQ(rows, 2);
}

TEST(DelimitedFileTest, SamplesWhateverThereIs) {
  const std::vector<DelimitedRow> rows =
      SampleDelimited("a,b\nc\nd,\"e\n", ',', 10);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].size(), 1u);
  EXPECT_EQ(rows[2][0].text, "d");
  EXPECT_EQ(SampleDelimited("a\nb\nc\n", ',', 2).size(), 2u);
}

}  // namespace
}  // namespace codebook
