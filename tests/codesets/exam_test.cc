// A whole exam on the sample releases.

#include <gtest/gtest.h>

#include "codesets/sample/sample.h"
#include "tests/codesets/exam_fixture.h"

namespace codebook {
namespace {

TEST(Exam, OfTheSampleIsGradedAsWrittenByHand) {
  TestExam(SampleCatalog(), "sample", 70);
}

}  // namespace
}  // namespace codebook
