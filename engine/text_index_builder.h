// Makes the text index of a release. See TextIndex.
//
// Example:
//   TextIndexBuilder builder(words);
//   std::vector<uint32_t> uses;
//   builder.AppendText("Cholera, unspecified", TermPlace::kTitle, uses);
//   builder.AddDocument(DocumentKind::kCode, {.node = row}, uses);
//   TextIndexTables tables = std::move(builder).Build();
//
// Every distinct word is looked into once.

#ifndef CODEBOOK_ENGINE_TEXT_INDEX_BUILDER_H_
#define CODEBOOK_ENGINE_TEXT_INDEX_BUILDER_H_

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/image.h"
#include "engine/records.h"
#include "engine/text_index.h"

namespace codebook {

// What a word means: the term it stands for, and terms that are parts of it
// ("nephritis" is of the kidney).
struct WordSense {
  std::string term;
  std::vector<std::string> parts;
};

struct TextIndexTables {
  std::string bytes;
  std::vector<WordRecord> words;
  std::vector<uint32_t> buckets;
  std::vector<TermRecord> terms;
  std::vector<uint32_t> lists;
  std::vector<uint64_t> places;
  std::vector<DocumentRecord> codes;
  std::vector<DocumentRecord> phrases;

  // Hands the tables to `writer`, which they must outlive.
  void Write(ImageWriter& writer) const;
};

class TextIndexBuilder {
 public:
  // `sense` is asked once for each distinct word, and fills an empty WordSense.
  explicit TextIndexBuilder(
      std::function<void(std::string_view word, WordSense& sense)> sense);

  // Adds the words of `text` to `uses`, each as `term << 2 | place`; the parts
  // of a word stand around it. The number of words.
  size_t AppendText(std::string_view text, TermPlace place,
                    std::vector<uint32_t>& uses);

  // Adds a document that has these uses; the best place of a term counts.
  // Documents of a kind are numbered by `rank`, the highest first, and the
  // earlier first of equal ones.
  void AddDocument(DocumentKind kind, const DocumentRecord& document,
                   std::span<const uint32_t> uses);

  TextIndexTables Build() &&;

 private:
  struct Word {
    uint32_t offset;
    uint32_t length;
    uint32_t term;
    uint32_t first_part;
    uint32_t parts;
  };
  struct Documents {
    std::vector<DocumentRecord> records;
    // The uses of document d are [begins[d], begins[d + 1]).
    std::vector<uint32_t> begins{0};
    std::vector<uint32_t> uses;
  };

  std::string_view TextOf(const Word& word) const {
    return std::string_view(bytes_).substr(word.offset, word.length);
  }
  uint32_t WordNumber(std::string_view text);
  uint32_t AddWord(std::string_view text, uint64_t hash, size_t slot);
  void LookInto(uint32_t word);
  uint32_t TermOf(std::string_view key);
  void Grow();
  void SortWords(TextIndexTables& tables) const;
  void MakePostings(Documents& documents, DocumentKind kind,
                    TextIndexTables& tables);

  std::function<void(std::string_view, WordSense&)> sense_;
  std::string bytes_;
  std::vector<Word> words_;
  std::vector<uint32_t> parts_;
  // Open addressing: the number of a word plus one, and its hash.
  std::vector<uint32_t> slots_;
  std::vector<uint64_t> hashes_;
  uint32_t terms_ = 0;
  std::array<Documents, 2> documents_;
  // For each term the document that had it last, and where its use stands.
  std::vector<uint32_t> stamp_;
  std::vector<uint32_t> place_of_;
  uint32_t stamped_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TEXT_INDEX_BUILDER_H_
