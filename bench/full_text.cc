#include "bench/full_text.h"

#include <cstdio>
#include <cstdlib>

#include "engine/words.h"

namespace codebook {
namespace {

void Check(int outcome, sqlite3* database) {
  if (outcome == SQLITE_OK || outcome == SQLITE_DONE) return;
  std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database));
  std::exit(1);
}

std::vector<std::string> WordsOf(std::string_view query) {
  std::vector<std::string> words;
  ForEachWord(query, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

std::string Joined(const std::vector<std::string>& words,
                   std::string_view separator) {
  std::string expression;
  for (const std::string& word : words) {
    if (!expression.empty()) expression.append(separator);
    expression.append("\"").append(word).append("\"");
  }
  return expression;
}

}  // namespace

FullText::FullText(const std::vector<CodeSetPtr>& releases) {
  Check(sqlite3_open(":memory:", &database_), database_);
  Check(sqlite3_exec(database_,
                     "CREATE VIRTUAL TABLE titles USING fts5(title, "
                     "tokenize='porter'); BEGIN",
                     nullptr, nullptr, nullptr),
        database_);
  sqlite3_stmt* insert = nullptr;
  Check(sqlite3_prepare_v2(database_,
                           "INSERT INTO titles(rowid, title) VALUES(?, ?)", -1,
                           &insert, nullptr),
        database_);
  for (size_t i = 0; i < releases.size(); ++i) {
    for (NodeId node = 0; node < releases[i]->row_count(); ++node) {
      const std::string_view title = releases[i]->title(node);
      sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(rows_.size()));
      sqlite3_bind_text(insert, 2, title.data(), static_cast<int>(title.size()),
                        SQLITE_STATIC);
      Check(sqlite3_step(insert), database_);
      sqlite3_reset(insert);
      rows_.push_back({i, node});
    }
  }
  sqlite3_finalize(insert);
  Check(sqlite3_exec(database_,
                     "COMMIT; INSERT INTO titles(titles) VALUES('optimize')",
                     nullptr, nullptr, nullptr),
        database_);
  Check(sqlite3_prepare_v2(database_,
                           "SELECT rowid FROM titles WHERE titles MATCH ? "
                           "ORDER BY bm25(titles) LIMIT 10",
                           -1, &select_, nullptr),
        database_);
}

FullText::~FullText() {
  sqlite3_finalize(select_);
  sqlite3_close(database_);
}

std::vector<FullText::Row> FullText::Match(const std::string& expression) {
  std::vector<Row> found;
  if (expression.empty()) return found;
  sqlite3_bind_text(select_, 1, expression.data(),
                    static_cast<int>(expression.size()), SQLITE_STATIC);
  while (sqlite3_step(select_) == SQLITE_ROW) {
    found.push_back(
        rows_[static_cast<size_t>(sqlite3_column_int64(select_, 0))]);
  }
  sqlite3_reset(select_);
  return found;
}

std::vector<FullText::Row> FullText::Search(std::string_view query,
                                            Words words) {
  return Match(Joined(WordsOf(query), words == Words::kAll ? " " : " OR "));
}

std::vector<FullText::Row> FullText::SearchAllElseAny(std::string_view query) {
  std::vector<Row> found = Search(query, Words::kAll);
  return found.empty() ? Search(query, Words::kAny) : found;
}

std::vector<FullText::Row> FullText::SearchTyped(std::string_view query) {
  const std::vector<std::string> words = WordsOf(query);
  if (words.empty()) return {};
  std::string expression = Joined(words, " ");
  if (!query.ends_with(' ')) expression.append(" *");
  return Match(expression);
}

}  // namespace codebook
