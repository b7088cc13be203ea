#include "cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <vector>

#include "chars.h"
#include "corpus/case_file.h"
#include "io/file.h"

namespace unboil {
namespace {

void AppendRange(Range range, std::string* out) {
  *out +=
      '[' + std::to_string(range.begin) + ',' + std::to_string(range.end) + ']';
}

// The line that holds byte `offset`, as an index.
std::size_t LineAt(std::span<const JudgedLine> lines, std::size_t offset) {
  const auto after =
      std::upper_bound(lines.begin(), lines.end(), offset,
                       [](std::size_t at, const JudgedLine& line) {
                         return at < line.line.end;
                       });
  return static_cast<std::size_t>(after - lines.begin());
}

bool Touches(const Removal& removal, const JudgedLine& line) {
  return removal.range.begin < line.line.end &&
         removal.range.end > line.line.begin;
}

// "any.repeat.body = 1": who took from a line, and the twin's line.
std::string OwnerLabel(const Removal& removal,
                       std::span<const JudgedLine> lines,
                       std::span<const RuleInfo> rules) {
  std::string label = rules[removal.rule].id;
  if (removal.twin) {
    label += " = " + std::to_string(LineAt(lines, removal.twin->begin) + 1);
  }
  return label;
}

// A label for each line: empty for those that stay.
std::vector<std::string> LabelLines(const CleanedDocument& document,
                                    std::span<const JudgedLine> lines) {
  std::vector<std::string> labels(lines.size());
  std::size_t first = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::span<const Removal> removals = document.removals;
    while (first < removals.size() &&
           removals[first].range.end <= lines[i].line.begin) {
      ++first;
    }
    if (lines[i].verdict == Verdict::kKept) continue;
    std::vector<std::string> owners;  // each once
    for (std::size_t r = first;
         r < removals.size() && Touches(removals[r], lines[i]); ++r) {
      std::string label = OwnerLabel(removals[r], lines, document.rules);
      if (std::find(owners.begin(), owners.end(), label) != owners.end()) {
        continue;
      }
      labels[i] += (owners.empty() ? "" : ", ") + label;
      owners.push_back(std::move(label));
    }
  }
  return labels;
}

std::string Pad(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string PadLeft(std::string text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string Summary(const CleanedDocument& document,
                    std::span<const JudgedLine> lines) {
  const std::size_t removed = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const JudgedLine& line) {
        return line.verdict == Verdict::kRemoved;
      }));
  const std::size_t cut = static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(),
      [](const JudgedLine& line) { return line.verdict == Verdict::kCut; }));
  std::string summary = EscapeLine(document.name) + ": ";
  if (document.refused) summary += "refused; ";
  if (removed == 0 && cut == 0) return summary + "nothing goes";
  summary += std::to_string(removed) + " of " + std::to_string(lines.size()) +
             (lines.size() == 1 ? " line" : " lines") +
             (removed == 1 || lines.size() == 1 ? " goes" : " go");
  if (cut > 0) summary += ", " + std::to_string(cut) + " cut inside";
  return summary;
}

void AppendTrimmed(std::string line, std::string* out) {
  line.resize(line.find_last_not_of(' ') + 1);
  *out += line + '\n';
}

}  // namespace

void Complain(std::string_view message) {
  std::string line = "unboil: ";
  line += message;
  line += '\n';
  // One write, so that lines of several programs do not mix. Nothing is left to
  // tell of its failure.
  [[maybe_unused]] const ssize_t ignored =
      write(STDERR_FILENO, line.data(), line.size());
}

int Fail(const Error& error) {
  Complain(error.message);
  return kError;
}

int Print(std::string_view text) {
  Writer writer(STDOUT_FILENO, "standard output");
  writer.Write(text);
  if (writer.Flush() == Writer::State::kFailed) return Fail(writer.error());
  return kDone;
}

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += static_cast<char>(c);
    } else if (c == '\n') {
      *out += "\\n";
    } else if (c == '\r') {
      *out += "\\r";
    } else if (c == '\t') {
      *out += "\\t";
    } else if (c < 0x20) {
      *out += "\\u00";
      *out += kHex[c >> 4];
      *out += kHex[c & 15];
    } else if (c == 0xFFFD) {
      *out += kReplacement;
    } else {
      *out += text.substr(begin, at - begin);
    }
  }
  *out += '"';
}

void AppendReport(const CleanedDocument& document, std::string* out) {
  for (const Removal& removal : document.removals) {
    const Range range = removal.range;
    *out += "{\"doc\":";
    AppendJsonString(document.name, out);
    *out += ",\"begin\":" + std::to_string(range.begin) +
            ",\"end\":" + std::to_string(range.end) + ",\"rule\":";
    AppendJsonString(document.rules[removal.rule].id, out);
    *out += ",\"text\":";
    AppendJsonString(document.text.substr(range.begin, range.end - range.begin),
                     out);
    *out += ",\"twin\":";
    if (removal.twin) {
      AppendRange(*removal.twin, out);
    } else {
      *out += "null";
    }
    *out += "}\n";
  }
}

void AppendExplanation(const CleanedDocument& document, std::string* out) {
  const std::vector<JudgedLine> lines =
      JudgeLines(document.text, document.removals);
  const std::vector<std::string> labels = LabelLines(document, lines);
  std::size_t label_width = 0;
  for (const std::string& label : labels) {
    label_width = std::max(label_width, label.size());
  }
  const std::size_t number_width = std::to_string(lines.size()).size() + 2;

  *out += Summary(document, lines) + '\n';
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Range content = lines[i].content;
    const std::string margin = PadLeft(std::to_string(i + 1), number_width);
    AppendTrimmed(margin + ' ' + static_cast<char>(lines[i].verdict) + ' ' +
                      Pad(labels[i], label_width) + "  " +
                      EscapeLine(document.text.substr(
                          content.begin, content.end - content.begin)),
                  out);
    if (lines[i].verdict != Verdict::kCut) continue;
    AppendTrimmed(std::string(number_width, ' ') + " + " +
                      Pad("", label_width) + "  " + EscapeLine(lines[i].rest),
                  out);
  }
}

}  // namespace unboil
