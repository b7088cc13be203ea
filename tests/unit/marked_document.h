// A document for tests, with what goes in braces:
//
//   MarkedDocument page("A story.\n{View original\n}");
//   page.removals[0].rule = 1;  // t.label
//   AppendDiff(page.Cleaned("page.txt"), /*color=*/false, &out);

#ifndef UNBOIL_TESTS_UNIT_MARKED_DOCUMENT_H_
#define UNBOIL_TESTS_UNIT_MARKED_DOCUMENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/cleaned_document.h"
#include "unboil/unboil.h"

namespace unboil {

struct MarkedDocument {
  explicit MarkedDocument(std::string_view marked) {
    for (const char c : marked) {
      if (c == '{') {
        removals.emplace_back().range.begin = text.size();
      } else if (c == '}') {
        removals.back().range.end = text.size();
      } else {
        text += c;
      }
    }
    for (const char* id : {"t.more", "t.label", "t.copy"}) {
      rules.emplace_back().id = id;
    }
  }

  // Where `part` stands first.
  Range Find(std::string_view part) const {
    const std::size_t begin = text.find(part);
    return {begin, begin + part.size()};
  }

  CleanedDocument Cleaned(std::string_view name = "page") const {
    return {name, text, removals, false, rules};
  }

  std::string text;
  std::vector<Removal> removals;
  std::vector<RuleInfo> rules;
};

}  // namespace unboil

#endif  // UNBOIL_TESTS_UNIT_MARKED_DOCUMENT_H_
