// Files made to do harm: imports end soon, in bounded memory, with an error
// that says what was found and where. Bombs are made here, not kept.

#include <archive_entry.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codesets/archive.h"
#include "codesets/import.h"
#include "codesets/spreadsheet.h"
#include "codesets/xml_source.h"
#include "engine/concat.h"
#include "tests/codesets/icd10cm_files.h"
#include "tests/temp_folder.h"
#include "tests/zip_writer.h"

namespace codebook {
namespace {

std::string Repeated(std::string_view text, size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string ImportError(const std::string& name, const std::string& bytes,
                        const std::string& set = "icd10cm") {
  const auto report =
      ReadReleases({SourceOf({name, bytes}, /*named=*/true)},
                   {.effective = Date::Parse("2025-10-01"), .set = set});
  if (report.ok()) return "OK";
  EXPECT_TRUE(absl::IsInvalidArgument(report.status())) << report.status();
  return std::string(report.status().message());
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

// Runs `act` in a process of its own, which may take so much memory and time.
// A sanitizer's shadow has no bounds: then only time is looked at.
void ExpectBounded(size_t megabytes, rlim_t seconds,
                   const std::function<void()>& act) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit time = {seconds, seconds};
    setrlimit(RLIMIT_CPU, &time);
    const rlimit memory = {megabytes << 20, megabytes << 20};
    if (!kSanitized) setrlimit(RLIMIT_AS, &memory);
    act();
    _exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// The sanitizers' build is several times slower.
constexpr rlim_t kSeconds = kSanitized ? 60 : 10;

TEST(HostileFilesTest, AnEntityBombIsNotLit) {
  std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n";
  bomb += " <!ENTITY lol0 \"lol\">\n";
  for (int i = 1; i < 10; ++i) {
    bomb += Concat(" <!ENTITY lol", i, " \"",
                   Repeated(Concat("&lol", i - 1, ";"), 10), "\">\n");
  }
  bomb += "]>\n<ICD10CM.tabular><version>&lol9;</version></ICD10CM.tabular>\n";
  ExpectBounded(200, kSeconds, [&] {
    EXPECT_EQ(ImportError("bomb.xml", bomb),
              "bomb.xml:2:1: a document type with declarations of its own "
              "found, none expected: entities are not expanded");
  });
}

TEST(HostileFilesTest, AFileOutsideIsNotIncluded) {
  EXPECT_EQ(ImportError("outside.xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM "
                        "\"file:///etc/passwd\">]>\n"
                        "<ICD10CM.tabular><version>&e;</version>"
                        "</ICD10CM.tabular>"),
            "outside.xml:1:1: a document type with declarations of its own "
            "found, none expected: entities are not expanded");
  // A type without declarations is passed over, as official files may have it.
  EXPECT_EQ(
      ImportError("plain.xml",
                  "<!DOCTYPE ICD10CM.tabular>\n" +
                      TabularXmlOf(Diagnosis("A00", "Cholera")).substr(39)),
      "OK");
}

TEST(HostileFilesTest, TenMillionNestedElements) {
  constexpr size_t kDepth = 10'000'000;
  ExpectBounded(400, kSeconds, [&] {
    const std::string start = "<ICD10CM.tabular>" + Repeated("<a>", kDepth) +
                              Repeated("</a>", kDepth);
    EXPECT_EQ(ImportError("deep.xml", start).find("deep.xml:1:"), 0U);
    EXPECT_NE(
        ImportError("deep.xml", start)
            .find(": more than 16777216 tags found, which is no code set"),
        std::string::npos);
  });
}

// As many as may be there: in a title, in a note, as diagnoses, as terms.
TEST(HostileFilesTest, AMillionNestedElementsWhereTheyAreRead) {
  constexpr size_t kDepth = 1'000'000;
  const std::string nested =
      Repeated("<a>", kDepth) + "x" + Repeated("</a>", kDepth);
  ExpectBounded(1200, kSeconds, [&] {
    EXPECT_EQ(ImportError("title.xml", TabularXmlOf(Diagnosis("A00", nested))),
              "title.xml:6:24: elements in a text nest more than 32 deep");
  });
  ExpectBounded(1200, kSeconds, [&] {
    const std::string diagnoses =
        Repeated("<diag>", kDepth) + Repeated("</diag>", kDepth);
    EXPECT_EQ(
        ImportError("diag.xml", TabularXmlOf(diagnoses)).find("diag.xml:"), 0U);
  });
  ExpectBounded(1200, kSeconds, [&] {
    const std::string terms =
        "<ICD10CM.index><version>2026</version><letter><mainTerm><title>x"
        "</title>" +
        Repeated("<term>", kDepth) + Repeated("</term>", kDepth) +
        "</mainTerm></letter></ICD10CM.index>";
    const auto report = ReadReleases(
        {SourceOf({"tabular.xml", TabularXmlOf(Diagnosis("A00", "Cholera"))},
                  true),
         SourceOf({"index.xml", terms}, true)},
        {.effective = Date::Parse("2025-10-01"), .set = "icd10cm"});
    EXPECT_FALSE(report.ok());
    EXPECT_EQ(std::string(report.status().message()).find("index.xml:"), 0U)
        << report.status();
  });
  ExpectBounded(1200, kSeconds, [&] {
    const std::string sheet =
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is>" + nested +
        "</is></c></row></sheetData></worksheet>";
    const std::string zip = ZipOf({{"[Content_Types].xml", "<Types/>"},
                                   {"xl/worksheets/sheet1.xml", sheet}});
    const auto rows = ReadSpreadsheet(SourceOf({"deep.xlsx", zip}), 10);
    EXPECT_EQ(rows.status().message(),
              "deep.xlsx:xl/worksheets/sheet1.xml:1:29: elements in a text "
              "nest more than 32 deep");
  });
}

// Zeros that pack to a thousandth of themselves, in one member, and in
// archives within an archive.
TEST(HostileFilesTest, AZipBomb) {
  const std::string zeros(size_t{64} << 20, '\0');
  const std::string five = ZipOf(
      {{"a", zeros}, {"b", zeros}, {"c", zeros}, {"d", zeros}, {"e", zeros}});
  EXPECT_LT(five.size(), 1U << 20);
  const SourceFile once = SourceOf({"bomb.zip", five});
  constexpr ArchiveLimits kLimits = {.member_bytes = size_t{80} << 20,
                                     .total_bytes = size_t{160} << 20};
  ExpectBounded(1000, kSeconds, [&] {
    EXPECT_EQ(UnpackArchive(once, kLimits).status().message(),
              "bomb.zip:c: unpacks to more than 167772160 bytes in all");
    EXPECT_EQ(UnpackArchive(once, {.member_bytes = 1 << 20}).status().message(),
              "bomb.zip:a: unpacks to more than 1048576 bytes");
    const SourceFile within =
        SourceOf({"bomb.zip", ZipOf({{"1.zip", ZipOf({{"2.zip", five}})}})});
    EXPECT_EQ(UnpackArchive(within, kLimits).status().message(),
              "bomb.zip:1.zip:2.zip:c: unpacks to more than 167772160 bytes in "
              "all");
  });
}

// The limits that an import goes by.
TEST(HostileFilesTest, AMemberLargerThanAnyFileOfACodeSet) {
  const std::string zip =
      ZipOf({{"large", std::string(kMostFileBytes + 1, '\0')}});
  const TempFolder folder;
  const std::string path = folder.Write("large.zip", zip);
  const auto files = CollectSourceFiles(std::vector<std::string>{path});
  EXPECT_EQ(files.status().message(),
            absl::string_view(
                Concat(path, ":large: unpacks to more than 268435456 bytes")));
}

TEST(HostileFilesTest, ArchivesOfMoreMembersThanAnyRelease) {
  std::vector<ZipMember> members;
  for (int i = 0; i < 300; ++i) members.push_back({Concat("m", i), ""});
  const SourceFile zip = SourceOf({"many.zip", ZipOf(members)});
  EXPECT_EQ(UnpackArchive(zip, {.members = 299}).status().message(),
            "many.zip: more than 299 members found, which is no release");
  EXPECT_TRUE(UnpackArchive(zip, {.members = 300}).ok());
}

// Members are never written anywhere, and links are not followed.
TEST(HostileFilesTest, PathsOutOfTheArchiveAndLinks) {
  const TempFolder folder;
  const std::string secret = folder.Write("secret.txt", "secret");
  const std::string path =
      folder.Write("paths.zip", ZipOf({{"../../escaped.txt", "one"},
                                       {"/absolute.txt", "two"},
                                       {"link.txt", secret, AE_IFLNK},
                                       {"folder/../../up.txt", "three"}}));
  const auto files = CollectSourceFiles(std::vector<std::string>{path});
  ASSERT_TRUE(files.ok()) << files.status();
  std::vector<std::string> texts;
  for (const SourceFile& file : *files) texts.emplace_back(file.bytes);
  EXPECT_EQ(texts, (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(folder.Names(),
            (std::vector<std::string>{"paths.zip", "secret.txt"}));
  // Nor links below a folder that is imported; a loop of them ends.
  ASSERT_EQ(symlink(secret.c_str(), folder.Path("link.txt").c_str()), 0);
  ASSERT_EQ(symlink(folder.path().c_str(), folder.Path("loop").c_str()), 0);
  const auto found =
      CollectSourceFiles(std::vector<std::string>{folder.path()});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->size(), 4U);
}

// Two gigabytes that take no room on the disk.
TEST(HostileFilesTest, ATitleOfTwoGigabytes) {
  const TempFolder folder;
  const std::string path = folder.Write(
      "icd10cm-order-2026.txt",
      OrderLine(1, "A00", false, "Cholera", "Cholera").substr(0, 84));
  ASSERT_EQ(truncate(path.c_str(), off_t{2} << 30), 0);
  ExpectBounded(3000, kSeconds, [&] {
    const auto report =
        ReadReleases(std::vector<std::string>{path}, {.set = "icd10cm"});
    EXPECT_EQ(report.status().message(),
              absl::string_view(Concat(
                  path, ": more than 268435456 bytes, which is no code set")));
  });
}

// As long as a file may be, for each format.
TEST(HostileFilesTest, TitlesOfTwoMegabytes) {
  const std::string title(2 << 20, 'x');
  ExpectBounded(700, kSeconds, [&] {
    EXPECT_EQ(
        ImportError("order.txt", OrderLine(1, "A00", false, "t", "Cholera") +
                                     OrderLine(2, "A000", true, "t", title)),
        "order.txt:2:78: a title of 2097152 bytes found, at most 1048576 "
        "expected");
    EXPECT_EQ(
        ImportError("cpt.csv", "code,description\n00001," + title + "\n",
                    "cpt"),
        "cpt.csv:2:7: the long description of 00001 has 2097152 bytes, at "
        "most 1048576 expected");
    EXPECT_EQ(
        ImportError("tabular.xml", TabularXmlOf(Diagnosis("A00", title))),
        "tabular.xml:6:23: 2097158 bytes without a tag found, at most 1048576 "
        "expected");
    std::string records = "A0021001003x\n";
    for (int i = 2; i < 200'000; ++i) {
      records += absl::StrFormat("A0021%05d4%s\n", i % 1000 * 100,
                                 std::string(80, 'x'));
    }
    EXPECT_EQ(ImportError("hcpcs.txt", records, "hcpcs").find("hcpcs.txt:"),
              0U);
  });
}

TEST(HostileFilesTest, NulBytesAreNamed) {
  const std::string nul(1, '\0');
  EXPECT_EQ(ImportError("order.txt",
                        OrderLine(1, "A00", false, "t", "Chol" + nul + "era")),
            "order.txt:1:82: byte 0x00 found, UTF-8 text expected");
  EXPECT_EQ(ImportError("tabular.xml",
                        TabularXmlOf(Diagnosis("A00", "Chol" + nul + "era"))),
            "tabular.xml:6:33: byte 0x00 found, UTF-8 text expected");
  EXPECT_EQ(
      ImportError("cpt.csv", "code,description\n00001,a" + nul + "b\n", "cpt"),
      "cpt.csv:2:8: byte 0x00 found, UTF-8 text expected");
  EXPECT_EQ(ImportError("hcpcs.txt", "A0021001003a" + nul + "b\n", "hcpcs"),
            "hcpcs.txt:1:13: byte 0x00 found, UTF-8 text expected");
  const std::string sheet =
      "<worksheet><sheetData><row><c><v>1" + nul + "</v></c></row>";
  const auto rows = ReadSpreadsheet(
      SourceOf({"nul.xlsx", ZipOf({{"[Content_Types].xml", "<Types/>"},
                                   {"xl/worksheets/sheet1.xml", sheet}})}),
      10);
  EXPECT_EQ(rows.status().message(),
            "nul.xlsx:xl/worksheets/sheet1.xml:1:35: byte 0x00 found, UTF-8 "
            "text expected");
}

// Columns are counted in bytes; half a character is no text.
TEST(HostileFilesTest, ACharacterThatStandsAcrossColumns) {
  const std::string good = OrderLine(1, "A00", false, "Cholera", "Cholera");
  std::string bad = OrderLine(2, "A000", true, "Cholera", "_ due to vibrio");
  bad.replace(76, 2, "\xC3\xA9");
  EXPECT_EQ(ImportError("order.txt", good + bad),
            "order.txt:2:78: a character that stands across this column found, "
            "columns are counted in bytes");
  EXPECT_EQ(ImportError("hcpcs.txt",
                        "A0021001003Ambulance\nA0080001003" +
                            std::string(79, 'x') + "\xC3\xA9 short\n",
                        "hcpcs"),
            "hcpcs.txt:2:92: a character that stands across this column found");
}

TEST(HostileFilesTest, ADiagnosisWithoutALetter) {
  EXPECT_EQ(ImportError("tabular.xml", TabularXmlOf(Diagnosis("15S", "x"))),
            "tabular.xml:6:2: \"15S\" found in <name>, a code that begins with "
            "a letter expected");
}

}  // namespace
}  // namespace codebook
