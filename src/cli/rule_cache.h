// RuleCache: what compiling rule files came to, kept for the next run.
//
//   RuleCache cache("/home/ann/.cache/unboil", DigestOfProgram());
//   CompiledSources compiled = cache.Compile(sources);
//
// A file of the cache belongs to one list of sources and one build of the
// program. Its name is a digest of both, so after a change of a rule, or with a
// new unboil, there is no such file, and nothing in a file can be stale. It
// holds
//
//   words 0-1   a digest of its name and of all other words
//   words 2-    the image (compiled_sources.h)
//
// and is believed only if that digest is right and nobody but the user can have
// written it. Whatever else stands there is as good as nothing, and is
// replaced. A cache only saves time: where it cannot be read or written, nobody
// is told.

#ifndef UNBOIL_CLI_RULE_CACHE_H_
#define UNBOIL_CLI_RULE_CACHE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "compiled_sources.h"
#include "unboil/unboil.h"

namespace unboil {

class RuleCache {
 public:
  // When a file is written, those go that no run has used for so many days, and
  // of the others all but so many.
  static constexpr int kDays = 30;
  static constexpr std::size_t kFiles = 16;

  // `build` tells this program from all others. The folder need not exist.
  RuleCache(std::string folder, std::string build)
      : folder_(std::move(folder)), build_(std::move(build)) {}

  // The same as CompileSources. What has a fault is not kept.
  CompiledSources Compile(std::span<const Source> sources) const;

 private:
  std::string NameFor(std::span<const Source> sources) const;

  std::string folder_;
  std::string build_;
};

// CompileSources with the user's cache, which is in $XDG_CACHE_HOME/unboil, or
// else in ~/.cache/unboil, and off with UNBOIL_CACHE=off. Small rule files do
// without: they are compiled before the program has been told from others.
CompiledSources CompileWithUsersCache(std::span<const Source> sources);

}  // namespace unboil

#endif  // UNBOIL_CLI_RULE_CACHE_H_
