#include "tests/release/official_files.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <utility>

#include "tests/release/releases.h"

namespace codebook {
namespace {

// The lines of the file at `path`, without CR LF; fails the test when there
// are none.
std::vector<std::string> LinesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(std::move(line));
  }
  EXPECT_FALSE(lines.empty()) << path << " has no lines";
  return lines;
}

// Columns `first` to `last` of a line, from 1, without blanks at the end.
std::string ColumnsOf(const std::string& line, size_t first, size_t last) {
  if (line.size() < first) return {};
  std::string text = line.substr(first - 1, last - first + 1);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

std::string OfficialRelease::Id() const {
  return std::string(set) + "@" + std::string(effective);
}

std::string OfficialRelease::Folder() const {
  return ReleasesPath(std::string(set) + "/" + std::string(effective));
}

std::string OfficialRelease::Path(std::string_view file) const {
  return Folder() + "/" + std::string(file);
}

std::vector<OfficialRelease> ReleasesWithModel(std::string_view set) {
  std::vector<OfficialRelease> releases;
  for (const OfficialRelease& release : kOfficialReleases) {
    if (release.model_file.empty()) continue;
    if (set.empty() || release.set == set) releases.push_back(release);
  }
  return releases;
}

std::string ReleaseTestName(const testing::TestParamInfo<OfficialRelease>& of) {
  std::string name = of.param.Id();
  std::ranges::replace(name, '@', '_');
  std::ranges::replace(name, '-', '_');
  return name;
}

void PrintTo(const OfficialRelease& release, std::ostream* out) {
  *out << release.Id();
}

std::vector<OfficialRow> ReadOfficialOrder(const std::string& path) {
  std::vector<OfficialRow> rows;
  for (const std::string& line : LinesOf(path)) {
    rows.push_back({.code = ColumnsOf(line, 7, 13),
                    .billable = ColumnsOf(line, 15, 15) == "1",
                    .short_title = ColumnsOf(line, 17, 76),
                    .title = ColumnsOf(line, 78, line.size())});
  }
  return rows;
}

std::vector<OfficialRow> ReadOfficialCodes(const std::string& path) {
  std::vector<OfficialRow> rows;
  for (const std::string& line : LinesOf(path)) {
    rows.push_back({.code = ColumnsOf(line, 1, 7),
                    .billable = true,
                    .short_title = {},
                    .title = ColumnsOf(line, 9, line.size())});
  }
  return rows;
}

std::string ReadArchiveMember(const std::string& archive_path,
                              std::string_view member) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(
      archive_read_new(), &archive_read_free);
  archive_read_support_format_zip(reader.get());
  EXPECT_EQ(archive_read_open_filename(reader.get(), archive_path.c_str(),
                                       size_t{1} << 16),
            ARCHIVE_OK)
      << archive_path;
  archive_entry* entry = nullptr;
  while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
    if (archive_entry_pathname(entry) != member) continue;
    std::string bytes(static_cast<size_t>(archive_entry_size(entry)), '\0');
    EXPECT_EQ(archive_read_data(reader.get(), bytes.data(), bytes.size()),
              static_cast<la_ssize_t>(bytes.size()));
    return bytes;
  }
  ADD_FAILURE() << archive_path << " has no " << member;
  return {};
}

std::string OfficialText(pugi::xml_node element) {
  const std::string_view raw = element.text().get();
  std::string text;
  for (size_t i = 0; i < raw.size();) {
    const size_t end =
        std::min(raw.find_first_not_of(" \t\r\n", i), raw.size());
    const std::string_view run = raw.substr(i, end - i);
    if (run.empty()) {
      text += raw[i++];
      continue;
    }
    const bool plain = run.find_first_of("\t\r\n") == std::string_view::npos;
    if (i != 0 && end != raw.size()) text += plain ? run : " ";
    i = end;
  }
  return text;
}

std::string WithoutOfficialAccents(std::string_view text) {
  constexpr std::pair<std::string_view, char> kAccents[] = {
      {"à", 'a'}, {"ä", 'a'}, {"ç", 'c'}, {"è", 'e'}, {"é", 'e'},
      {"ë", 'e'}, {"ô", 'o'}, {"ö", 'o'}, {"ü", 'u'}};
  std::string folded;
  while (!text.empty()) {
    const auto* const accent = std::ranges::find_if(
        kAccents,
        [&](const auto& known) { return text.starts_with(known.first); });
    const bool found = accent != std::end(kAccents);
    folded += found ? accent->second : text.front();
    text.remove_prefix(found ? accent->first.size() : 1);
  }
  return folded;
}

std::string FirstDifference(const std::vector<std::string>& actual,
                            const std::vector<std::string>& expected) {
  const auto [got, wanted] = std::ranges::mismatch(actual, expected);
  const bool no_more = got == actual.end();
  const bool one_more = wanted == expected.end();
  if (no_more && one_more) return {};
  return "line " + std::to_string(got - actual.begin() + 1) + ": " +
         (no_more ? "nothing" : "\"" + *got + "\"") + " found, " +
         (one_more ? "nothing" : "\"" + *wanted + "\"") + " expected";
}

}  // namespace codebook
