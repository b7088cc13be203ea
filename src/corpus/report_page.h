// One self-contained HTML page for reviewing what goes out of documents,
// written piece by piece, so that memory does not grow with the corpus.
//
//   ReportPage page;
//   page.Begin({.sides = {"built-in rules, level 2"}}, &out);
//   for (each document out of which something goes) {
//     std::string piece;
//     AppendPageDocument(document, &piece);  // in any thread
//     page.Add(piece, &out);                 // in order
//   }
//   page.End(rules, counts, &out);
//
// `out` may be written away and cleared between the calls. The page holds its
// data as JSON without a `<` in it, so no text of a document can end the
// element that holds it or begin another; its script (page/page.js) turns texts
// into text nodes and nothing else.

#ifndef UNBOIL_CORPUS_REPORT_PAGE_H_
#define UNBOIL_CORPUS_REPORT_PAGE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// What became of a marked range. Without a comparison all are kGone.
enum class PageChange {
  kGone = 0,       // in a comparison: on both sides
  kNewlyGone = 1,  // kept by the side before
  kNewlyKept = 2,  // gone on the side before
};

struct PageMark {
  Range range;           // bytes of the document's text
  std::size_t rule = 0;  // index into the rules that End is given
  std::optional<Range> twin;
  PageChange change = PageChange::kGone;
};

// Any bytes may be the name and the text.
struct PageDocument {
  std::string_view name;
  std::string_view text;
  std::span<const PageMark> marks;  // in order; they do not overlap
};

struct PageRule {
  std::string_view id;
  std::string_view why;
  Level level = Level::kSafe;
};

// Of all documents, also those that are not on the page.
struct PageCounts {
  std::size_t documents = 0;
  std::size_t changed = 0;  // documents
  std::size_t bytes = 0;
  std::size_t removed = 0;  // bytes; in a comparison those with another fate
};

struct PageSides {
  bool compare = false;
  std::vector<std::string> sides;  // in words: one, or before and now
};

// Appends a piece for ReportPage::Add. Several documents may be appended to one
// string. Time is linear in the text.
void AppendPageDocument(const PageDocument& document, std::string* out);

// Writes one page: Begin, any number of pieces, End.
class ReportPage {
 public:
  void Begin(const PageSides& sides, std::string* out);

  // What AppendPageDocument made of a document, of several, or of none.
  void Add(std::string_view documents, std::string* out);

  void End(std::span<const PageRule> rules, const PageCounts& counts,
           std::string* out);

 private:
  bool is_first_ = true;
};

}  // namespace unboil

#endif  // UNBOIL_CORPUS_REPORT_PAGE_H_
