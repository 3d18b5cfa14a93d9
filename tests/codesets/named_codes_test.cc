// What the words of notes name, in every form that official lists have.

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "codesets/icd10cm/note_references.h"

namespace codebook {
namespace {

// "A00-B99 with 5th=5|6th=5": the range, then what must hold of its codes.
std::string Text(const CodeRange& range) {
  std::string text = range.first.ToString(3);
  if (range.last != range.first) text += "-" + range.last.ToString(3);
  std::string separator = " with ";
  for (const CodeCondition& condition : range.any_of) {
    text += separator;
    if (condition.position == CodeCondition::kAtEnd) {
      text += "end";
    } else if (condition.position == CodeCondition::kInTitle) {
      text += "title";
    } else {
      text += std::to_string(condition.position + 1);
    }
    text += "=" + condition.text;
    separator = "|";
  }
  return text;
}

std::string Texts(const std::vector<CodeRange>& ranges) {
  std::string text;
  for (const CodeRange& range : ranges) {
    text += (text.empty() ? "" : ", ") + Text(range);
  }
  return text;
}

struct Case {
  std::string_view note;
  std::string_view codes;
  std::string_view aside = "";
  bool not_all_read = false;
};

constexpr Case kCases[] = {
    // One code, with and without a dash, and what may stand around it.
    {"cholera (A00)", "A00"},
    {"sequelae (A04.7-)", "A04.7"},
    {"benign neoplasm of testis (D29.2.-)", "D29.2"},
    {"giant cell (M31.5., M31.6)", "M31.5, M31.6"},
    {"gestational diabetes (P70.0).", "P70.0"},
    {"pleural effusion (J91.0))", "J91.0"},
    {"absence of knee joint (Z89.52-", "Z89.52"},
    {"code (B91) to identify previous poliomyelitis", "B91"},
    {"(acute) stent stenosis (T82.855-)", "T82.855"},
    {"insulin pump (Z96.41) of adults (X)", "Z96.41"},
    {"respiratory failure (J96.01XA)", "J96.01XA"},
    // Ranges.
    {"acute infections (J00-J22)", "J00-J22"},
    {"with spaces (A00 - B99)", "A00-B99"},
    {"spondylosis (M47.0-M47.2.-)", "M47.0-M47.2"},
    {"cervical vertebra (S12.0--S12.6.-)", "S12.0-S12.6"},
    {"disorders of infancy (F98.2.-F98.3)", "F98.2-F98.3"},
    {"head injury (S00.- to S09.-)", "S00-S09"},
    {"certain effects (A00-R94 and T80-T88.6, T88.8)",
     "A00-R94, T80-T88.6, T88.8"},
    // Lists.
    {"other infections (J00-J06; J20-J22)", "J00-J06, J20-J22"},
    {"abscess (K50.014, K50.114, K50.914,)", "K50.014, K50.114, K50.914"},
    {"history (Z86.-. Z87.-)", "Z86, Z87"},
    {"in two places (A00) and (B00-B09)", "A00, B00-B09"},
    // Without parentheses.
    {"jaw pain R68.84", "R68.84"},
    {"C44.301, C44.311, C44.391)", "C44.301, C44.311, C44.391"},
    {"code from category T31 or T32", "T31, T32"},
    {"code(s) from F11-F16 and F18-F19 to identify", "F11-F16, F18-F19"},
    {"classifiable to S06.0- to S06.8-code to specified", "S06.0-S06.8"},
    // Conditions.
    {"diabetes (E08-E13 with .42)", "E08-E13 with 4=42"},
    {"diabetes (E08-E13 with .61-)", "E08-E13 with 4=61"},
    {"angiopathy (E08-E13 with .51-.52)", "E08-E13 with 4=51|4=52"},
    {"drug use (F11-F19 with .15. .25, .95)", "F11-F19 with 4=15|4=25|4=95"},
    {"disorder (F10, F13, F19 with .26, .96)",
     "F10 with 4=26|4=96, F13 with 4=26|4=96, F19 with 4=26|4=96"},
    {"dementia (F10-F19, with .17, .27)", "F10-F19 with 4=17|4=27"},
    {"mononucleosis (B27.0-B27.9 with 1)", "B27.0-B27.9 with 5=1"},
    {"mononucleosis (B27.0-B27.9 with .9)", "B27.0-B27.9 with 5=9"},
    {"drug (T36-T50 with fifth or sixth character 5)", "T36-T50 with 5=5|6=5"},
    {"drug (T36-T50 with fifth or six character 5)", "T36-T50 with 5=5|6=5"},
    {"drug (T36-T50 with fifth or sixth character 5", "T36-T50 with 5=5|6=5"},
    {"toxin (T36-T65 with fifth or sixth character 1-4 or 6)",
     "T36-T65 with 5=1|6=1|5=2|6=2|5=3|6=3|5=4|6=4|5=6|6=6"},
    {"salicylates (T39.0-, with sixth character 1-4)",
     "T39.0 with 6=1|6=2|6=3|6=4"},
    {"underdosing (T36-T50) with fifth or sixth character 6",
     "T36-T50 with 5=6|6=6"},
    {"psychosis (F11-F19 with fifth to sixth characters 51)",
     "F11-F19 with 5=51"},
    {"whooping cough (A37 with fifth-character 1)", "A37 with 5=1"},
    {"amnesia (F10-F19 with 5th character .6)", "F10-F19 with 5=6"},
    {"collision (V01-V09 with 5th digit 9)", "V01-V09 with 5=9"},
    {"hypercapnia (J96. with 5th character 2)", "J96 with 5=2"},
    {"open fracture (S42.- with 7th character B or C)", "S42 with 7=B|7=C"},
    {"open fracture (S92.-with 7th character B)", "S92 with 7=B"},
    {"dysphagia (I69. with final characters -91)", "I69 with end=91"},
    {"toxin (T51-T65 with fifth or sixth character to indicate intent)",
     "T51-T65"},
    {"in remission C91.0-C95.9 with 5th character 1", "C91.0-C95.9 with 5=1"},
    // Conditions in words are about titles.
    {"elbow (S52.- with open fracture 7th character)",
     "S52 with title=open fracture"},
    {"see categories E08-E10, E13 with ketoacidosis",
     "E08-E10 with title=ketoacidosis, E13 with title=ketoacidosis"},
    // A condition holds for the codes before it, not for those behind.
    {"neuropathy (E08-E13 with .42, G63)", "E08-E13 with 4=42, G63"},
    // What is said besides.
    {"any condition in I51.4-I51.9 due to hypertension (I11.-)", "I11",
     "I51.4-I51.9"},
    {"(T51-T65) to identify intent for codes T27.4-T27.7", "T51-T65",
     "T27.4-T27.7"},
    {"For codes G31.0-G31.83, use additional code, to identify:", "",
     "G31.0-G31.83"},
    // What only looks like a code.
    {"acute infection", ""},
    {"", ""},
    {"(due to) (in)", ""},
    {"anaplastic CD30-positive lymphoma (C86.6)", "C86.6"},
    {"influenza A/H1N1 (J10.-)", "J10"},
    {"nephrotic syndrome with C3 glomerulopathy (N04.A)", "N04.A"},
    {"hepatic fibrosis, stage F4 (K74.6-)", "K74.6"},
    {"glucose-6-phosphate (G6PD) deficiency (D55.0)", "D55.0"},
    // What was to be one.
    {"alcoholic hallucinations (F1.5)", "", "", true},
    {"venomous amphibians (T63.81-R63.83)", "T63.81-R63.83", "", true},
};

TEST(ParseNamedCodesTest, ReadsWhatOfficialListsHave) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.note);
    const NamedCodes named = ParseNamedCodes(c.note);
    EXPECT_EQ(Texts(named.codes), c.codes);
    EXPECT_EQ(Texts(named.aside), c.aside);
    EXPECT_EQ(named.not_all_read, c.not_all_read);
  }
}

// Whatever is in a note, reading it ends and stays within it.
TEST(ParseNamedCodesTest, SurvivesWhatIsNoNote) {
  const std::string note =
      "see (E08-E13 with .42, F1.5; T36-T50 with fifth or sixth character "
      "1-4 or 6) S06.0- to S06.6- I69. with final characters -23 (A00";
  for (size_t begin = 0; begin < note.size(); ++begin) {
    for (size_t size = 0; size <= note.size() - begin; ++size) {
      const std::string part = note.substr(begin, size);
      EXPECT_LE(ParseNamedCodes(part).codes.size(), part.size());
    }
  }
  EXPECT_EQ(ParseNamedCodes(std::string(100'000, '(')).codes.size(), 0u);
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "(A00 with B) ";
  EXPECT_EQ(ParseNamedCodes(many).codes.size(), 20'000u);
}

TabularNote NoteOf(NoteKind kind, uint32_t block, std::string_view text) {
  return {.node = 0, .kind = kind, .block = block, .text = text};
}

TEST(NoteReferenceReaderTest, AHeadingHoldsForItsList) {
  using Flags = NoteReferenceRecord;
  const TabularNode owner{.kind = Kind::kCategory,
                          .code = *Code::Parse("G31", 3)};
  NoteReferenceReader reader;
  const auto heading = reader.Read(
      NoteOf(NoteKind::kUseAdditionalCode, 1,
             "For codes G31.0-G31.83, use additional code, if applicable, to "
             "identify conditions such as:"),
      owner);
  EXPECT_EQ(heading.flags,
            Flags::kHeading | Flags::kIfApplicable | Flags::kExamples);
  EXPECT_EQ(Texts(heading.scope), "G31.0-G31.83");
  const auto item = reader.Read(
      NoteOf(NoteKind::kUseAdditionalCode, 1, "dementia (F02.8-)"), owner);
  EXPECT_EQ(item.flags, Flags::kItem | Flags::kNamesCode |
                            Flags::kIfApplicable | Flags::kExamples);
  EXPECT_EQ(Texts(item.scope), "G31.0-G31.83");
  // Another list has nothing to do with it.
  const auto other = reader.Read(
      NoteOf(NoteKind::kUseAdditionalCode, 2, "dementia (F02.8-)"), owner);
  EXPECT_EQ(other.flags, Flags::kNamesCode);
  EXPECT_EQ(Texts(other.scope), "");
}

TEST(NoteReferenceReaderTest, CodesAsideAreAScopeOnlyUnderTheNode) {
  const TabularNode i51{.kind = Kind::kCategory,
                        .code = *Code::Parse("I51", 3)};
  const TabularNode j60{.kind = Kind::kCategory,
                        .code = *Code::Parse("J60", 3)};
  const TabularNode section{.kind = Kind::kSection, .name = "A15-A19"};
  const auto scope = [](const TabularNode& owner, std::string_view text) {
    return Texts(NoteReferenceReader()
                     .Read(NoteOf(NoteKind::kExcludes1, 0, text), owner)
                     .scope);
  };
  EXPECT_EQ(scope(i51, "any condition in I51.4-I51.9 due to (I11.-)"),
            "I51.4-I51.9");
  EXPECT_EQ(scope(j60, "tuberculosis, any type in A15 (J65)"), "");
  EXPECT_EQ(scope(section, "tuberculosis, any type in A15 (J65)"), "A15");
}

}  // namespace
}  // namespace codebook
