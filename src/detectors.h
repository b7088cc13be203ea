// The four detectors of repeats. Each drops lines from `lines`, with a twin,
// and looks only at lines that the ones before it left.

#ifndef UNBOIL_DETECTORS_H_
#define UNBOIL_DETECTORS_H_

#include <string_view>
#include <vector>

#include "copies.h"
#include "repeat.h"
#include "standing_lines.h"

namespace unboil {

// A paragraph of prose that stands right behind its equal.
void DropNeighbours(StandingLines* lines);

// What DropBodies can use again for the next document.
struct BodyMemory {
  MatchFinder matches;
  ChainFinder chains;
  std::vector<Match> filled;
};

// A body that stands twice. Also fills in where its copies lie.
void DropBodies(const LineFates& fates, std::string_view title,
                const RepeatOptions& options, BodyMemory* memory,
                StandingLines* lines, RepeatFindings* findings);

// The beginning of a later paragraph, cut off by an ellipsis.
void DropTeasers(StandingLines* lines);

// The headline again: at the head of the document, also with a site's name, and
// above a copy that goes.
void DropHeadlines(std::string_view title, const RepeatFindings& findings,
                   StandingLines* lines);

}  // namespace unboil

#endif  // UNBOIL_DETECTORS_H_
