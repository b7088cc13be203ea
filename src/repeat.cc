#include "repeat.h"

#include <algorithm>

#include "detectors.h"
#include "standing_lines.h"

namespace unboil {
namespace {

std::vector<RuleInfo> MakeRepeatRules() {
  constexpr std::string_view kFile = "(detector)";
  const auto rule = [kFile](std::string_view name, std::string_view why,
                            std::vector<std::string> remove,
                            std::vector<std::string> keep) {
    RuleInfo info;
    info.id = "any.repeat." + std::string(name);
    info.why = why;
    info.unit = Unit::kParagraph;
    info.remove_examples = std::move(remove);
    info.keep_examples = std::move(keep);
    info.file = kFile;
    return info;
  };
  return {
      rule("body",
           "A body that stands twice was published twice; one copy is kept.",
           {"The second of two runs of paragraphs that say the same.",
            "The first of them, when only the second stands under a headline."},
           {"A paragraph of one copy that the other lacks."}),
      rule("headline",
           "A headline that stands again, perhaps with the site's name, was "
           "put there by a page and not by the author.",
           {"The second of two equal lines at the head of a document.",
            "\"Title | Site\" beside \"Title\"."},
           {"A refrain, a row of a table, a line of dialogue."}),
      rule("teaser",
           "The beginning of a later paragraph, cut off by an ellipsis, was "
           "made by a page that shows beginnings.",
           {"\"The bank raised its rate on Tuesday and said that...\" above "
            "the paragraph that begins so.",
            "The same with \"[...]\"."},
           {"A sentence that its author left open, and that none completes."}),
      rule("paragraph",
           "A paragraph right behind its equal is a slip of the publisher.",
           {"The second of two equal paragraphs in a row.",
            "The second and the third of three."},
           {"A refrain; a clause that stands again some paragraphs later."}),
  };
}

// What is worth keeping from one document to the next.
struct Memory {
  StandingLines lines;
  BodyMemory body;
};

Memory& ThreadMemory() {
  thread_local Memory memory;
  return memory;
}

}  // namespace

std::span<const RuleInfo> RepeatRules() {
  static const std::vector<RuleInfo> kRules = MakeRepeatRules();
  return kRules;
}

void FindRepeats(const Document& document, const LineFates& fates,
                 std::string_view title, const RepeatOptions& options,
                 RepeatFindings* findings) {
  const auto enabled = [&options](Detector detector) {
    return options.enabled[static_cast<std::size_t>(detector)];
  };
  findings->repeats.clear();
  findings->in_copy.assign(document.lines().size(), 0);
  findings->starts_copy.assign(document.lines().size(), 0);
  findings->ends_copy.assign(document.lines().size(), 0);
  if (options.keep == Repeats::kOff || !StandingLines::CanHold(document))
    return;

  Memory& memory = ThreadMemory();
  StandingLines& lines = memory.lines;
  lines.Assign(document, fates.taken);
  // Neighbours first: in "p p q q" the copies of a body would begin anywhere.
  if (enabled(Detector::kParagraph)) DropNeighbours(&lines);
  if (enabled(Detector::kBody)) {
    DropBodies(fates, title, options, &memory.body, &lines, findings);
  }
  if (enabled(Detector::kTeaser)) DropTeasers(&lines);
  if (enabled(Detector::kHeadline)) DropHeadlines(title, *findings, &lines);
  findings->repeats = lines.Settle();
  // A huge document does not hold its memory for ever.
  constexpr std::size_t kManyWords = std::size_t{1} << 18;
  if (lines.words().size() > kManyWords) memory = Memory();
}

}  // namespace unboil
