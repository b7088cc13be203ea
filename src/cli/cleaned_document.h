// A document and what Clean found in it: what the listing, the diff and the
// report are made of.

#ifndef UNBOIL_CLI_CLEANED_DOCUMENT_H_
#define UNBOIL_CLI_CLEANED_DOCUMENT_H_

#include <span>
#include <string_view>

#include "unboil/unboil.h"

namespace unboil {

struct CleanedDocument {
  std::string_view name;
  std::string_view text;
  std::span<const Removal> removals;
  bool refused = false;
  std::span<const RuleInfo> rules;
};

}  // namespace unboil

#endif  // UNBOIL_CLI_CLEANED_DOCUMENT_H_
