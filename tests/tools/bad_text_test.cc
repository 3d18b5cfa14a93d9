// Imports of bad order files and of bad tables of codes (CSV).

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/tools/failed_import.h"

namespace codebook {
namespace {

constexpr const char* kCpt =
    "code,description,effective,terminated\n"
    "90001,Synthetic one,2026-01-01,\n"
    "90002,\"Synthetic two, with a comma\",2026-01-01,2026-12-31\n"
    "90003,Synthetic three,2026-01-01,\n";

// Columns from 1: 1-5 number, 7-13 code, 15 flag, 17-76 short title, 78- title.
std::string OrderRow(std::string_view number, std::string_view code,
                     std::string_view flag, std::string_view title) {
  const std::string text(title);
  return absl::StrFormat("%-5s %-7s %s %-60s %s\r\n", std::string(number),
                         std::string(code), std::string(flag), text, text);
}

// Three rows, the last of which is `last`.
std::string OrderFile(std::string_view last) {
  return OrderRow("00001", "A00", "0", "Cholera") +
         OrderRow("00002", "A000", "1", "Cholera due to Vibrio cholerae") +
         std::string(last);
}

using BadText = FailedImport;

// So that what is found below is what was changed.
TEST_F(BadText, IsGoodBeforeItIsSpoilt) {
  files().Write("cpt-2026.csv", kCpt);
  files().Write("order-2024-10-01.txt",
                OrderFile(OrderRow("00003", "A009", "1", "Cholera, other")));
  const ProgramRun run = program().Run({"import", files().path()});
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.lines().size(), 2U) << run.out;
}

TEST_F(BadText, OrderFileWithABadRow) {
  const std::string title = "Cholera, unspecified";
  ExpectFailures(
      "order-2025-10-01.txt",
      {{OrderFile("00003 A009\r\n"),
        ":3:11: the line ends after 10 characters, an order file row has at "
        "least 78"},
       {OrderFile(OrderRow("00003", "A009", "2", title)),
        ":3:15: \"2\" found, the billable flag 0 or 1 expected"},
       {OrderFile(OrderRow("00003", "A0-9", "1", title)),
        ":3:7: \"A0-9   \" found, a code expected"},
       {OrderFile(OrderRow("00003", "A000", "1", title)),
        ":3:7: the code A000 occurs twice, first in line 2"},
       {OrderFile(OrderRow("000x3", "A009", "1", title)),
        ":3:1: \"000x3\" found, a five-digit number expected"}});
}

TEST_F(BadText, ThatIsNotUtf8) {
  for (const auto& [byte, hex] :
       std::vector<std::pair<std::string, std::string>>{
           {"\xE9", "E9"}, {std::string(1, '\0'), "00"}}) {
    const std::string message =
        ": byte 0x" + hex + " found, UTF-8 text expected";
    ExpectFailures(
        "order-2025-10-01.txt",
        {{OrderFile(OrderRow("00003", "A009", "1", "Chol" + byte + "ra")),
          ":3:21" + message}});
    ExpectFailures("cpt-2026.csv", {{Replaced(kCpt, "three", byte + "hree"),
                                     ":4:17" + message}});
  }
}

TEST_F(BadText, DelimitedFileOfBadForm) {
  ExpectFailures(
      "cpt-2026.csv",
      {{Replaced(kCpt, "Synthetic one", "Synthetic, one"),
        ":2:33: 5 fields found, 4 expected as in the header"},
       {Replaced(kCpt, "Synthetic one,2026-01-01,", "Synthetic one"),
        ":2:7: 2 fields found, 4 expected as in the header"},
       {Replaced(kCpt, "comma\"", "comma"),
        ":3:7: the quote that opens here is not closed before the end of the "
        "file"},
       {Replaced(kCpt, "two, with a comma\"", "two\" and more"),
        ":3:23: text found after the closing quote of the field that begins at "
        "$/cpt-2026.csv:3:7, a delimiter or line end expected"},
       {Replaced(kCpt, "code,description", "code,price"),
        ":1:1: there is no column \"description\""},
       {Replaced(kCpt, "code,description", "number,description"),
        ": not recognized as a file of any code set"}});
}

TEST_F(BadText, DelimitedFileWithABadValue) {
  ExpectFailures(
      "cpt-2026.csv",
      {{Replaced(kCpt, "2026-12-31", "2026-02-30"),
        ":3:48: \"2026-02-30\" found, a date expected (YYYY-MM-DD, YYYYMMDD or "
        "M/D/YYYY)"},
       {Replaced(kCpt, "2026-12-31", "2025-12-31"),
        ":3:48: the last day of 90002, 2025-12-31, is before its first, "
        "2026-01-01"},
       {Replaced(kCpt, "90003", "90001"),
        ":4:7: the long description of 90001 is \"Synthetic three\" here, but "
        "\"Synthetic one\" at $/cpt-2026.csv:2:7"}});
}

}  // namespace
}  // namespace codebook
