#include "bench/targets.h"

#include <utility>

#include "engine/concat.h"

namespace codebook {
namespace {

// Comparisons as they are written down: a program, its works, and what each
// work is set beside.
class Table {
 public:
  Table& Program(std::string_view program) {
    program_ = program;
    return *this;
  }
  Table& Work(std::string work, Figure codebook, Unit unit = Unit::kSeconds) {
    work_ = std::move(work);
    codebook_ = std::move(codebook);
    unit_ = unit;
    return *this;
  }

  Table& Beside(std::string_view competitor, Figure figure) {
    return Add(competitor, std::move(figure), Bound::kNone, 0);
  }
  Table& TimesLess(double target, std::string_view competitor, Figure figure) {
    return Add(competitor, std::move(figure), Bound::kTimesLess, target);
  }
  Table& TimesMore(double target, std::string_view competitor, Figure figure) {
    return Add(competitor, std::move(figure), Bound::kTimesMore, target);
  }
  Table& AtMost(double target) { return Add({}, {}, Bound::kAtMost, target); }
  Table& Alone() { return Add({}, {}, Bound::kNone, 0); }

  std::vector<Comparison> comparisons() && { return std::move(comparisons_); }

 private:
  Table& Add(std::string_view competitor, Figure figure, Bound bound,
             double target) {
    comparisons_.push_back({.program = program_,
                            .work = std::exchange(work_, {}),
                            .codebook = codebook_,
                            .unit = unit_,
                            .competitor_name = competitor,
                            .competitor = std::move(figure),
                            .bound = bound,
                            .target = target});
    return *this;
  }

  std::string_view program_;
  std::string work_;
  Figure codebook_;
  Unit unit_ = Unit::kSeconds;
  std::vector<Comparison> comparisons_;
};

constexpr std::string_view kViewMap = "flat_hash_map<string_view>";
constexpr std::string_view kStringMap = "flat_hash_map<string>";
constexpr std::string_view kPackedMap = "flat_hash_map<uint64_t>, packed";
constexpr std::string_view kFloor = "the floor";
constexpr std::string_view kItsHits = "its own hits";

void AddExactLookups(Table& table) {
  table.Program("lookup_bench")
      .Work("text to row, random hits", {"codebook/hit/random"})
      .TimesLess(10, kViewMap, {"flat_hash_map_string_view/hit/random"})
      .TimesLess(10, kStringMap, {"flat_hash_map_string/hit/random"})
      .TimesLess(2, kPackedMap, {"flat_hash_map_packed/hit/random"})
      .Beside("lower_bound", {"lower_bound/hit/random"})
      .TimesMore(1.75, kFloor, {"floor/hit/random"})
      .Work("text to row, random misses", {"codebook/miss/random"})
      .TimesMore(1, kItsHits, {"codebook/hit/random"})
      .Beside(kViewMap, {"flat_hash_map_string_view/miss/random"})
      .Beside(kPackedMap, {"flat_hash_map_packed/miss/random"})
      .Work("text to row, hot hits", {"codebook/hit/hot"})
      .Beside(kViewMap, {"flat_hash_map_string_view/hit/hot"})
      .Beside(kPackedMap, {"flat_hash_map_packed/hit/hot"})
      .Work("text to row, hot misses", {"codebook/miss/hot"})
      .Beside(kPackedMap, {"flat_hash_map_packed/miss/hot"})
      .Work("CodeSet::Find of text, random hits", {"codebook_find/hit/random"})
      .Beside(kViewMap, {"flat_hash_map_string_view/hit/random"})
      .Work("CodeSet::Find of text, random misses",
            {"codebook_find/miss/random"})
      .Beside(kItsHits, {"codebook_find/hit/random"});
  table.Program("lookup_instructions")
      .Work("instructions, hit", {"hit", "instructions"}, Unit::kInstructions)
      .AtMost(40)
      .Work("instructions, miss", {"miss", "instructions"}, Unit::kInstructions)
      .TimesMore(1, kItsHits, {"hit", "instructions"});
}

void AddColumnsAndPrefixes(Table& table) {
  table.Program("column_bench")
      .Work("column of codes to rows, random hits", {"codebook/hit/random"})
      .TimesLess(4, kPackedMap, {"flat_hash_map_packed/hit/random"})
      .TimesMore(2.5, kFloor, {"floor/hit/random"})
      .Work("column of codes to rows, random misses", {"codebook/miss/random"})
      .Beside(kPackedMap, {"flat_hash_map_packed/miss/random"})
      .Work("column of codes to rows, hot hits", {"codebook/hit/hot"})
      .Beside(kPackedMap, {"flat_hash_map_packed/hit/hot"})
      .Work("column of texts to rows, random hits",
            {"codebook_text/hit/random"})
      .Beside(kStringMap, {"flat_hash_map_string/hit/random"})
      .Work("column of texts to rows, random misses",
            {"codebook_text/miss/random"})
      .Beside(kStringMap, {"flat_hash_map_string/miss/random"});
  table.Program("prefix_bench")
      .Work("packed prefix to rows, random", {"codebook/hit/random"})
      .TimesLess(40, "lower_bound, twice", {"lower_bound/hit/random"})
      .Work("prefix as text to rows, random", {"codebook_text/hit/random"})
      .Beside("lower_bound, twice", {"lower_bound/hit/random"})
      .Work("packed prefix to rows, hot", {"codebook/hit/hot"})
      .Beside("lower_bound, twice", {"lower_bound/hit/hot"});
}

void AddGrowth(Table& table) {
  struct Growing {
    std::string_view work;
    std::string_view benchmark;
    std::string_view counter = {};
    Unit unit = Unit::kSeconds;
  };
  constexpr Growing kGrowing[] = {
      {"exact look-up", "find"},
      {"exact miss", "miss"},
      {"packed prefix to rows", "prefix"},
      {"valid verdict", "verdict_valid"},
      {"wrong verdict", "verdict_wrong"},
      {"open and find", "open"},
      {"XML to release", "import"},
      {"flat_hash_map<string>", "find_map"},
      {"bytes of the image", "image", "bytes", Unit::kBytes},
  };
  table.Program("growth_bench");
  for (const Growing& growing : kGrowing) {
    const auto figure = [&](int times) {
      return Figure{Concat(growing.benchmark, "/", times), growing.counter};
    };
    for (const int times : {4, 16}) {
      table
          .Work(Concat(growing.work, ", codes times ", times), figure(times),
                growing.unit)
          .Beside("the same, times 1", figure(1));
    }
  }
}

void AddMemoryAndImport(Table& table) {
  table.Program("memory_bench")
      .Work("memory for exact and prefix",
            {"codebook/exact_and_prefix", "bytes"}, Unit::kBytes)
      .AtMost(2.3e6)
      .Beside("flat_hash_map<string_view>, no keys",
              {"flat_hash_map_string_view", "bytes"});
  table.Program("import_bench")
      .Work("CM tabular XML to a release", {"codebook/cm"})
      .TimesMore(2, "pugixml's parse of it", {"pugixml/cm"})
      .Work("the same, reader and builder alone", {"codebook_reader/cm"})
      .TimesMore(2, "pugixml's parse of it", {"pugixml/cm"})
      .Work("CM and PCS XML to releases", {"codebook/cm_pcs"})
      .TimesMore(8, "pugixml's parse of them", {"pugixml/cm_pcs"})
      .Work("the same, images on disk", {"codebook_image/cm_pcs/real_time"})
      .TimesMore(8, "pugixml's parse of them", {"pugixml/cm_pcs"});
  table.Program("open_bench")
      .Work("open a release and find (CM)", {"codebook/icd10cm"})
      .AtMost(15e-6)
      .Work("open a release and find (PCS)", {"codebook/icd10pcs"})
      .AtMost(15e-6)
      .Beside("mmap and one byte", {"floor/icd10pcs"})
      .Work("open a catalog, a release, and find", {"codebook_catalog/icd10cm"})
      .Beside("mmap and one byte", {"floor/icd10cm"});
}

void AddVerdicts(Table& table) {
  table.Program("verdict_bench")
      .Work("verdict on a valid code", {"judge/valid"})
      .Beside("its exact look-up", {"exact/valid"})
      .Work("verdicts, one code in ten wrong", {"judge/tenth_wrong"})
      .Beside("exact look-up", {"exact/valid"})
      .Work("verdict on a wrong code, mean", {"judge/wrong"})
      .Beside("exact look-up", {"exact/valid"})
      .Work("verdict on a wrong code, median", {"judge/wrong", "p50"})
      .Beside("exact look-up", {"exact/valid"})
      .Work("verdict on a wrong code, 99 in 100", {"judge/wrong", "p99"})
      .Beside("exact look-up", {"exact/valid"})
      .Work("suggestions for a wrong code, median", {"suggest/wrong", "p50"})
      .Beside("exact look-up", {"exact/valid"});
}

void AddSearches(Table& table) {
  table.Program("search_bench")
      .Work("ranked top 10, all words, median of 50 queries",
            {"codebook/all", "median"})
      .TimesLess(50, "SQLite FTS5, bm25", {"fts5/all", "median"})
      .TimesLess(10, "Xapian", {"xapian/all", "median"})
      .Work("ranked top 10, any word, median", {"codebook/any", "median"})
      .TimesLess(200, "SQLite FTS5, bm25", {"fts5/any", "median"})
      .Beside("Xapian", {"xapian/any", "median"})
      .Work("a search behind every keystroke, median",
            {"codebook/typed", "median"})
      .TimesLess(50, "SQLite FTS5, bm25", {"fts5/typed", "median"})
      .Work("the same, the slowest keystroke", {"codebook/typed", "slowest"})
      .AtMost(1e-3)
      .Work("as `codebook search` does, median", {"codebook/search", "median"})
      .Beside("SQLite FTS5, all words", {"fts5/all", "median"});
}

void AddGradesAndChecks(Table& table) {
  table.Program("grade_bench")
      .Work("grading an answer of one code, right", {"grade/right"})
      .Beside("nlohmann-json, parsing alone", {"nlohmann_json/parse"})
      .Work("grading an answer of one code, three in ten wrong",
            {"grade/mixed"})
      .AtMost(5e-6)
      .Beside("nlohmann-json, parsing alone", {"nlohmann_json/parse"})
      .Work("the same with suggestions", {"grade/mixed_with_suggestions"})
      .AtMost(5e-6);
  table.Program("check_bench")
      .Work("check of 25 codes together, median", {"check/25_codes", "p50"})
      .AtMost(25e-6)
      .Work("check of 25 codes together, 99 in 100", {"check/25_codes", "p99"})
      .Beside("their exact look-up", {"exact/25_codes", "p99"})
      .Work("memory of a check of 25 codes", {"memory/25_codes", "bytes"},
            Unit::kBytes)
      .AtMost(100e3);
}

void AddDiffs(Table& table) {
  table.Program("diff_bench")
      .Work("diff of two whole CM releases, notes included", {"diff/icd10cm"})
      .AtMost(0.06)
      .Beside("lines only one of them has", {"lines/icd10cm"});
}

void AddProcesses(Table& table) {
  table.Program("process_bench")
      .Work("process: lookup CODE", {"lookup", "median"})
      .TimesMore(2, "/bin/true", {"lookup", "reference"})
      .Work("process: validate CODE", {"validate", "median"})
      .TimesMore(2, "/bin/true", {"validate", "reference"})
      .Work("process: validate a wrong code", {"validate_wrong", "median"})
      .TimesMore(2, "/bin/true", {"validate_wrong", "reference"})
      .Work("stream: 1M printed CM codes", {"stream_printed/wc", "median"})
      .TimesMore(4, "cat FILE to wc -l", {"stream_printed/wc", "reference"})
      .Work("", {"stream_printed/copy", "median"})
      .Beside("a plain line copy", {"stream_printed/copy", "reference"})
      .Work("stream: 1M codes as typed, any set", {"stream_typed/wc", "median"})
      .TimesMore(4, "cat FILE to wc -l", {"stream_typed/wc", "reference"})
      .Work("", {"stream_typed/copy", "median"})
      .Beside("a plain line copy", {"stream_typed/copy", "reference"})
      .Work("stream: the same, one in ten wrong",
            {"stream_tenth_wrong/wc", "median"})
      .Beside("cat FILE to wc -l", {"stream_tenth_wrong/wc", "reference"})
      .Work("memory of its own for each open release",
            {"open_release/idle", "private"}, Unit::kBytes)
      .Alone()
      .Work("the same, a code of each looked up",
            {"open_release/asked", "private"}, Unit::kBytes)
      .Beside("pages shared with others", {"open_release/asked", "shared"})
      .Work("memory to import CM and PCS XML", {"import_memory", "peak_bytes"},
            Unit::kBytes)
      .TimesMore(6, "the size of the XML", {"import_memory", "xml_bytes"});
}

}  // namespace

std::vector<Comparison> Comparisons() {
  Table table;
  for (const auto add :
       {AddExactLookups, AddColumnsAndPrefixes, AddGrowth, AddMemoryAndImport,
        AddVerdicts, AddSearches, AddGradesAndChecks, AddDiffs, AddProcesses}) {
    add(table);
  }
  return std::move(table).comparisons();
}

}  // namespace codebook
