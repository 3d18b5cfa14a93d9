// The page of codebook diff --format html in a browser: Chromium without a
// window, where it is installed; where CI is set it must be.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/temp_folder.h"
#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string FindBrowser() {
  for (const char* const path :
       {"/usr/bin/chromium", "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome"}) {
    if (std::filesystem::exists(path)) return path;
  }
  return {};
}

std::string ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

size_t CountOf(const std::string& text, const std::string& what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + what.size())) {
    ++count;
  }
  return count;
}

class DiffPageTest : public testing::Test {
 protected:
  void SetUp() override {
    browser_ = FindBrowser();
    if (browser_.empty()) {
      const std::string reason = "no Chromium is installed";
      const char* const integration = std::getenv("CI");
      if (integration != nullptr && *integration != '\0') FAIL() << reason;
      GTEST_SKIP() << reason;
    }
    const ProgramRun run =
        Program().Run({"diff", "--format", "html", "icd10cm@2024-10-01",
                       "icd10cm@2025-10-01"});
    ASSERT_EQ(run.exit_status, 1) << run.err;
    page_ = run.out;
  }

  // What the browser says of `page`, opened at `fragment`, and what it then
  // contains. Its log goes to `log`.
  std::string Open(const std::string& page, const std::string& fragment,
                   const std::string& more, std::string* log) const {
    const std::string path = folder_.Write("page.html", page);
    const std::string out = folder_.Path("out");
    const std::string err = folder_.Path("err");
    const std::string command =
        "timeout 120 " + browser_ +
        " --headless --no-sandbox --disable-gpu --disable-dev-shm-usage "
        "--no-first-run --enable-logging=stderr --virtual-time-budget=3000 "
        "--user-data-dir='" +
        folder_.Path("profile") + "' " + more + " 'file://" + path + fragment +
        "' > '" + out + "' 2> '" + err + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << ReadBytes(err);
    *log = ReadBytes(err);
    return ReadBytes(out);
  }

  std::string browser_;
  std::string page_;
  TempFolder folder_;
};

TEST_F(DiffPageTest, ShowsEverythingWithoutAnError) {
  std::string log;
  const std::string dom = Open(page_, "", "--dump-dom", &log);
  EXPECT_THAT(log, Not(HasSubstr("CONSOLE")));
  const size_t rows = CountOf(page_, "<tr data-kind=");
  ASSERT_GT(rows, 20u);
  const std::string count = std::to_string(rows);
  EXPECT_THAT(dom, HasSubstr(count + " of " + count + " changes shown"));
  // Nothing comes from elsewhere.
  EXPECT_THAT(page_, Not(HasSubstr("http://")));
  EXPECT_THAT(page_, Not(HasSubstr("https://")));
}

TEST_F(DiffPageTest, AnErrorWouldBeSeen) {
  std::string log;
  Open(page_ + "<script>nonsense();</script>", "", "--dump-dom", &log);
  EXPECT_THAT(log, HasSubstr("CONSOLE"));
}

TEST_F(DiffPageTest, FiltersOfTheAddress) {
  std::string log;
  const std::string dom =
      Open(page_, "#kind=status-changed&words=neutrophils", "--dump-dom", &log);
  EXPECT_THAT(log, Not(HasSubstr("CONSOLE")));
  const size_t rows = CountOf(page_, "<tr data-kind=");
  EXPECT_THAT(dom,
              HasSubstr("1 of " + std::to_string(rows) + " changes shown"));
  EXPECT_EQ(CountOf(dom, "hidden=\"\"><td>"), rows - 1);
}

// Someone chooses, types, and clears.
TEST_F(DiffPageTest, FiltersOfTheForm) {
  const std::string script = R"js(<script>
const report = [];
function shown() {
  return [...document.querySelectorAll('tbody tr')]
      .filter(row => row.offsetParent !== null)
      .map(row => row.dataset.kind);
}
function set(id, value) {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event('input'));
}
const all = shown().length;
set('kind', 'code-added');
report.push('kind ' + (shown().length > 0 && shown().length < all &&
                       shown().every(kind => kind === 'code-added')));
report.push('address ' + (location.hash === '#kind=code-added'));
set('kind', '');
const group = document.getElementById('group').options[1].value;
set('group', group);
report.push('group ' + (shown().length > 0 && shown().length < all &&
    [...document.querySelectorAll('section')].every(
        section => section.hidden === (section.dataset.group !== group))));
set('group', '');
set('words', 'LEUKOCYTE adhesion');
report.push('words ' + (shown().length > 0 && shown().length < all));
document.getElementById('clear').click();
setTimeout(() => {
  report.push('clear ' + (shown().length === all));
  const list = document.createElement('p');
  list.textContent = 'report: ' + report.join(', ');
  document.body.append(list);
}, 100);
</script>)js";
  std::string log;
  const std::string dom = Open(page_ + script, "", "--dump-dom", &log);
  EXPECT_THAT(log, Not(HasSubstr("CONSOLE")));
  EXPECT_THAT(dom, HasSubstr("report: kind true, address true, group true, "
                             "words true, clear true"));
}

TEST_F(DiffPageTest, Prints) {
  const std::string pdf = folder_.Path("page.pdf");
  std::string log;
  Open(page_, "", "--print-to-pdf='" + pdf + "'", &log);
  const std::string bytes = ReadBytes(pdf);
  EXPECT_EQ(bytes.substr(0, 5), "%PDF-");
  const size_t all = CountOf(bytes, "/Type /Page\n");
  EXPECT_GT(all, 1u);
  // What is filtered away is not printed.
  Open(page_, "#kind=status-changed", "--print-to-pdf='" + pdf + "'", &log);
  const size_t few = CountOf(ReadBytes(pdf), "/Type /Page\n");
  EXPECT_GE(few, 1u);
  EXPECT_LT(few, all);
}

}  // namespace
}  // namespace codebook
