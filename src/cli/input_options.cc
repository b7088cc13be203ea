#include "cli/input_options.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <thread>
#include <utility>

#include "cli/flag_values.h"
#include "cli/read_number.h"
#include "io/framing.h"

namespace unboil {
namespace {

constexpr Choice<Format> kFormats[] = {{"text", Format::kText},
                                       {"jsonl", Format::kJsonl}};

MaybeError SetSeparator(const std::string& value, Framing* framing) {
  if (value.find('\n') != std::string::npos) {
    return Usage("--separator: a line has no line feed in it");
  }
  framing->kind = Framing::Kind::kSeparator;
  framing->separator = value;
  return std::nullopt;
}

std::size_t CoreCount() {
  return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

MaybeError SetJobs(const std::string& value, std::size_t* jobs) {
  constexpr std::size_t kMostJobs = 1024;
  *jobs = ReadNumber<std::size_t>(value).value_or(kMostJobs + 1);
  if (*jobs > kMostJobs) {
    return BadValue("--jobs", value, "a number from 0 to 1024");
  }
  if (*jobs == 0) *jobs = CoreCount();
  return std::nullopt;
}

MaybeError ApplyInputFlag(const ParsedFlags::Given& given,
                          InputOptions* options) {
  InputFormat& format = options->format;
  switch (given.id) {
    case FlagId::kFormat:
      return SetChoice("--" + std::string(given.name), given.value, kFormats,
                       &format.format);
    case FlagId::kNull:
      format.framing.kind = Framing::Kind::kNul;
      return std::nullopt;
    case FlagId::kSeparator:
      return SetSeparator(given.value, &format.framing);
    case FlagId::kField:
      format.fields.text = given.value;
      return std::nullopt;
    case FlagId::kTitleField:
      format.fields.title = given.value;
      return std::nullopt;
    case FlagId::kSourceField:
      format.fields.source = given.value;
      return std::nullopt;
    case FlagId::kIdField:
      format.fields.id = given.value;
      return std::nullopt;
    case FlagId::kReferenceField:
      format.fields.reference = given.value;
      return std::nullopt;
    case FlagId::kKeepField:
      format.fields.keep = given.value;
      return std::nullopt;
    case FlagId::kDropField:
      format.fields.drop = given.value;
      return std::nullopt;
    case FlagId::kTitleText:
      options->title = given.value;
      return std::nullopt;
    case FlagId::kSource:
      options->source = given.value;
      return std::nullopt;
    case FlagId::kJobs:
      return SetJobs(given.value, &options->jobs);
    case FlagId::kQuiet:
      options->quiet = true;
      return std::nullopt;
    case FlagId::kProgress:
      options->progress = true;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

MaybeError CheckInput(const ParsedFlags& given, const InputOptions& options) {
  constexpr FlagId kFramings[] = {FlagId::kNull, FlagId::kSeparator};
  if (MaybeError fault = RefuseTogether(given, kFramings)) return fault;
  const InputFormat& format = options.format;
  if (format.format == Format::kJsonl &&
      format.framing.kind != Framing::Kind::kWhole) {
    return Usage("--null and --separator: are for text, not for jsonl");
  }
  if (given.Has(FlagId::kDropTitle) && options.title.empty() &&
      !format.fields.title) {
    return Usage("--drop-title: needs --title-field or --title-text");
  }
  for (const std::string& file : options.files) {
    if (file.empty()) return Usage("the name of a file is empty");
  }
  return std::nullopt;
}

Result<InputOptions> ApplyInputFlags(const ParsedFlags& given,
                                     InputOptions options) {
  options.files = given.operands;
  if (options.files.empty()) options.files = {"-"};
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyInputFlag(flag, &options)) return *fault;
  }
  if (MaybeError fault = CheckInput(given, options)) return *fault;
  InputFormat& format = options.format;
  if (format.framing.kind != Framing::Kind::kWhole) {
    format.format = Format::kText;
  }
  return options;
}

}  // namespace

Result<InputOptions> MakeInputOptions(const ParsedFlags& given) {
  return ApplyInputFlags(given, InputOptions());
}

Result<InputOptions> MakeCorpusOptions(const ParsedFlags& given) {
  InputOptions usual;
  usual.jobs = CoreCount();
  usual.progress = isatty(STDERR_FILENO) == 1;
  return ApplyInputFlags(given, std::move(usual));
}

}  // namespace unboil
