#include "codesets/word_forms.h"

#include "codesets/coder_words.h"
#include "codesets/word_senses.h"

namespace codebook {

void WordForms::Assign(std::string_view word) {
  word_ = word;
  spelt_.reset();
  stem_.reset();
  plain_.reset();
  parts_.reset();
}

std::string_view WordForms::spelt() {
  if (!spelt_) spelt_ = AmericanSpelling(word_);
  return *spelt_;
}

std::string_view WordForms::stem() {
  if (!stem_) stem_ = stemmer_->Stem(spelt());
  return *stem_;
}

std::string_view WordForms::plain() {
  if (!plain_) plain_ = PlainWords().MeaningOf(word_);
  return *plain_;
}

const std::vector<std::string_view>& WordForms::parts() {
  if (!parts_) parts_ = PartsOf(spelt());
  return *parts_;
}

WordForms& FormsOfWords::Of(std::string_view word) {
  for (size_t i = 0; i < used_; ++i) {
    if (forms_[i].word() == word) return forms_[i];
  }
  if (used_ == forms_.size()) forms_.emplace_back(stemmer_);
  WordForms& forms = forms_[used_++];
  forms.Assign(word);
  return forms;
}

}  // namespace codebook
