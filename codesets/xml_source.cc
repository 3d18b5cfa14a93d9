#include "codesets/xml_source.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

constexpr bool IsBlank(char c) {
  return kBlanks.find(c) != std::string_view::npos;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// Tabs and line ends are control characters; every text is looked through for
// them, so the loop is one that compiles to vector instructions.
bool HasControlCharacter(std::string_view text) {
  bool any = false;
  for (const char c : text) any |= static_cast<unsigned char>(c) < 0x20;
  return any;
}

// The text after declarations, comments and processing instructions: what
// begins with the root's "<name". Empty when there is none.
std::string_view AtRoot(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (true) {
    const size_t open = text.find_first_not_of(kBlanks);
    if (open == std::string_view::npos || text[open] != '<') return {};
    text.remove_prefix(open);
    std::string_view end;
    if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<?")) {
      end = "?>";
    } else if (text.starts_with("<!")) {
      end = ">";
    } else {
      return text;
    }
    // Declarations of the file's own stand in brackets.
    size_t from = text.find_first_of("[>");
    if (!text.starts_with("<!DOCTYPE") || from == std::string_view::npos ||
        text[from] == '>') {
      from = 0;
    } else {
      from = text.find(']', from);
    }
    const size_t close = text.find(end, from);
    if (close == std::string_view::npos) return {};
    text.remove_prefix(close + end.size());
  }
}

// Deeper than elements nest in any text.
constexpr int kMostTextDepth = 32;

// Adds the text below `node` to `text`, revisions in their new form. False when
// not all of it, for its depth.
bool AppendText(pugi::xml_node node, int depth, std::string& text) {
  if (depth > kMostTextDepth) return false;
  bool all = true;
  for (const pugi::xml_node child : node.children()) {
    const pugi::xml_node_type type = child.type();
    if (type == pugi::node_pcdata || type == pugi::node_cdata) {
      text.append(child.value());
    } else if (std::strcmp(child.name(), "old") != 0) {
      all = AppendText(child, depth + 1, text) && all;
    }
  }
  return all;
}

// What is in the way of parsing, before any memory is taken for it. Blocks are
// counted through at memory speed.
absl::Status CheckXmlSize(const SourceFile& file) {
  constexpr size_t kBlock = kMostTextBytes / 2;
  const std::string_view bytes = file.bytes;
  size_t tags = 0;
  for (size_t begin = 0; begin < bytes.size(); begin += kBlock) {
    const std::string_view block = bytes.substr(begin, kBlock);
    const auto count = static_cast<size_t>(std::ranges::count(block, '<'));
    // A text that is too long fills a block.
    if (count == 0 && block.size() == kBlock) {
      const size_t end = std::min(bytes.find('<', begin), bytes.size());
      const size_t last = bytes.rfind('<', begin);
      const size_t from = last == std::string_view::npos ? 0 : last;
      if (end - from > kMostTextBytes) {
        return SourceError(file, from,
                           Concat(end - from,
                                  " bytes without a tag found, at "
                                  "most ",
                                  kMostTextBytes, " expected"));
      }
    }
    tags += count;
    if (tags > kMostXmlTags) {
      return SourceError(file, begin,
                         Concat("more than ", kMostXmlTags,
                                " tags found, which is no code set"));
    }
  }
  return absl::OkStatus();
}

// Entities of the file's own are not expanded, so a text with one would be
// another than its writer meant.
absl::Status CheckDocumentType(const SourceFile& file) {
  const std::string_view head =
      file.bytes.substr(0, file.bytes.size() - AtRoot(file.bytes).size());
  const size_t at = head.find("<!DOCTYPE");
  if (at == std::string_view::npos ||
      head.find('[', at) == std::string_view::npos) {
    return absl::OkStatus();
  }
  return SourceError(file, at,
                     "a document type with declarations of its own found, none "
                     "expected: entities are not expanded");
}

}  // namespace

absl::Status ParseXml(const SourceFile& file, unsigned options,
                      pugi::xml_document& document) {
  if (absl::Status status = CheckXmlSize(file); !status.ok()) return status;
  if (absl::Status status = CheckUtf8(file); !status.ok()) return status;
  if (absl::Status status = CheckDocumentType(file); !status.ok()) {
    return status;
  }
  const pugi::xml_parse_result result = document.load_buffer(
      file.bytes.data(), file.bytes.size(), options, pugi::encoding_utf8);
  if (result) return absl::OkStatus();
  return SourceError(
      file, static_cast<size_t>(result.offset),
      Concat("this is not well-formed XML: ", result.description()));
}

std::string_view XmlRootName(const SourceFile& file) {
  std::string_view text = AtRoot(file.bytes);
  if (text.empty()) return {};
  text.remove_prefix(1);
  return text.substr(0, text.find_first_of(" \t\r\n/>"));
}

int XmlVersionYear(const SourceFile& file) {
  constexpr std::string_view kOpen = "<version>";
  // It directly follows the root; further on it would be something else's.
  const std::string_view head = AtRoot(file.bytes).substr(0, 1000);
  const size_t open = head.find(kOpen);
  if (open == std::string_view::npos) return 0;
  const std::string_view rest = head.substr(open + kOpen.size());
  int year = 0;
  if (!absl::SimpleAtoi(ToAbsl(Trim(rest.substr(0, rest.find('<')))), &year)) {
    return 0;
  }
  return year >= 1900 && year <= 9998 ? year : 0;
}

absl::Status XmlSource::Parse(const char* root) {
  absl::Status status = ParseXml(file_, pugi::parse_default, document_);
  if (!status.ok()) return status;
  LeavePages(file_);
  root_ = document_.child(root);
  if (root_.empty()) {
    return Error(
        document_.document_element(),
        Concat("the root element is <", document_.document_element().name(),
               ">, <", root, "> expected"));
  }
  return absl::OkStatus();
}

std::string_view XmlSource::Text(pugi::xml_node element) {
  const pugi::xml_node first = element.first_child();
  std::string_view text;
  if (first.type() == pugi::node_pcdata && first.next_sibling().empty()) {
    text = Trim(first.value());
  } else if (!first.empty()) {
    std::string joined;
    if (!AppendText(element, 1, joined)) {
      text_status_.Update(
          Error(element, Concat("elements in a text nest more than ",
                                kMostTextDepth, " deep")));
    }
    text = Trim(Keep(std::move(joined)));
  }
  if (!HasControlCharacter(text)) return text;
  std::string single(text);
  std::ranges::replace_if(single, absl::ascii_isspace, ' ');
  absl::RemoveExtraAsciiWhitespace(&single);
  return Keep(std::move(single));
}

absl::Status XmlSource::Error(pugi::xml_node node,
                              std::string_view what) const {
  // For an element, the offset of its name.
  const ptrdiff_t offset = std::max<ptrdiff_t>(node.offset_debug(), 0);
  return SourceError(file_, static_cast<size_t>(offset), what);
}

}  // namespace codebook
