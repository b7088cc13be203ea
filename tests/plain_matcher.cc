#include "plain_matcher.h"

#include <re2/re2.h>

#include <algorithm>

#include "chars.h"
#include "pattern_syntax.h"

namespace unboil {
namespace {

using Regex = std::unique_ptr<const re2::RE2>;

// Null for no pattern.
Regex Compile(const std::string& pattern) {
  if (pattern.empty()) return nullptr;
  return std::make_unique<const re2::RE2>(pattern, PatternOptions());
}

bool Finds(const Regex& regex, std::string_view key) {
  return re2::RE2::PartialMatch(key, *regex);
}

}  // namespace

struct PlainMatcher::Rule {
  std::size_t number;
  Unit unit;
  std::size_t max_chars;
  std::size_t need;
  Regex pattern;
  Regex unless;
  std::vector<Regex> concepts;
};

PlainMatcher::PlainMatcher(std::span<const RuleInfo> rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleInfo& info = rules[i];
    if (!info.enabled || (info.pattern.empty() && info.concepts.empty())) {
      continue;
    }
    Rule rule = {i,
                 info.unit,
                 info.max_chars,
                 info.need,
                 Compile(info.pattern),
                 Compile(info.unless),
                 {}};
    for (const std::string& pattern : info.concepts) {
      rule.concepts.push_back(Compile(pattern));
    }
    rules_.push_back(std::move(rule));
  }
}

PlainMatcher::PlainMatcher(PlainMatcher&&) noexcept = default;
PlainMatcher& PlainMatcher::operator=(PlainMatcher&&) noexcept = default;
PlainMatcher::~PlainMatcher() = default;

bool PlainMatcher::Matches(const Rule& rule, std::string_view key) {
  if (rule.max_chars != 0 && CountCodePoints(key) > rule.max_chars) {
    return false;
  }
  if (rule.pattern != nullptr && !Finds(rule.pattern, key)) return false;
  const std::ptrdiff_t found =
      std::count_if(rule.concepts.begin(), rule.concepts.end(),
                    [key](const Regex& regex) { return Finds(regex, key); });
  return static_cast<std::size_t>(found) >= rule.need &&
         (rule.unless == nullptr || !Finds(rule.unless, key));
}

void PlainMatcher::AddSpans(const Rule& rule, std::string_view key,
                            std::size_t line, std::vector<Hit>* hits) {
  re2::StringPiece match;
  for (std::size_t at = 0; rule.pattern->Match(
           key, at, key.size(), re2::RE2::UNANCHORED, &match, 1);) {
    const std::size_t begin =
        static_cast<std::size_t>(match.data() - key.data());
    at = begin + match.size();
    hits->push_back({rule.number, line, line + 1, begin, at});
  }
}

std::vector<Hit> PlainMatcher::Find(const Document& document) const {
  std::vector<Hit> hits;
  for (const Paragraph& paragraph : document.paragraphs()) {
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
      for (const Rule& rule : rules_) {
        if (rule.unit == Unit::kParagraph) {
          if (i == paragraph.first && Matches(rule, document.Key(paragraph))) {
            hits.push_back({rule.number, i, paragraph.last});
          }
        } else if (Matches(rule, document.Key(i))) {
          if (rule.unit == Unit::kLine) {
            hits.push_back({rule.number, i, i + 1});
          } else {
            AddSpans(rule, document.Key(i), i, &hits);
          }
        }
      }
    }
  }
  return hits;
}

std::string ShowHits(std::span<const Hit> hits) {
  std::string shown;
  for (const Hit& hit : hits) {
    if (!shown.empty()) shown += ' ';
    shown += std::to_string(hit.rule) + ':' + std::to_string(hit.first);
    if (hit.last != hit.first + 1) {
      shown += '-' + std::to_string(hit.last - 1);
    }
    if (hit.key_end != 0) {
      shown += '[' + std::to_string(hit.key_begin) + ',' +
               std::to_string(hit.key_end) + ')';
    }
  }
  return shown;
}

}  // namespace unboil
