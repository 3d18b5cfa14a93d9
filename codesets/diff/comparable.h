// What of two releases can be compared: one may have been read from an order
// file only, the other from the tabular list too.

#ifndef CODEBOOK_CODESETS_DIFF_COMPARABLE_H_
#define CODEBOOK_CODESETS_DIFF_COMPARABLE_H_

#include <string>
#include <vector>

#include "codesets/diff/change.h"
#include "engine/code_set.h"

namespace codebook {

struct Comparable {
  bool headers = true;
  bool titles = true;
  bool short_titles = true;
  // Accents in titles.
  bool accents = true;
  // Kinds of nodes, and the order of the list.
  bool kinds = true;
  bool notes = true;
  bool seventh_characters = true;
  // Chapters and sections.
  bool groups = true;
  // Rows of tables and their labels.
  bool tables = true;
  bool dates = true;
  // Names of properties that only one release has at all.
  std::vector<std::string> skipped_properties = {};
  // All this in words.
  std::vector<NotCompared> not_compared = {};
};

Comparable WhatCompares(const CodeSet& older, const CodeSet& newer);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_COMPARABLE_H_
