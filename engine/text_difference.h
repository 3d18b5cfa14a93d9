// What changed between two texts, word by word.
//
// Example:
//   for (const TextPart& part : CompareTexts("sepsis (T81.4)",
//                                            "sepsis (T81.4-)")) ...
//   // kSame "sepsis (", kDeleted "T81.4", kAdded "T81.4-", kSame ")"

#ifndef CODEBOOK_ENGINE_TEXT_DIFFERENCE_H_
#define CODEBOOK_ENGINE_TEXT_DIFFERENCE_H_

#include <string_view>
#include <vector>

namespace codebook {

// The words of a text, the blanks and marks between them included: put one
// after the other they are the text. A word is a run of letters, digits, bytes
// beyond ASCII, and points, dashes and apostrophes within it or directly behind
// it ("T81.4-"). Views of `text`.
std::vector<std::string_view> SplitWords(std::string_view text);

enum class TextPartKind { kSame, kDeleted, kAdded };

struct TextPart {
  TextPartKind kind;
  // A view of the text before for kSame and kDeleted, else of that after.
  std::string_view text;
};

// The parts that make up both texts: kSame and kDeleted in order are `before`,
// kSame and kAdded in order are `after`. What was deleted stands before what
// was added in its place. Few words are deleted and added, but texts of more
// than a few thousand words may share more than is shown.
std::vector<TextPart> CompareTexts(std::string_view before,
                                   std::string_view after);

// How much of the words of two texts is shared, from 0 to 1: twice the words
// they have in common, in order, of all the words of both. Blanks, marks and
// case do not count. Two texts without a word are alike.
double Similarity(std::string_view before, std::string_view after);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TEXT_DIFFERENCE_H_
