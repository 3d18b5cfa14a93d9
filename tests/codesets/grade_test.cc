// What is right, nearly right and wrong, and what it is worth.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/codesets/grade_fixture.h"

namespace codebook {
namespace {

// The mark of one entry where one code is asked for.
struct NearMissCase {
  std::string_view wanted;
  std::string_view entered;
  std::string_view mark;
  double score;
  std::string_view reason;
};

class NearMissTest : public testing::TestWithParam<NearMissCase> {};

TEST_P(NearMissTest, NamesWhatDiffers) {
  const NearMissCase& c = GetParam();
  const Exercise exercise(R"({"question":"q","form":"single","code":")" +
                          std::string(c.wanted) + "\"}");
  const Answer answer{.learner = {},
                      .question = "q",
                      .entries = {{Role::kCode, std::string(c.entered)}}};
  const GradeResult result = exercise.Grade(answer);
  EXPECT_EQ(MarksOf(result),
            std::string(c.entered) + ":" + std::string(c.mark));
  EXPECT_DOUBLE_EQ(result.score, c.score);
  EXPECT_EQ(result.entries[0].reason, c.reason);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, NearMissTest,
    testing::Values(
        NearMissCase{"S52.501A", " s52501a ", "correct", 1, ""},
        NearMissCase{"S52.501A", "S5.2501A", "correct", 1, ""},
        NearMissCase{
            "S52.501A", "S52.501", "near-miss:seventh-character", 0.5,
            "the seventh character is missing: A (initial encounter for "
            "closed fracture), which makes it S52.501A"},
        NearMissCase{
            "S52.501A", "S52.501B", "near-miss:seventh-character", 0.5,
            "the seventh character is B (initial encounter for open fracture "
            "type I or II); expected A (initial encounter for closed "
            "fracture)"},
        NearMissCase{
            "S52.501A", "S52.501Z", "near-miss:seventh-character", 0.5,
            "the seventh character is Z, which is none of this code; expected "
            "A (initial encounter for closed fracture)"},
        NearMissCase{"W21.89XA", "W21.89", "near-miss:seventh-character", 0.5,
                     "the seventh character is missing: A (initial encounter), "
                     "which makes it W21.89XA"},
        NearMissCase{"W21.89XA", "W21.89A", "near-miss:placeholder", 0.75,
                     "the placeholder X belongs at character 6: W21.89XA"},
        NearMissCase{"W08.XXXA", "W08.A", "near-miss:placeholder", 0.75,
                     "the placeholder X belongs at character 4: W08.XXXA"},
        NearMissCase{
            "S52.501A", "S52.502A", "near-miss:laterality", 0.5,
            "the side is not the one asked for: S52.502A (Unspecified fracture "
            "of the lower end of left radius, initial encounter for closed "
            "fracture); expected S52.501A (Unspecified fracture of the lower "
            "end of right radius, initial encounter for closed fracture)"},
        NearMissCase{
            "C50.911", "C50.919", "near-miss:laterality", 0.5,
            "the side is not the one asked for: C50.919 (Malignant neoplasm of "
            "unspecified site of unspecified female breast); expected C50.911 "
            "(Malignant neoplasm of unspecified site of right female breast)"},
        // A seventh character that tells the side is a side.
        NearMissCase{
            "E11.3211", "E11.3213", "near-miss:laterality", 0.5,
            "the side is not the one asked for: E11.3213 (Type 2 diabetes "
            "mellitus with mild nonproliferative diabetic retinopathy with "
            "macular edema, bilateral); expected E11.3211 (Type 2 diabetes "
            "mellitus with mild nonproliferative diabetic retinopathy with "
            "macular edema, right eye)"},
        NearMissCase{"A00.0", "A00", "near-miss:parent", 0.25,
                     "not specific enough: A00 (Cholera) is above what is "
                     "expected, A00.0 (Cholera due to Vibrio cholerae 01, "
                     "biovar cholerae)"},
        NearMissCase{
            "0DB64ZX", "0DB6", "near-miss:parent", 0.25,
            "0DB6 is only the beginning of 0DB64ZX; what is missing: Approach "
            "4 (Percutaneous Endoscopic), Device Z (No Device), Qualifier X "
            "(Diagnostic)"},
        NearMissCase{"0DB64ZX", "0DB60ZX", "near-miss:axis:Approach", 0.5,
                     "character 5, Approach, is 0 (Open); expected 4 "
                     "(Percutaneous Endoscopic)"},
        NearMissCase{"0DB64ZX", "0DB6XZX", "near-miss:axis:Approach", 0.5,
                     "character 5, Approach, is X (0DB6XZX is no code); "
                     "expected 4 (Percutaneous Endoscopic)"},
        NearMissCase{"0DTJ4ZZ", "0DBJ4ZZ", "near-miss:axis:Operation", 0.5,
                     "character 3, Operation, is B (0DBJ4ZZ is no code); "
                     "expected T (Resection)"},
        NearMissCase{"A00.0", "A00.9", "near-miss:last-character", 0.5,
                     "the last character is 9 instead of 0: A00.9 (Cholera, "
                     "unspecified); expected A00.0 (Cholera due to Vibrio "
                     "cholerae 01, biovar cholerae)"},
        NearMissCase{"A04.71", "A04.01", "near-miss:character", 0.25,
                     "character 4 is 0 instead of 7: A04.01 is no code; "
                     "expected A04.71 (Enterocolitis due to Clostridium "
                     "difficile, recurrent)"},
        NearMissCase{"E11.9", "E10.9", "near-miss:category", 0,
                     "character 3, of the category, is 0 instead of 1: E10.9 "
                     "(Type 1 diabetes mellitus without complications); "
                     "expected E11.9 (Type 2 diabetes mellitus without "
                     "complications)"},
        NearMissCase{"S52.501A", "S25.501A", "near-miss:typing", 0.25,
                     "slip of the hand at character 2: two characters are "
                     "exchanged; expected S52.501A (Unspecified fracture of "
                     "the lower end of right radius, initial encounter for "
                     "closed fracture)"},
        NearMissCase{"S52.501A", "S52.5O1A", "near-miss:typing", 0.25,
                     "slip of the hand at character 5: letter and digit that "
                     "look alike are confused; expected S52.501A (Unspecified "
                     "fracture of the lower end of right radius, initial "
                     "encounter for closed fracture)"},
        NearMissCase{"S52.501A", "S52.01A", "near-miss:typing", 0.25,
                     "slip of the hand at character 4: a character is left "
                     "out; expected S52.501A (Unspecified fracture of the "
                     "lower end of right radius, initial encounter for closed "
                     "fracture)"},
        NearMissCase{"S52.501A", "S52.5501A", "near-miss:typing", 0.25,
                     "slip of the hand at character 5: a character too many; "
                     "expected S52.501A (Unspecified fracture of the lower end "
                     "of right radius, initial encounter for closed "
                     "fracture)"},
        NearMissCase{
            "S30.11XA", "S30.1XXA", "near-miss:retired", 0.25,
            "S30.1XXA is retired, last in icd10cm@2024-10-01; its place took "
            "S30.11XA (Contusion of abdominal wall, initial encounter)"},
        NearMissCase{"90001-01", "90001", "near-miss:modifier", 0.5,
                     "the right code with other modifiers; expected 90001-01"},
        NearMissCase{"90001-01-02", "90001-02-01", "correct", 1, ""}));

}  // namespace
}  // namespace codebook
