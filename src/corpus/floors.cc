#include "corpus/floors.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "io/json_text.h"

namespace unboil {
namespace {

constexpr std::string_view kDigestKey = "corpus";
constexpr double kParts = 1e5;  // five places

double RoundDown(double value) {
  double parts = std::floor(value * kParts);
  // The product may have been rounded up.
  if (parts / kParts > value) --parts;
  return parts / kParts;
}

Error Fault(const std::string& file, const std::string& message) {
  return {file + ": " + message, file};
}

std::string Quote(std::string_view name) {
  std::string quoted;
  AppendJsonString(name, &quoted);
  return quoted;
}

const NamedFigure* Find(const std::vector<NamedFigure>& figures,
                        std::string_view name) {
  const std::vector<NamedFigure>::const_iterator found =
      std::find_if(figures.begin(), figures.end(),
                   [name](const NamedFigure& f) { return f.name == name; });
  return found == figures.end() ? nullptr : &*found;
}

// "f1 is 0.99012, below its floor of 0.992"
std::string Compare(const NamedFigure& figure, const NamedFigure& floor) {
  return figure.name + " is " + FormatNumber(RoundDown(figure.value)) +
         ", below its floor of " + FormatNumber(floor.value);
}

Result<ScoredSet> ReadSet(const std::string& file, std::string_view name,
                          const simdjson::dom::element& json) {
  const auto fault = [&](const std::string& message) {
    return Fault(file, Quote(name) + ": " + message);
  };
  if (!json.is_object()) return fault("not an object");
  ScoredSet set;
  set.name = name;
  bool has_digest = false;
  for (const simdjson::dom::key_value_pair field :
       simdjson::dom::object(json)) {
    const std::string key(field.key);
    const bool is_digest = key == kDigestKey;
    if (is_digest ? has_digest : Find(set.figures, key) != nullptr) {
      return fault(Quote(key) + " stands twice");
    }
    if (is_digest) {
      if (!field.value.is_string()) return fault(Quote(key) + " is no string");
      set.corpus = std::string_view(field.value);
      has_digest = true;
    } else {
      double floor = 0;
      if (field.value.get(floor) != simdjson::SUCCESS || floor < 0 ||
          floor > 1) {
        return fault(Quote(key) + " is no number from 0 to 1");
      }
      set.figures.push_back({key, floor});
    }
  }
  if (!has_digest) return fault("no " + Quote(kDigestKey));
  return set;
}

// No floor is lower than before; those that have no floor yet get one.
std::vector<NamedFigure> Raise(std::vector<NamedFigure> floors,
                               const std::vector<NamedFigure>& figures) {
  for (NamedFigure& floor : floors) {
    floor.value = std::max(floor.value, Find(figures, floor.name)->value);
  }
  for (const NamedFigure& figure : figures) {
    if (Find(floors, figure.name) == nullptr) floors.push_back(figure);
  }
  return floors;
}

}  // namespace

Result<Floors> Floors::Parse(const Source& file) {
  const std::string name(file.name);
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  const simdjson::error_code fault =
      parser.parse(file.text.data(), file.text.size()).get(json);
  if (fault == simdjson::UTF8_ERROR) return Fault(name, "not UTF-8");
  if (fault != simdjson::SUCCESS) return Fault(name, "not JSON");
  if (!json.is_object()) return Fault(name, "not a JSON object");
  Floors floors(name);
  for (const simdjson::dom::key_value_pair field :
       simdjson::dom::object(json)) {
    Result<ScoredSet> set = ReadSet(name, field.key, field.value);
    if (!set) return set.error();
    if (!floors.sets_.emplace(field.key, *std::move(set)).second) {
      return Fault(name, Quote(field.key) + " stands twice");
    }
  }
  return floors;
}

Result<std::vector<std::string>> Floors::Hold(const ScoredSet& set) const {
  const std::map<std::string, ScoredSet>::const_iterator found =
      sets_.find(set.name);
  if (found == sets_.end()) {
    return Fault(file_, "no floors for " + Quote(set.name) +
                            "; --update-floor adds them");
  }
  const ScoredSet& floors = found->second;
  if (std::optional<Error> mismatch = FindMismatch(set, floors)) {
    return *std::move(mismatch);
  }
  std::vector<std::string> low;
  for (const NamedFigure& floor : floors.figures) {
    const NamedFigure& figure = *Find(set.figures, floor.name);
    if (figure.value >= floor.value) continue;
    low.push_back(set.name + ": " + Compare(figure, floor));
  }
  return low;
}

std::optional<Error> Floors::Lift(const ScoredSet& set, bool allow_lower) {
  ScoredSet rounded = set;
  for (NamedFigure& figure : rounded.figures) {
    figure.value = RoundDown(figure.value);
  }
  const std::map<std::string, ScoredSet>::iterator found = sets_.find(set.name);
  if (found == sets_.end() || allow_lower) {
    sets_.insert_or_assign(set.name, std::move(rounded));
    return std::nullopt;
  }
  ScoredSet& floors = found->second;
  if (std::optional<Error> mismatch = FindMismatch(set, floors)) {
    return mismatch;
  }
  for (const NamedFigure& floor : floors.figures) {
    const NamedFigure& figure = *Find(set.figures, floor.name);
    if (figure.value >= floor.value) continue;
    return Fault(file_, Quote(set.name) + ": " + Compare(figure, floor) +
                            "; --allow-lower lowers it");
  }
  floors.figures = Raise(std::move(floors.figures), rounded.figures);
  return std::nullopt;
}

std::string Floors::Format() const {
  if (sets_.empty()) return "{}\n";
  std::string out = "{";
  std::string_view comma = "\n";
  for (const auto& [name, set] : sets_) {
    out += comma;
    comma = ",\n";
    out += "  " + Quote(name) + ": {\n    " + Quote(kDigestKey) + ": " +
           Quote(set.corpus);
    for (const NamedFigure& floor : set.figures) {
      out += ",\n    " + Quote(floor.name) + ": " + FormatNumber(floor.value);
    }
    out += "\n  }";
  }
  return out + "\n}\n";
}

std::optional<Error> Floors::FindMismatch(const ScoredSet& set,
                                          const ScoredSet& floors) const {
  if (set.corpus != floors.corpus) {
    return Fault(file_, Quote(set.name) +
                            ": the floors are of other documents (" +
                            floors.corpus + ", these are " + set.corpus +
                            "); --update-floor --allow-lower replaces them");
  }
  for (const NamedFigure& floor : floors.figures) {
    if (Find(set.figures, floor.name) != nullptr) continue;
    return Fault(file_, Quote(set.name) + ": " + floor.name +
                            " has a floor but was not measured");
  }
  return std::nullopt;
}

}  // namespace unboil
