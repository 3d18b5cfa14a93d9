#include "codesets/diff/pairing.h"

#include <string>

#include "absl/container/flat_hash_map.h"

namespace codebook {
namespace {

// The codes below `state`, in order, in at most `steps` steps: a damaged
// automaton may have more ways than would ever end.
void AppendCodes(const Automaton& automaton, uint32_t state, Code prefix,
                 size_t& steps, std::vector<Code>& codes) {
  if (steps == 0) return;
  --steps;
  if (automaton.accepts(state)) codes.push_back(prefix);
  if (prefix.size() == Code::kMaxLength) return;
  for (const Automaton::Edge edge : automaton.edges(state)) {
    AppendCodes(automaton, edge.target, prefix.Append(edge.character), steps,
                codes);
  }
}

using GroupMap = absl::flat_hash_map<std::string, std::vector<NodeId>>;

// The groups of `side` that are not yet paired, by what `name` makes of them.
template <typename Name>
GroupMap GroupsBy(const DiffSide& side, Name name) {
  GroupMap groups;
  const CodeSet& release = side.release;
  for (NodeId node = release.row_count(); node < release.node_count(); ++node) {
    if (side.other[node] == Pairing::kNone) {
      groups[name(release, node)].push_back(node);
    }
  }
  return groups;
}

std::string NameKey(const CodeSet& release, NodeId node) {
  return std::string(KindName(release.kind(node))) + " " + release.Name(node);
}

std::string TitleKey(const CodeSet& release, NodeId node) {
  return std::string(KindName(release.kind(node))) + " " +
         std::string(WithoutRange(release.title(node)));
}

}  // namespace

DiffSide::DiffSide(const CodeSet& of)
    : release(of),
      order(of.TabularOrder()),
      ordinal(of.node_count(), 0),
      other(of.node_count(), Pairing::kNone) {
  codes.reserve(of.row_count());
  size_t steps = 1 + size_t{Code::kMaxLength} * of.row_count();
  AppendCodes(of.automaton(), of.automaton().root(), Code(), steps, codes);
  // A damaged image may have more or fewer than it says.
  codes.resize(of.row_count());
  for (uint32_t i = 0; i < order.size(); ++i) {
    if (order[i] < ordinal.size()) ordinal[order[i]] = i;
  }
  std::erase_if(order, [&of](NodeId node) { return node >= of.node_count(); });
}

Pairing::Pairing(const CodeSet& older, const CodeSet& newer)
    : older_(older), newer_(newer), older_places_(older.node_count()) {
  PairRows();
  PairGroups();
  PlaceOlder();
}

void Pairing::Join(NodeId older, NodeId newer) {
  older_.other[older] = newer;
  newer_.other[newer] = older;
}

void Pairing::PairRows() {
  NodeId older = 0;
  NodeId newer = 0;
  while (older < older_.codes.size() && newer < newer_.codes.size()) {
    const Code a = older_.codes[older];
    const Code b = newer_.codes[newer];
    if (a == b) Join(older, newer);
    if (a <= b) ++older;
    if (b <= a) ++newer;
  }
}

void Pairing::PairGroups() {
  const auto pair_by = [this](auto name) {
    const GroupMap olders = GroupsBy(older_, name);
    const GroupMap newers = GroupsBy(newer_, name);
    for (const auto& [key, nodes] : olders) {
      const auto found = newers.find(key);
      if (found == newers.end()) continue;
      for (size_t i = 0; i < nodes.size() && i < found->second.size(); ++i) {
        Join(nodes[i], found->second[i]);
      }
    }
  };
  pair_by(NameKey);
  pair_by(TitleKey);
}

void Pairing::PlaceOlder() {
  auto next = static_cast<uint32_t>(newer_.order.size());
  for (size_t i = older_.order.size(); i-- > 0;) {
    const NodeId node = older_.order[i];
    if (older_.other[node] != kNone) next = newer_.ordinal[older_.other[node]];
    older_places_[node] = {next, older_.ordinal[node]};
  }
}

std::string_view WithoutRange(std::string_view title) {
  if (!title.ends_with(')')) return title;
  const size_t open = title.rfind(" (");
  return open == std::string_view::npos ? title : title.substr(0, open);
}

}  // namespace codebook
