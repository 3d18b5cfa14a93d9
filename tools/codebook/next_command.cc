// codebook next: what may come after a beginning of codes.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

// What may follow a prefix in one release.
struct Next {
  CodeSetPtr release;
  Code prefix;
  std::vector<Continuation> characters;
};

// None when no code of the release begins with `prefix`.
std::optional<Next> FindNext(const CodeSetPtr& release,
                             std::string_view prefix) {
  std::optional<Code> code = Code();
  if (!prefix.empty()) {
    if (prefix.ends_with('.')) prefix.remove_suffix(1);
    code = Code::Parse(prefix, release->point_after());
  }
  if (!code) return std::nullopt;
  const Automaton::Walk walk = release->automaton().Follow(*code);
  if (walk.length != code->size()) return std::nullopt;
  return Next{release, *code, release->Continuations(walk)};
}

bool IsModifier(const CodeSet& release, const Continuation& continuation) {
  return continuation.row && release.kind(*continuation.row) == Kind::kModifier;
}

// Modifiers are not billable, but what a beginning may lead to. They end within
// two characters.
uint32_t CountCodes(const Next& next, const Continuation& continuation) {
  uint32_t count = continuation.codes;
  if (IsModifier(*next.release, continuation)) ++count;
  if (next.prefix.empty()) {
    const Code first = next.prefix.Append(continuation.character);
    for (const Continuation& second :
         next.release->Continuations(next.release->automaton().Follow(first))) {
      if (IsModifier(*next.release, second)) ++count;
    }
  }
  return count;
}

// The code or beginning that `character` makes of the prefix.
std::string Extended(const Next& next, const Continuation& continuation) {
  return next.release->Print(next.prefix.Append(continuation.character));
}

void AppendNextJson(const Next& next, Output& out) {
  for (const Continuation& continuation : next.characters) {
    AppendLine({{"type", "next"},
                {"prefix", next.release->Print(next.prefix)},
                {"set", next.release->set()},
                {"release", next.release->id().ToString()},
                {"position", next.prefix.size() + 1},
                {"axis", TextOrNull(continuation.label.axis)},
                {"char", std::string(1, continuation.character)},
                {"label", TextOrNull(continuation.label.text)},
                {"definition", TextOrNull(continuation.label.definition)},
                {"code", Extended(next, continuation)},
                {"codes", CountCodes(next, continuation)},
                {"billable", continuation.row &&
                                 next.release->billable(*continuation.row)}},
               out);
  }
}

void AppendNextText(const Next& next, const TextWriter& writer) {
  const std::string prefix = next.release->Print(next.prefix);
  const std::string_view axis =
      next.characters.empty() ? "" : next.characters.front().label.axis;
  writer.Line(0,
              next.characters.empty()
                  ? Concat(prefix, " is complete: nothing follows (",
                           next.release->id().ToString(), ")")
                  : Concat(prefix.empty() ? "The first character" : prefix,
                           prefix.empty() ? "" : ": character ",
                           prefix.empty() ? "" : Concat(next.prefix.size() + 1),
                           axis.empty() ? "" : Concat(", ", axis), " (",
                           next.release->id().ToString(), ")"));
  for (const Continuation& continuation : next.characters) {
    const uint32_t codes = CountCodes(next, continuation);
    const bool done = codes == 1 && continuation.row &&
                      (next.release->billable(*continuation.row) ||
                       IsModifier(*next.release, continuation));
    writer.Entry(2, Extended(next, continuation), 10, Ink::kBold,
                 Concat(continuation.label.text,
                        continuation.label.text.empty() ? "" : "  ",
                        done ? std::string("complete") : Count(codes, "code")));
  }
}

}  // namespace

int RunNext(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ChooseReleases(*catalog, arguments.choice);
  if (!releases.ok()) {
    Complain(releases.status());
    return kExitError;
  }
  const TextWriter writer(arguments.color, out);
  const std::string_view prefix = arguments.operands.front();
  bool found = false;
  for (const CodeSetPtr& release : *releases) {
    const std::optional<Next> next = FindNext(release, prefix);
    if (!next) continue;
    found = true;
    if (arguments.format == Format::kJson) {
      AppendNextJson(*next, out);
    } else {
      AppendNextText(*next, writer);
    }
  }
  if (found) return kExitOk;
  Complain(Concat("no code begins with '", Printable(prefix),
                  "'; codebook validate ", Printable(prefix), " says why"));
  return kExitNotAll;
}

}  // namespace codebook
