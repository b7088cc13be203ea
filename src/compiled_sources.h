// Rule files on their way to a rule set, in two steps:
//
//   CompiledSources compiled = CompileSources(sources);
//   Result<RuleSet> rules = MakeRuleSet(sources, compiled, options);
//
// The first step takes the time: it reads TOML, asks RE2 and examines patterns.
// It does not depend on options, and what it comes to is an image (image.h), so
// a program may keep the image and take only the second step from then on.
// RuleSet::Parse takes both.

#ifndef UNBOIL_COMPILED_SOURCES_H_
#define UNBOIL_COMPILED_SOURCES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

struct CompiledSources {
  // The rules of the sources, and what these switch off; up to a source that
  // has a fault.
  std::shared_ptr<const std::vector<std::uint64_t>> image;
  std::optional<Error> fault;
};

CompiledSources CompileSources(std::span<const Source> sources);

// Also finds what depends on the options: an id that a built-in rule has, or
// one to be switched on or off that no rule has. REQUIRES: `compiled` is what
// CompileSources of this very build made of `sources`.
Result<RuleSet> MakeRuleSet(std::span<const Source> sources,
                            const CompiledSources& compiled,
                            const Options& options);

}  // namespace unboil

#endif  // UNBOIL_COMPILED_SOURCES_H_
