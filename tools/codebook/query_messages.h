// What commands that look for words say about the query itself.

#ifndef CODEBOOK_TOOLS_CODEBOOK_QUERY_MESSAGES_H_
#define CODEBOOK_TOOLS_CODEBOOK_QUERY_MESSAGES_H_

#include "codesets/query_words.h"
#include "engine/concat.h"
#include "tools/codebook/command.h"

namespace codebook {

inline void TellIfCut(const Query& query) {
  if (!query.cut) return;
  if (query.words.size() == 1) {
    Complain("the query is too long: only its first word is looked for");
    return;
  }
  Complain(Concat("the query is too long: only its first ", query.words.size(),
                  " different words are looked for"));
}

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_QUERY_MESSAGES_H_
