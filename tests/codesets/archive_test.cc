#include "codesets/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/zip_writer.h"

namespace codebook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

constexpr char kStored[] = "zip:compression=store";
// An archive without members is its end alone.
std::string EmptyZip() { return "PK\5\6" + std::string(18, '\0'); }

using NamesAndBytes = std::vector<std::pair<std::string, std::string>>;

struct Outcome {
  NamesAndBytes files;
  // "OK", or the error.
  std::string status;
};

Outcome Unpack(std::string_view zip, const ArchiveLimits& limits = {}) {
  const absl::StatusOr<std::vector<SourceFile>> files =
      UnpackArchive({.name = "a.zip", .bytes = zip, .owner = nullptr}, limits);
  Outcome outcome = {.files = {}, .status = files.status().ToString()};
  if (!files.ok()) return outcome;
  for (const SourceFile& file : *files) {
    EXPECT_FALSE(file.named);
    outcome.files.emplace_back(file.name, std::string(file.bytes));
  }
  return outcome;
}

TEST(ArchiveTest, MembersComeInTheirOrderWithTheirFolders) {
  for (const char* options : {"", kStored}) {
    const Outcome outcome =
        Unpack(ZipOf({{"b.txt", "bee"},
                      {"inner/", "", AE_IFDIR},
                      {"inner/a.txt", std::string(100000, 'a')},
                      {"empty.txt", ""},
                      {"a file.TXT", "blank"}},
                     options));
    EXPECT_EQ(outcome.status, "OK");
    EXPECT_THAT(outcome.files,
                ElementsAre(Pair("a.zip:b.txt", "bee"),
                            Pair("a.zip:inner/a.txt", std::string(100000, 'a')),
                            Pair("a.zip:empty.txt", ""),
                            Pair("a.zip:a file.TXT", "blank")));
  }
}

TEST(ArchiveTest, LinksAndHiddenMembersArePassedOver) {
  const Outcome outcome = Unpack(ZipOf({{"__MACOSX/._a.txt", "no"},
                                        {".DS_Store", "no"},
                                        {".git/a.txt", "no"},
                                        {"link.txt", "a.txt", AE_IFLNK},
                                        {"a.txt", "yes"}}));
  EXPECT_EQ(outcome.status, "OK");
  EXPECT_THAT(outcome.files, ElementsAre(Pair("a.zip:a.txt", "yes")));
}

TEST(ArchiveTest, NamesThatLeadOutsideAreOnlyNames) {
  const Outcome outcome =
      Unpack(ZipOf({{"../up.txt", "up"}, {"/root.txt", "root"}}));
  EXPECT_EQ(outcome.status, "OK");
  EXPECT_THAT(outcome.files, ElementsAre(Pair("a.zip:../up.txt", "up"),
                                         Pair("a.zip:/root.txt", "root")));
}

TEST(ArchiveTest, NamesBeyondAsciiAreKeptWhateverTheLocale) {
  std::string zip = ZipOf({{"s\xC3\xA9zary.txt", "x"}});
  // Bit 11 of the flags says that the name is UTF-8.
  for (const auto& [mark, flags] :
       {std::pair<std::string_view, size_t>{"PK\3\4", 6}, {"PK\1\2", 8}}) {
    const size_t at = zip.find(mark) + flags + 1;
    zip[at] = static_cast<char>(zip[at] | 0x08);
  }
  EXPECT_THAT(Unpack(zip).files,
              ElementsAre(Pair("a.zip:s\xC3\xA9zary.txt", "x")));
}

TEST(ArchiveTest, ArchivesWithinGiveTheirMembersInTheirPlace) {
  const std::string inner = ZipOf({{"x.txt", "x"}, {"in/y.txt", "y"}});
  const std::string middle = ZipOf({{"inner.zip", inner}});
  const Outcome outcome =
      Unpack(ZipOf({{"a.txt", "a"}, {"middle.ZIP", middle}, {"z.txt", "z"}}));
  EXPECT_EQ(outcome.status, "OK");
  EXPECT_THAT(outcome.files,
              ElementsAre(Pair("a.zip:a.txt", "a"),
                          Pair("a.zip:middle.ZIP:inner.zip:x.txt", "x"),
                          Pair("a.zip:middle.ZIP:inner.zip:in/y.txt", "y"),
                          Pair("a.zip:z.txt", "z")));
}

TEST(ArchiveTest, SpreadsheetsWithinAreHandedOverWhole) {
  const std::string sheet = ZipOf({{"[Content_Types].xml", "<Types/>"},
                                   {"xl/workbook.xml", "<workbook/>"}});
  EXPECT_FALSE(IsArchive(sheet));
  EXPECT_THAT(Unpack(ZipOf({{"table.xlsx", sheet}})).files,
              ElementsAre(Pair("a.zip:table.xlsx", sheet)));
}

TEST(ArchiveTest, ArchivesAreToldByTheirContent) {
  const std::pair<std::string, bool> kCases[] = {
      {ZipOf({{"a.txt", "a"}}), true},
      {ZipOf({{"a.txt", "a"}}, "zip:encryption=traditional"), true},
      {ZipOf({{"in/[Content_Types].xml", "a"}}), true},
      {EmptyZip(), true},
      {"", false},
      {"PK", false},
      {"PK\3", false},
      {"00001 A00", false},
      {" PK\3\4", false},
  };
  for (const auto& [bytes, expected] : kCases) {
    EXPECT_EQ(IsArchive(bytes), expected) << testing::PrintToString(bytes);
  }
}

TEST(ArchiveTest, AnArchiveMayBeEmpty) {
  EXPECT_EQ(Unpack(EmptyZip()).status, "OK");
  EXPECT_THAT(Unpack(EmptyZip()).files, IsEmpty());
  EXPECT_EQ(Unpack(EmptyZip().substr(0, 21)).status,
            "INVALID_ARGUMENT: a.zip: the archive is damaged or cut short: its "
            "end is not whole");
}

TEST(ArchiveTest, EncryptedArchivesAreRefused) {
  for (const char* options :
       {"zip:encryption=traditional", "zip:encryption=aes256"}) {
    const std::string zip = ZipOf({{"in/a.txt", "text"}}, options);
    EXPECT_EQ(Unpack(zip).status,
              "INVALID_ARGUMENT: a.zip: the archive is encrypted (member "
              "\"in/a.txt\"), one without a password expected");
    EXPECT_EQ(Unpack(ZipOf({{"b.zip", zip}})).status,
              "INVALID_ARGUMENT: a.zip:b.zip: the archive is encrypted (member "
              "\"in/a.txt\"), one without a password expected");
  }
}

TEST(ArchiveTest, ArchivesCutShortAreRefusedWhereverTheyAreCut) {
  const std::string plain = ZipOf({{"a.txt", "one"}, {"b.txt", "two"}});
  // The end of the archive within must not be taken for the end of the whole.
  const std::string nested =
      ZipOf({{"plain.zip", plain}, {"c.txt", "three"}}, kStored);
  for (const std::string& zip :
       {plain, nested, ZipOf({{"plain.zip", plain}}, kStored)}) {
    ASSERT_EQ(Unpack(zip).status, "OK");
    for (size_t size = 4; size < zip.size(); ++size) {
      const std::string_view cut = std::string_view(zip).substr(0, size);
      EXPECT_TRUE(IsArchive(cut));
      EXPECT_THAT(Unpack(cut).status,
                  StartsWith("INVALID_ARGUMENT: a.zip: the archive is damaged "
                             "or cut short: "))
          << "cut to " << size << " of " << zip.size() << " bytes";
    }
  }
}

TEST(ArchiveTest, DamagedMembersAreRefused) {
  std::string stored = ZipOf({{"in/a.txt", "some text"}}, kStored);
  stored[stored.find("some text")] = 'x';
  EXPECT_THAT(Unpack(stored).status,
              StartsWith("INVALID_ARGUMENT: a.zip:in/a.txt: cannot be "
                         "unpacked: ZIP bad CRC"));
  EXPECT_THAT(
      Unpack(ZipOf({{"ok.txt", ""}, {"b.zip", stored}})).status,
      StartsWith("INVALID_ARGUMENT: a.zip:b.zip:in/a.txt: cannot be unpacked: "
                 "ZIP bad CRC"));
}

TEST(ArchiveTest, NoDamagedByteOfPackedDataPasses) {
  const std::string text = "the quick brown fox jumps over the lazy dog";
  const std::string zip = ZipOf({{"a.txt", text}});
  const size_t begin = zip.find("a.txt") + 5;
  const size_t end = zip.find("PK", begin);
  for (size_t at = begin; at < end; ++at) {
    std::string damaged = zip;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const Outcome outcome = Unpack(damaged);
    // What is not refused is right nevertheless: a byte nobody looks at.
    if (outcome.status == "OK") {
      EXPECT_THAT(outcome.files, ElementsAre(Pair("a.zip:a.txt", text))) << at;
    }
  }
}

TEST(ArchiveTest, AnEndThatCountsOtherMembersIsRefused) {
  std::string zip = ZipOf({{"a.txt", "a"}});
  const size_t end = zip.rfind("PK\5\6");
  // On this disk, and in all.
  zip[end + 8] = zip[end + 10] = 2;
  EXPECT_THAT(Unpack(zip).status,
              StartsWith("INVALID_ARGUMENT: a.zip: the archive is damaged or "
                         "cut short: "));
}

TEST(ArchiveTest, LimitsHoldForMembersTotalAndDepth) {
  const std::string inner = ZipOf({{"x.txt", std::string(50, 'x')}});
  const std::string zip =
      ZipOf({{"inner.zip", inner}, {"a.txt", std::string(400, 'a')}});
  const size_t total = inner.size() + 50 + 400;
  ASSERT_LT(inner.size(), 400);
  const struct {
    ArchiveLimits limits;
    std::string expected;
  } kCases[] = {
      {{.member_bytes = 400, .total_bytes = total, .depth = 2}, "OK"},
      {{.member_bytes = 399, .total_bytes = total, .depth = 2},
       "INVALID_ARGUMENT: a.zip:a.txt: unpacks to more than 399 bytes"},
      {{.member_bytes = 400, .total_bytes = total - 1, .depth = 2},
       "INVALID_ARGUMENT: a.zip:a.txt: unpacks to more than " +
           std::to_string(total - 1) + " bytes in all"},
      {{.member_bytes = 400, .total_bytes = inner.size() + 49, .depth = 2},
       "INVALID_ARGUMENT: a.zip:inner.zip:x.txt: unpacks to more than " +
           std::to_string(inner.size() + 49) + " bytes in all"},
      {{.member_bytes = 400, .total_bytes = total, .depth = 1},
       "INVALID_ARGUMENT: a.zip:inner.zip: archives lie in archives, more than "
       "1 deep"},
  };
  for (const auto& [limits, expected] : kCases) {
    EXPECT_EQ(Unpack(zip, limits).status, expected);
  }
}

TEST(ArchiveTest, LimitsHoldWhateverTheArchiveSaysOfItsSizes) {
  std::string zip = ZipOf({{"a.txt", std::string(300, 'a')}});
  // The list of members says that the member has 10 bytes.
  const size_t size = zip.find("PK\1\2") + 24;
  zip[size] = 10;
  zip[size + 1] = 0;
  EXPECT_EQ(Unpack(zip, {.member_bytes = 200}).status,
            "INVALID_ARGUMENT: a.zip:a.txt: unpacks to more than 200 bytes");
}

TEST(ArchiveTest, HiddenPartsOfPaths) {
  const std::pair<std::string_view, bool> kCases[] = {
      {"a.txt", false},
      {"in/a.txt", false},
      {"./a.txt", false},
      {"../a.txt", false},
      {"a./b", false},
      {"/a", false},
      {"", false},
      {"MACOSX/a", false},
      {".a", true},
      {"in/.a/b", true},
      {"in/.a", true},
      {"..a", true},
      {"__MACOSX/a.txt", true},
      {"in/__MACOSX/a.txt", true},
  };
  for (const auto& [path, expected] : kCases) {
    EXPECT_EQ(IsHidden(path), expected) << path;
  }
}

}  // namespace
}  // namespace codebook
