// SQLite's FTS5 over the titles of releases: what search is compared with.

#ifndef CODEBOOK_BENCH_FULL_TEXT_H_
#define CODEBOOK_BENCH_FULL_TEXT_H_

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/code_set.h"

namespace codebook {

// A table in memory with a row for every code and header: its title, with the
// Porter stemmer. Rows are found best first by bm25.
class FullText {
 public:
  // The releases outlive the table. Ends the program when SQLite fails.
  explicit FullText(const std::vector<CodeSetPtr>& releases);
  FullText(const FullText&) = delete;
  FullText& operator=(const FullText&) = delete;
  ~FullText();

  struct Row {
    size_t release;
    NodeId node;
  };

  // The best ten rows with all words, or with any.
  enum class Words { kAll, kAny };
  std::vector<Row> Search(std::string_view query, Words words);
  // All words; when no row has all, any.
  std::vector<Row> SearchAllElseAny(std::string_view query);
  // All words, the last of them only begun, as behind every keystroke.
  std::vector<Row> SearchTyped(std::string_view query);

 private:
  std::vector<Row> Match(const std::string& expression);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
  std::vector<Row> rows_;
};

}  // namespace codebook

#endif  // CODEBOOK_BENCH_FULL_TEXT_H_
