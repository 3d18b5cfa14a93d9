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
    const size_t close = text.find(end);
    if (close == std::string_view::npos) return {};
    text.remove_prefix(close + end.size());
  }
}

// Adds the text below `node` to `text`, revisions in their new form.
void AppendText(pugi::xml_node node, std::string& text) {
  for (const pugi::xml_node child : node.children()) {
    const pugi::xml_node_type type = child.type();
    if (type == pugi::node_pcdata || type == pugi::node_cdata) {
      text.append(child.value());
    } else if (std::strcmp(child.name(), "old") != 0) {
      AppendText(child, text);
    }
  }
}

}  // namespace

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
  if (absl::Status status = CheckUtf8(file_); !status.ok()) return status;
  const pugi::xml_parse_result result =
      document_.load_buffer(file_.bytes.data(), file_.bytes.size(),
                            pugi::parse_default, pugi::encoding_utf8);
  if (!result) {
    return SourceError(
        file_, static_cast<size_t>(result.offset),
        Concat("this is not well-formed XML: ", result.description()));
  }
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
    AppendText(element, joined);
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
