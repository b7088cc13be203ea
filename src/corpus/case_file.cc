#include "corpus/case_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "chars.h"
#include "encoding.h"
#include "rule_file.h"
#include "slice.h"

namespace unboil {
namespace {

constexpr std::string_view kNoNewline = "\\ no newline";
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

// The lines of a text, nothing removed.
std::vector<JudgedLine> SplitLines(std::string_view text) {
  std::vector<JudgedLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t feed = text.find('\n', begin);
    const bool has_end = feed != std::string_view::npos;
    JudgedLine line;
    line.line = {begin, has_end ? feed + 1 : text.size()};
    line.content = {begin, has_end ? feed : text.size()};
    if (begin == 0 && text.starts_with(kByteOrderMark)) {
      line.content.begin = kByteOrderMark.size();
    }
    if (has_end && Slice(text, line.content).ends_with('\r')) {
      --line.content.end;
    }
    begin = line.line.end;
    lines.push_back(std::move(line));
  }
  return lines;
}

// Walks over the removals while asked about ranges in order of the text.
class RemovalCursor {
 public:
  explicit RemovalCursor(std::span<const Removal> removals)
      : removals_(removals) {}

  // The bytes of `range` that stay.
  std::string Rest(std::string_view text, Range range) {
    std::string rest;
    std::size_t at = range.begin;
    for (std::size_t i = SkipTo(range.begin);
         i < removals_.size() && removals_[i].range.begin < range.end; ++i) {
      const Range& gone = removals_[i].range;
      if (gone.begin > at) rest.append(text, at, gone.begin - at);
      at = std::max(at, gone.end);
    }
    if (at < range.end) rest.append(text, at, range.end - at);
    return rest;
  }

 private:
  std::size_t SkipTo(std::size_t begin) {
    while (next_ < removals_.size() && removals_[next_].range.end <= begin) {
      ++next_;
    }
    return next_;
  }

  std::span<const Removal> removals_;
  std::size_t next_ = 0;
};

// Empty for a last line without one.
Range LineFeed(const JudgedLine& line) {
  const bool has_feed = line.content.end < line.line.end;
  return {line.line.end - (has_feed ? 1 : 0), line.line.end};
}

bool IsEmpty(Range range) { return range.begin == range.end; }

// A line of the output: what stays of the content, between a byte order mark
// and a CR that belong to neither.
std::string OutputLine(std::string_view text, const JudgedLine& line) {
  std::string out(Slice(text, {line.line.begin, line.content.begin}));
  out += line.verdict == Verdict::kCut ? line.rest : Slice(text, line.content);
  if (text.substr(line.content.end).starts_with("\r\n")) out += '\r';
  return out;
}

bool IsUnseen(char32_t c) {
  const bool is_control = (c < 0x20 && c != '\t') || (c >= 0x7F && c <= 0x9F);
  const bool is_separator = c == 0x2028 || c == 0x2029;
  // These turn the direction of what follows, and so could make a line read as
  // another one.
  const bool is_direction =
      (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool is_noncharacter = (c & 0xFFFE) == 0xFFFE;
  return is_control || is_separator || is_direction || is_noncharacter ||
         c == 0xFEFF;
}

void AppendHex(std::string_view bytes, std::string* out) {
  for (const char byte : bytes) {
    const unsigned value = static_cast<unsigned char>(byte);
    *out += "\\x";
    *out += kHexDigits[value >> 4];
    *out += kHexDigits[value & 15];
  }
}

// nullopt: a backslash that starts no escape.
std::optional<std::string> Unescape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      out += text[at];
      continue;
    }
    if (++at == text.size()) return std::nullopt;
    switch (text[at]) {
      case 's':
        out += ' ';
        break;
      case 'r':
        out += '\r';
        break;
      case '\\':
        out += '\\';
        break;
      case 'x': {
        unsigned value = 0;
        for (int digit = 0; digit < 2; ++digit) {
          if (++at == text.size()) return std::nullopt;
          const char upper = text[at] >= 'a' ? text[at] - 'a' + 'A' : text[at];
          const std::size_t hex = kHexDigits.find(upper);
          if (hex == std::string_view::npos) return std::nullopt;
          value = value * 16 + static_cast<unsigned>(hex);
        }
        out += static_cast<char>(value);
        break;
      }
      default:
        return std::nullopt;
    }
  }
  return out;
}

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// The words of a `% ` line: between blanks, or in double quotes, where a double
// quote is `\"`. nullopt: a quote without its partner, or a bad escape.
std::optional<std::vector<std::string>> SplitWords(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    if (IsBlank(line[at])) {
      ++at;
      continue;
    }
    std::string raw;
    bool is_quoted = false;
    for (; at < line.size() && (is_quoted || !IsBlank(line[at])); ++at) {
      if (line[at] == '"') {
        is_quoted = !is_quoted;
      } else if (line.substr(at).starts_with("\\\"")) {
        raw += line[++at];
      } else {
        raw += line[at];
        if (line[at] == '\\' && at + 1 < line.size()) raw += line[++at];
      }
    }
    std::optional<std::string> word = Unescape(raw);
    if (is_quoted || !word) return std::nullopt;
    words.push_back(std::move(*word));
  }
  return words;
}

std::string QuoteWord(std::string_view word) {
  const bool is_plain =
      !word.empty() && word.find_first_of(" \t\"") == std::string_view::npos;
  const std::string escaped = EscapeLine(word);
  if (is_plain) return escaped;
  std::string quoted = "\"";
  for (const char c : escaped) {
    if (c == '"') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string GutterLine(char gutter, std::string_view content) {
  std::string line(1, gutter);
  if (!content.empty()) line += ' ' + EscapeLine(content);
  return line;
}

// Whether `rest` is `whole` with something, but not everything, cut out.
bool IsCutOf(std::string_view rest, std::string_view whole) {
  if (rest.empty() || rest.size() >= whole.size()) return false;
  std::size_t at = 0;
  for (const char c : whole) {
    if (at < rest.size() && rest[at] == c) ++at;
  }
  return at == rest.size();
}

// What an editor would show wrong, or spoil. Empty: nothing.
std::string FindUnreadable(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(line, &at);
    const std::string_view bytes = line.substr(begin, at - begin);
    const bool is_bad = c == 0xFFFD && bytes.size() == 1;
    if (c != 0 && !is_bad) continue;
    std::string fault = is_bad ? "a byte that is not UTF-8; " : "a NUL byte; ";
    fault += "in a document it is written ";
    AppendHex(bytes, &fault);
    return fault;
  }
  return "";
}

// Reads a case file line by line. Each Read… returns the fault, empty if none.
class CaseReader {
 public:
  explicit CaseReader(const Source& source) : source_(source) {}

  Result<std::vector<Case>> Read() {
    if (IsUtf16OrUtf32(source_.text)) {
      return Error{
          std::string(source_.name) + ":1: UTF-16 or UTF-32; save it as UTF-8",
          std::string(source_.name), 1};
    }
    for (std::size_t begin = 0; begin < source_.text.size();) {
      const std::size_t feed =
          std::min(source_.text.find('\n', begin), source_.text.size());
      ++line_;
      std::string_view line = source_.text.substr(begin, feed - begin);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line_ == 1 && line.starts_with(kByteOrderMark)) {
        line.remove_prefix(kByteOrderMark.size());
      }
      begin = feed + 1;
      const std::string fault = ReadLine(line);
      if (!fault.empty()) return ErrorAt(source_, line_, 1, "", fault);
    }
    const std::string fault = FinishCase();
    if (!fault.empty()) return ErrorAt(source_, fault_line_, 1, "", fault);
    return std::move(cases_);
  }

 private:
  std::string ReadLine(std::string_view line) {
    if (std::string fault = FindUnreadable(line); !fault.empty()) return fault;
    if (line.empty()) return "";
    if (line.starts_with("===")) return ReadName(line.substr(3));
    if (line == kNoNewline) return ReadNoNewline();
    if (line.size() > 1 && line[1] != ' ') {
      return "a line begins with === | - ~ + @ % or # and a blank";
    }
    if (line[0] == '#') return "";
    const std::string_view rest =
        line.substr(std::min<std::size_t>(2, line.size()));
    if (cases_.empty()) return "a case begins with === and its name";
    switch (line[0]) {
      case '@':
        return ReadOwner(rest);
      case '%':
        return ReadOptions(rest);
      case '|':
      case '-':
      case '~':
        return ReadTextLine(static_cast<Verdict>(line[0]), rest);
      case '+':
        return ReadRest(rest);
      default:
        return "a line begins with === | - ~ + @ % or # and a blank";
    }
  }

  std::string ReadName(std::string_view name) {
    // A fault of the case before is told of at the line that has it.
    const std::string fault = FinishCase();
    if (!fault.empty()) {
      line_ = fault_line_;
      return fault;
    }
    if (name.find_first_not_of(' ') == std::string_view::npos ||
        name[0] != ' ') {
      return "a case needs a name: === name";
    }
    Case& added = cases_.emplace_back();
    added.name = name.substr(1);
    added.line = line_;
    return "";
  }

  std::string ReadOwner(std::string_view id) {
    if (id.empty()) return "@ needs the id of a rule";
    cases_.back().owners.push_back({std::string(id), line_});
    return "";
  }

  std::string ReadOptions(std::string_view options) {
    std::optional<std::vector<std::string>> words = SplitWords(options);
    if (!words) return "a quote without its partner, or a bad escape";
    cases_.back().options.push_back({std::move(*words), line_});
    return "";
  }

  std::string ReadTextLine(Verdict verdict, std::string_view escaped) {
    if (is_closed_) return "text after \"\\ no newline\"";
    const std::optional<std::string> content = Unescape(escaped);
    if (!content) return R"(a backslash is \\; other escapes: \s \r \xHH)";
    if (content->find('\n') != std::string::npos) {
      return "a line feed inside a line; begin a new one";
    }
    Case& open = cases_.back();
    open.text += *content + '\n';
    open.places.push_back({line_, 0});
    verdicts_.push_back(verdict);
    rests_.emplace_back();
    return "";
  }

  std::string ReadRest(std::string_view escaped) {
    if (verdicts_.empty() || verdicts_.back() != Verdict::kCut ||
        cases_.back().places.back().rest != 0) {
      return "+ stands only below a ~ line";
    }
    const std::optional<std::string> rest = Unescape(escaped);
    if (!rest) return R"(a backslash is \\; other escapes: \s \r \xHH)";
    cases_.back().places.back().rest = line_;
    rests_.back() = *rest;
    return "";
  }

  std::string ReadNoNewline() {
    if (verdicts_.empty()) return "no line before \"\\ no newline\"";
    if (is_closed_) return "\"\\ no newline\" twice";
    is_closed_ = true;
    return "";
  }

  // Puts the text's lines and their verdicts together. On a fault, fault_line_
  // says where.
  std::string FinishCase() {
    if (cases_.empty()) return "";
    Case& done = cases_.back();
    if (is_closed_) done.text.pop_back();
    done.lines = SplitLines(done.text);
    if (done.lines.size() < verdicts_.size()) {
      fault_line_ = done.places.back().gutter;
      return "an empty last line cannot be without newline";
    }
    for (std::size_t i = 0; i < done.lines.size(); ++i) {
      JudgedLine& line = done.lines[i];
      line.verdict = verdicts_[i];
      if (line.verdict != Verdict::kCut) continue;
      fault_line_ = done.places[i].gutter;
      if (done.places[i].rest == 0) return "a ~ line needs a + line below it";
      fault_line_ = done.places[i].rest;
      if (!SetRest(done.text, rests_[i], &line)) {
        return "this is not the line above with a part cut out";
      }
    }
    verdicts_.clear();
    rests_.clear();
    is_closed_ = false;
    return "";
  }

  static bool SetRest(std::string_view text, std::string_view shown,
                      JudgedLine* line) {
    line->rest = "";
    const std::string around = OutputLine(text, *line);  // mark and CR alone
    const std::string_view mark =
        Slice(text, {line->line.begin, line->content.begin});
    const std::string_view end = std::string_view(around).substr(mark.size());
    if (shown.size() < around.size() || !shown.starts_with(mark) ||
        !shown.ends_with(end)) {
      return false;
    }
    line->rest = shown.substr(mark.size(), shown.size() - around.size());
    return IsCutOf(line->rest, Slice(text, line->content));
  }

  const Source& source_;
  std::vector<Case> cases_;  // the last one is still open
  std::vector<Verdict> verdicts_;
  std::vector<std::string> rests_;
  bool is_closed_ = false;
  std::size_t line_ = 0;
  std::size_t fault_line_ = 0;
};

// The lines of a case file, each with its line end, to be changed one by one.
class EditableLines {
 public:
  explicit EditableLines(std::string_view file) {
    for (std::size_t begin = 0; begin < file.size();) {
      const std::size_t feed =
          std::min(file.find('\n', begin), file.size() - 1);
      lines_.emplace_back(file.substr(begin, feed + 1 - begin));
      begin = feed + 1;
    }
    if (!lines_.empty() && EndOf(lines_[0]) == "\r\n") end_ = "\r\n";
  }

  // Line numbers are those of the file as it was, from 1.
  void SetGutter(std::size_t line, Verdict verdict) {
    lines_[line - 1][0] = static_cast<char>(verdict);
  }
  void Replace(std::size_t line, const std::string& text) {
    std::string& at = lines_[line - 1];
    at = text + std::string(EndOf(at));
  }
  void Drop(std::size_t line) { lines_[line - 1].clear(); }
  void InsertAfter(std::size_t line, const std::string& text) {
    std::string& at = lines_[line - 1];
    at += at.ends_with('\n') ? text + end_ : end_ + text;
  }

  std::string Join() const {
    std::string file;
    for (const std::string& line : lines_) file += line;
    return file;
  }

 private:
  // None at the end of a file without a final newline.
  static std::string_view EndOf(std::string_view line) {
    if (line.ends_with("\r\n")) return "\r\n";
    return line.ends_with('\n') ? "\n" : "";
  }

  std::vector<std::string> lines_;
  std::string end_ = "\n";
};

void UpdateLines(const CaseUpdate& update, EditableLines* file) {
  const Case& old = *update.old;
  for (std::size_t i = 0; i < update.lines.size(); ++i) {
    const JudgedLine& line = update.lines[i];
    const Case::Place& place = old.places[i];
    file->SetGutter(place.gutter, line.verdict);
    if (line.verdict != Verdict::kCut) {
      if (place.rest != 0) file->Drop(place.rest);
      continue;
    }
    const std::string rest = GutterLine('+', OutputLine(old.text, line));
    if (place.rest == 0) {
      file->InsertAfter(place.gutter, rest);
    } else if (line.rest != old.lines[i].rest) {
      file->Replace(place.rest, rest);
    }
  }
}

// Owners that still hold stay where they are; new ones follow the last of them.
void UpdateOwners(const CaseUpdate& update, EditableLines* file) {
  std::vector<std::string> missing = update.owners;
  std::size_t last = update.old->line;
  for (const Case::Owner& owner : update.old->owners) {
    const auto found = std::find(missing.begin(), missing.end(), owner.id);
    if (found == missing.end()) {
      file->Drop(owner.line);
    } else {
      missing.erase(found);
      last = owner.line;
    }
  }
  for (const std::string& id : missing) file->InsertAfter(last, "@ " + id);
}

}  // namespace

std::vector<JudgedLine> JudgeLines(std::string_view text,
                                   std::span<const Removal> removals) {
  std::vector<JudgedLine> lines = SplitLines(text);
  RemovalCursor cursor(removals);
  for (JudgedLine& line : lines) {
    const Range judged = IsEmpty(line.content) ? LineFeed(line) : line.content;
    std::string rest = cursor.Rest(text, judged);
    if (rest.size() == judged.end - judged.begin) continue;
    line.verdict = rest.empty() ? Verdict::kRemoved : Verdict::kCut;
    line.rest = std::move(rest);
  }
  return lines;
}

bool IsSameFate(const JudgedLine& a, const JudgedLine& b) {
  return a.verdict == b.verdict && a.rest == b.rest;
}

std::string ImpliedOutput(std::string_view text,
                          std::span<const JudgedLine> lines) {
  std::string out;
  if (text.starts_with(kByteOrderMark)) out = kByteOrderMark;
  Range last_end;  // the terminator of the last line that stays
  bool is_last_empty = true;
  for (const JudgedLine& line : lines) {
    if (line.verdict == Verdict::kRemoved) continue;
    out +=
        line.verdict == Verdict::kCut ? line.rest : Slice(text, line.content);
    last_end = {line.content.end, line.line.end};
    out += Slice(text, last_end);
    is_last_empty = IsEmpty(line.content);
  }
  const bool lost_last = !lines.empty() && !text.ends_with('\n') &&
                         lines.back().verdict == Verdict::kRemoved;
  if (lost_last && !is_last_empty) {
    out.resize(out.size() - (last_end.end - last_end.begin));
  }
  return out;
}

std::vector<std::string> Owners(std::span<const Removal> removals,
                                std::span<const RuleInfo> rules) {
  std::vector<std::string> owners;
  for (const Removal& removal : removals) {
    const std::string& id = rules[removal.rule].id;
    if (std::find(owners.begin(), owners.end(), id) == owners.end()) {
      owners.push_back(id);
    }
  }
  return owners;
}

Result<std::vector<Case>> ParseCaseFile(const Source& source) {
  return CaseReader(source).Read();
}

std::string MarkCase(std::string_view name,
                     std::span<const std::vector<std::string>> options,
                     std::string_view text, std::span<const Removal> removals,
                     std::span<const RuleInfo> rules) {
  std::string out =
      "=== " + (name.empty() ? "unnamed" : EscapeLine(name)) + '\n';
  for (const std::string& id : Owners(removals, rules)) out += "@ " + id + '\n';
  for (const std::vector<std::string>& flag : options) {
    out += '%';
    for (const std::string& word : flag) out += ' ' + QuoteWord(word);
    out += '\n';
  }
  for (const JudgedLine& line : JudgeLines(text, removals)) {
    std::string_view shown = Slice(text, line.line);
    if (shown.ends_with('\n')) shown.remove_suffix(1);
    out += GutterLine(static_cast<char>(line.verdict), shown) + '\n';
    if (line.verdict == Verdict::kCut) {
      out += GutterLine('+', OutputLine(text, line)) + '\n';
    }
  }
  if (!text.empty() && !text.ends_with('\n')) {
    out += std::string(kNoNewline) + '\n';
  }
  return out;
}

std::string UpdateCaseFile(std::string_view file,
                           std::span<const CaseUpdate> updates) {
  EditableLines lines(file);
  for (const CaseUpdate& update : updates) {
    UpdateLines(update, &lines);
    UpdateOwners(update, &lines);
  }
  return lines.Join();
}

std::string EscapeLine(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    const std::string_view bytes = text.substr(begin, at - begin);
    const bool is_bad = c == 0xFFFD && bytes.size() == 1;
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\r') {
      out += "\\r";
    } else if (is_bad || IsUnseen(c)) {
      AppendHex(bytes, &out);
    } else {
      out += bytes;
    }
  }
  // Editors take away blanks at the end of a line.
  if (out.ends_with(' ') || out.ends_with('\t')) {
    const std::string_view escape = out.back() == ' ' ? "\\s" : "\\x09";
    out.pop_back();
    out += escape;
  }
  return out;
}

}  // namespace unboil
