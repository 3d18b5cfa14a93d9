#include "engine/index_terms.h"

#include <limits>
#include <string>
#include <vector>

#include "engine/code_set.h"
#include "gmock/gmock.h"
#include "tests/small_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

class IndexTermsTest : public testing::Test {
 protected:
  std::vector<std::string> LinksOf(TermId term) const {
    std::vector<std::string> links;
    for (const IndexLink& link : index_.Links(term)) {
      links.push_back(std::string(LinkKindName(link.kind)) + " " +
                      std::to_string(link.column) + " " +
                      std::string(link.text));
    }
    return links;
  }

  const CodeSetPtr release_ = OpenImage(SmallListImage());
  const IndexTerms& index_ = release_->index_terms();
};

TEST_F(IndexTermsTest, HasTheListsWithTheirColumns) {
  const std::vector<IndexList> lists = index_.Lists();
  ASSERT_EQ(lists.size(), 2u);
  EXPECT_EQ(lists[0].kind, IndexKind::kDiseases);
  EXPECT_EQ(lists[0].title, "Index of diseases");
  EXPECT_EQ(lists[0].first, 0u);
  EXPECT_EQ(lists[0].end, 4u);
  EXPECT_TRUE(lists[0].columns.empty());
  EXPECT_EQ(lists[1].kind, IndexKind::kNeoplasms);
  ASSERT_EQ(lists[1].columns.size(), 2u);
  EXPECT_EQ(lists[1].columns[0].number, 2u);
  EXPECT_EQ(lists[1].columns[0].heading, "Malignant");
  EXPECT_EQ(lists[1].columns[1].heading, "Benign");
  EXPECT_EQ(index_.ListOf(3)->kind, IndexKind::kDiseases);
  EXPECT_EQ(index_.ListOf(4)->kind, IndexKind::kNeoplasms);
  EXPECT_FALSE(index_.ListOf(5));
}

TEST_F(IndexTermsTest, TermsAreATree) {
  EXPECT_EQ(index_.term_count(), 5u);
  EXPECT_EQ(index_.title(0), "Fracture (closed)");
  EXPECT_EQ(index_.words(0), "Fracture");
  EXPECT_FALSE(index_.parent(0));
  EXPECT_EQ(index_.parent(2), TermId{1});
  EXPECT_THAT(index_.Children(0), ElementsAre(1));
  EXPECT_THAT(index_.Children(1), ElementsAre(2));
  EXPECT_THAT(index_.Children(2), ElementsAre());
  EXPECT_THAT(index_.Path(2), ElementsAre(0, 1, 2));
  EXPECT_EQ(index_.end(0), 3u);
}

TEST_F(IndexTermsTest, LinksAreAsPrinted) {
  EXPECT_THAT(LinksOf(0), ElementsAre("see_also 0 Injury"));
  EXPECT_THAT(LinksOf(2),
              ElementsAre("code 0 S52.50-", "manifestation 0 Z99.0"));
  EXPECT_THAT(LinksOf(4), ElementsAre("code 2 C44.0"));
}

TEST_F(IndexTermsTest, ATermOutOfRangeIsEmpty) {
  for (const TermId term : {5u, std::numeric_limits<TermId>::max()}) {
    EXPECT_EQ(index_.title(term), "");
    EXPECT_FALSE(index_.parent(term));
    EXPECT_THAT(index_.Children(term), ElementsAre());
    EXPECT_THAT(index_.Path(term), ElementsAre());
    EXPECT_THAT(LinksOf(term), ElementsAre());
  }
  EXPECT_TRUE(OpenImage(SmallTablesImage())->index_terms().empty());
}

}  // namespace
}  // namespace codebook
