// XML files as the readers see them.

#ifndef CODEBOOK_CODESETS_XML_SOURCE_H_
#define CODEBOOK_CODESETS_XML_SOURCE_H_

#include <deque>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "codesets/source_file.h"

namespace codebook {

// The name of the outermost element, without reading further; empty when the
// file is not XML.
std::string_view XmlRootName(const SourceFile& file);

// The number in the first <version> directly after the root's start tag, a
// year; 0 when there is none.
int XmlVersionYear(const SourceFile& file);

// Parses a file. Errors, with line and column: bytes that are not UTF-8, XML
// that is not well-formed, and what no file of a code set has, so that no file
// takes much more memory than itself: a document type with declarations of its
// own (entities are not expanded), more than kMostXmlTags tags, and more than
// kMostTextBytes without a tag.
inline constexpr size_t kMostXmlTags = size_t{16} << 20;
absl::Status ParseXml(const SourceFile& file, unsigned options,
                      pugi::xml_document& document);

// A parsed file. The texts it gives out live as long as it does.
class XmlSource {
 public:
  explicit XmlSource(const SourceFile& file) : file_(file) {}
  XmlSource(const XmlSource&) = delete;
  XmlSource& operator=(const XmlSource&) = delete;

  // Parses; the root element is `root`. Errors name line and column.
  absl::Status Parse(const char* root);

  pugi::xml_node root() const { return root_; }
  const SourceFile& file() const { return file_; }

  // The text of an element, without the blanks around it; line ends and tabs
  // inside are single blanks. Of an element with marked revisions
  // (<old>, <new>) it is the new text.
  std::string_view Text(pugi::xml_node element);

  // What was wrong with a text that Text gave: elements in it that nest deeper
  // than in any text. A reader asks when it is done.
  const absl::Status& text_status() const { return text_status_; }

  // Keeps a text as long as the source.
  std::string_view Keep(std::string text) {
    return kept_.emplace_back(std::move(text));
  }

  // Invalid argument at the place of `node`.
  absl::Status Error(pugi::xml_node node, std::string_view what) const;

 private:
  const SourceFile& file_;
  pugi::xml_document document_;
  pugi::xml_node root_;
  std::deque<std::string> kept_;
  absl::Status text_status_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_XML_SOURCE_H_
