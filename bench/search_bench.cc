// Ranked search over both ICD-10 sets, the first ten: beside SQLite's FTS5 and
// Xapian over the titles.
//
// Fifty queries as coders type them; each engine stems and ranks its own way.
// "all": codes with all words. "any": with any of them. "typed": a search
// behind every keystroke of the queries, the last word unfinished. A query is
// timed several times, and its fastest run counts; told are the median and the
// slowest of the queries. "search" is what `codebook search` does: all words,
// then fewer.

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/full_text.h"
#include "bench/harness.h"
#include "bench/releases.h"
#include "bench/temporary_folder.h"
#include "codesets/searcher.h"

namespace codebook {
namespace {

constexpr std::string_view kQueries[] = {
    "fracture neck femur",
    "type 2 diabetes kidney disease",
    "acute myocardial infarction",
    "pneumonia",
    "chronic obstructive pulmonary disease exacerbation",
    "open wound left hand",
    "malignant neoplasm breast upper outer quadrant",
    "urinary tract infection",
    "bypass coronary artery open",
    "resection gallbladder percutaneous endoscopic",
    "congestive heart failure",
    "replacement knee joint right",
    "sprain ankle",
    "burn second degree forearm",
    "hypertension",
    "acute kidney failure",
    "displaced fracture shaft humerus right",
    "major depressive disorder recurrent",
    "drainage pleural cavity",
    "poisoning aspirin accidental",
    "retinopathy macular edema",
    "cataract left eye",
    "iron deficiency anemia",
    "pressure ulcer sacral stage 3",
    "insertion central venous catheter",
    "atrial fibrillation",
    "asthma with acute exacerbation",
    "rheumatoid arthritis knee",
    "cellulitis lower limb",
    "pulmonary embolism",
    "excision skin face",
    "fusion lumbar vertebral joint",
    "cerebral infarction thrombosis",
    "alcohol dependence withdrawal",
    "low back pain",
    "preterm labor third trimester",
    "newborn respiratory distress",
    "fall from ladder",
    "car driver injured collision",
    "laceration liver",
    "dislocation shoulder anterior",
    "gastro-esophageal reflux disease",
    "ulcerative colitis bleeding",
    "hernia inguinal obstruction",
    "transfusion red blood cells",
    "reposition radius internal fixation",
    "sepsis staphylococcus aureus",
    "personal history malignant neoplasm",
    "glaucoma open angle",
    "occlusion carotid artery",
};
static_assert(std::size(kQueries) == 50);

// Runs one query; returns how much it found.
using Engine = std::function<size_t(const std::string&)>;

double Seconds(const Engine& engine, const std::string& query, int runs) {
  using Clock = std::chrono::steady_clock;
  double best = 1e9;
  for (int run = 0; run < runs; ++run) {
    const auto begin = Clock::now();
    benchmark::DoNotOptimize(engine(query));
    best = std::min(
        best, std::chrono::duration<double>(Clock::now() - begin).count());
  }
  return best;
}

// A benchmark whose counters are the median and the slowest of the queries.
void Register(const std::string& name, std::vector<std::string> queries,
              int runs, const Engine& engine) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    std::vector<double> seconds;
    for (auto _ : state) {
      seconds.clear();
      for (const std::string& query : queries) {
        seconds.push_back(Seconds(engine, query, runs));
      }
    }
    std::ranges::sort(seconds);
    state.counters["median"] = seconds[seconds.size() / 2];
    state.counters["slowest"] = seconds.back();
    state.SetItemsProcessed(static_cast<int64_t>(queries.size()));
  })->Iterations(1);
}

// Xapian over the same titles, on disk as it is meant to be used.
class XapianTitles {
 public:
  XapianTitles(const std::vector<CodeSetPtr>& releases,
               const std::string& folder) {
    Xapian::WritableDatabase writable(folder, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    for (const CodeSetPtr& release : releases) {
      for (NodeId node = 0; node < release->row_count(); ++node) {
        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(std::string(release->title(node)));
        writable.add_document(document);
      }
    }
    writable.commit();
    writable.close();
    database_ = Xapian::Database(folder);
    parser_.set_database(database_);
    parser_.set_stemmer(Xapian::Stem("en"));
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  }

  size_t Search(const std::string& query, Xapian::Query::op op, bool typed) {
    parser_.set_default_op(op);
    Xapian::Enquire enquire(database_);
    enquire.set_query(parser_.parse_query(
        query, typed ? Xapian::QueryParser::FLAG_PARTIAL : 0));
    size_t found = 0;
    const Xapian::MSet matches = enquire.get_mset(0, 10);
    for (auto at = matches.begin(); at != matches.end(); ++at) found += *at;
    return found;
  }

 private:
  Xapian::Database database_;
  Xapian::QueryParser parser_;
};

std::vector<std::string> Keystrokes(const std::vector<std::string>& queries) {
  std::vector<std::string> typed;
  for (const std::string& query : queries) {
    for (size_t length = 1; length <= query.size(); ++length) {
      typed.push_back(query.substr(0, length));
    }
  }
  return typed;
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  const Searcher searcher(*releases);
  const auto scratch = std::make_shared<SearchScratch>();
  const auto codebook = [&, scratch](SearchOptions options, const char* end) {
    return [&searcher, scratch, options, end](const std::string& query) {
      return searcher.Search(query + end, options, *scratch).hits.size();
    };
  };
  const TemporaryFolder folder;
  const auto full_text = std::make_shared<FullText>(*releases);
  const auto xapian = std::make_shared<XapianTitles>(*releases, folder.path());

  std::vector<std::string> queries(std::begin(kQueries), std::end(kQueries));
  const std::vector<std::string> typed = Keystrokes(queries);
  Register("codebook/all", queries, 200,
           codebook({.words = SearchOptions::Words::kAll}, " "));
  Register("codebook/any", queries, 100,
           codebook({.words = SearchOptions::Words::kAny}, " "));
  Register("codebook/search", queries, 100, codebook({}, " "));
  Register("codebook/typed", typed, 20,
           codebook({.words = SearchOptions::Words::kAll}, ""));
  using Words = FullText::Words;
  Register("fts5/all", queries, 10, [=](const std::string& query) {
    return full_text->Search(query, Words::kAll).size();
  });
  Register("fts5/any", queries, 5, [=](const std::string& query) {
    return full_text->Search(query, Words::kAny).size();
  });
  Register("fts5/typed", typed, 2, [=](const std::string& query) {
    return full_text->SearchTyped(query).size();
  });
  Register("xapian/all", queries, 20, [=](const std::string& query) {
    return xapian->Search(query, Xapian::Query::OP_AND, false);
  });
  Register("xapian/any", queries, 20, [=](const std::string& query) {
    return xapian->Search(query, Xapian::Query::OP_OR, false);
  });
  Register("xapian/typed", typed, 2, [=](const std::string& query) {
    return xapian->Search(query, Xapian::Query::OP_AND, true);
  });
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
