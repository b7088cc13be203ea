// Paragraphs of a news story, long enough to be taken for a body where they
// stand twice.

#ifndef UNBOIL_TESTS_UNIT_BRIDGE_STORY_H_
#define UNBOIL_TESTS_UNIT_BRIDGE_STORY_H_

#include <string_view>

namespace unboil {

inline constexpr std::string_view kHeadline = "Old bridge shut for a year\n";
inline constexpr std::string_view kFirst =
    "The old bridge over the river was shut this morning, and nobody in the "
    "town can say how long the work is going to take.\n";
inline constexpr std::string_view kSecond =
    "Boats that wait for the morning tide now lie at the new quay, where the "
    "water is deep enough even in a dry summer.\n";
inline constexpr std::string_view kThird =
    "The mayor hopes for a wooden bridge beside it, which could be built in "
    "three weeks if only somebody paid for the planks.\n";

}  // namespace unboil

#endif  // UNBOIL_TESTS_UNIT_BRIDGE_STORY_H_
