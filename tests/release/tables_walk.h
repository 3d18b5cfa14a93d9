// The tables of ICD-10-PCS, walked without the reader under test.

#ifndef CODEBOOK_TESTS_RELEASE_TABLES_WALK_H_
#define CODEBOOK_TESTS_RELEASE_TABLES_WALK_H_

#include <gtest/gtest.h>

#include <array>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace codebook {

struct WalkedValue {
  char character;
  std::string label;
};

struct WalkedAxis {
  std::string name;
  std::string definition;
  std::vector<WalkedValue> values;
};

struct WalkedRow {
  // Three characters.
  std::string table;
  std::array<WalkedAxis, 7> axes;
};

namespace tables_walk {

inline void ReadAxes(pugi::xml_node parent, WalkedRow& row) {
  for (auto axis : parent.children("axis")) {
    WalkedAxis& read = row.axes.at(axis.attribute("pos").as_uint() - 1);
    read.name = axis.child_value("title");
    read.definition = axis.child_value("definition");
    for (auto label : axis.children("label")) {
      read.values.push_back(
          {*label.attribute("code").value(), label.child_value()});
    }
  }
}

}  // namespace tables_walk

// Every row, in the order of the file.
inline std::vector<WalkedRow> WalkTables(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(xml.data(), xml.size()));
  std::vector<WalkedRow> rows;
  for (auto table : document.child("ICD10PCS.tabular").children("pcsTable")) {
    WalkedRow head;
    tables_walk::ReadAxes(table, head);
    for (size_t axis = 0; axis < 3; ++axis) {
      head.table += head.axes[axis].values.at(0).character;
    }
    for (auto element : table.children("pcsRow")) {
      rows.push_back(head);
      tables_walk::ReadAxes(element, rows.back());
    }
  }
  return rows;
}

// Every code that the row gives.
inline std::vector<std::string> CodesOf(const WalkedRow& row) {
  std::vector<std::string> codes = {row.table};
  for (size_t axis = 3; axis < row.axes.size(); ++axis) {
    std::vector<std::string> longer;
    for (const std::string& code : codes) {
      for (const WalkedValue& value : row.axes[axis].values) {
        longer.push_back(code + value.character);
      }
    }
    codes = std::move(longer);
  }
  return codes;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_TABLES_WALK_H_
