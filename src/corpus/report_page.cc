#include "corpus/report_page.h"

#include "corpus/page/page.h"
#include "io/json_text.h"
#include "io/offset_map.h"

namespace unboil {
namespace {

constexpr std::string_view kCssPlace = "{{page.css}}";
constexpr std::string_view kDataPlace = "{{data}}";
constexpr std::string_view kJsPlace = "{{page.js}}";

// Before each document of a piece; ReportPage::Add drops the first of all.
constexpr char kSeparator = ',';

// A JSON string that may stand within <script>: `<` is the only character with
// which anything could begin there, and in JSON it stands in strings only.
void AppendString(std::string_view text, std::string* out) {
  std::string quoted;
  AppendJsonString(text, &quoted);
  for (const char c : quoted) {
    if (c == '<') {
      *out += "\\u003c";
    } else {
      *out += c;
    }
  }
}

std::vector<Range> RangesOf(std::span<const PageMark> marks) {
  std::vector<Range> ranges;
  for (const PageMark& mark : marks) {
    ranges.push_back(mark.range);
    if (mark.twin) ranges.push_back(*mark.twin);
  }
  return ranges;
}

// [begin, end, rule, change] and, of a repeat, the range of its twin.
void AppendMark(const PageMark& mark, const OffsetMap& map, std::string* out) {
  const Range range = map(mark.range);
  *out += '[' + std::to_string(range.begin) + ',' + std::to_string(range.end) +
          ',' + std::to_string(mark.rule) + ',' +
          std::to_string(static_cast<int>(mark.change));
  if (mark.twin) {
    const Range twin = map(*mark.twin);
    *out += ',' + std::to_string(twin.begin) + ',' + std::to_string(twin.end);
  }
  *out += ']';
}

// The page's text from behind `from`, or its start, up to `to`, or its end.
std::string_view Between(std::string_view from, std::string_view to) {
  std::string_view part = kPageHtml;
  if (!to.empty()) part = part.substr(0, part.find(to));
  if (!from.empty()) part = part.substr(part.find(from) + from.size());
  return part;
}

}  // namespace

void AppendPageDocument(const PageDocument& document, std::string* out) {
  const OffsetMap map(document.text, RangesOf(document.marks),
                      OffsetUnit::kUtf16);
  *out += kSeparator;
  *out += "\n{\"name\":";
  AppendString(document.name, out);
  *out += ",\"text\":";
  AppendString(document.text, out);
  *out += ",\"marks\":[";
  for (std::size_t i = 0; i < document.marks.size(); ++i) {
    if (i > 0) *out += ',';
    AppendMark(document.marks[i], map, out);
  }
  *out += "]}";
}

void ReportPage::Begin(const PageSides& sides, std::string* out) {
  *out += Between("", kCssPlace);
  *out += kPageCss;
  *out += Between(kCssPlace, kDataPlace);
  *out += "{\"compare\":";
  *out += sides.compare ? "true" : "false";
  *out += ",\"sides\":[";
  for (std::size_t i = 0; i < sides.sides.size(); ++i) {
    if (i > 0) *out += ',';
    AppendString(sides.sides[i], out);
  }
  *out += "],\"documents\":[";
}

void ReportPage::Add(std::string_view documents, std::string* out) {
  if (documents.empty()) return;
  if (is_first_) documents.remove_prefix(1);
  is_first_ = false;
  *out += documents;
}

void ReportPage::End(std::span<const PageRule> rules, const PageCounts& counts,
                     std::string* out) {
  *out += "\n],\"rules\":[";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    *out += i > 0 ? ",\n{\"id\":" : "\n{\"id\":";
    AppendString(rules[i].id, out);
    *out += ",\"why\":";
    AppendString(rules[i].why, out);
    AppendJsonMember("level", static_cast<std::size_t>(rules[i].level), out);
    *out += '}';
  }
  *out += "\n],\"counts\":{";
  AppendJsonMember("documents", counts.documents, out);
  AppendJsonMember("changed", counts.changed, out);
  AppendJsonMember("bytes", counts.bytes, out);
  AppendJsonMember("removed", counts.removed, out);
  *out += "}}";
  *out += Between(kDataPlace, kJsPlace);
  *out += kPageJs;
  *out += Between(kJsPlace, "");
}

}  // namespace unboil
