#include "rule_image.h"

#include <cstddef>
#include <optional>
#include <string>

namespace unboil {
namespace {

// One description of a rule's fields serves both ways. A field that is not
// named here does not compile.
template <typename Visit, typename Rule>
void VisitFields(Rule& rule, Visit visit) {
  auto& [id, why, level, unit, zone, action, pattern, unless, concepts, need,
         max_chars, min_before, max_after, alone, near_removal, run, lang,
         source, remove_examples, keep_examples, pack, file, line, enabled,
         overrides] = rule;
  const auto visit_all = [&visit](auto&... fields) { (visit(fields), ...); };
  visit_all(id, why, level, unit, zone, action, pattern, unless, concepts, need,
            max_chars, min_before, max_after, alone, near_removal, run, lang,
            source, remove_examples, keep_examples, pack, file, line, enabled,
            overrides);
}

class Adder {
 public:
  explicit Adder(ImageWriter* image) : image_(image) {}

  void operator()(const std::string& text) const { image_->AddString(text); }
  void operator()(const std::vector<std::string>& texts) const {
    image_->AddNumber(texts.size());
    for (const std::string& text : texts) image_->AddString(text);
  }
  void operator()(const std::optional<std::size_t>& number) const {
    image_->AddNumber(number.has_value());
    image_->AddNumber(number.value_or(0));
  }
  template <typename Number>
  void operator()(const Number& number) const {
    image_->AddNumber(static_cast<std::uint64_t>(number));
  }

 private:
  ImageWriter* image_;
};

class Taker {
 public:
  explicit Taker(ImageReader* image) : image_(image) {}

  void operator()(std::string& text) const { text = image_->TakeString(); }
  void operator()(std::vector<std::string>& texts) const {
    texts.resize(image_->TakeNumber());
    for (std::string& text : texts) text = image_->TakeString();
  }
  void operator()(std::optional<std::size_t>& number) const {
    const bool has_value = image_->TakeNumber() != 0;
    const std::size_t value = image_->TakeNumber();
    if (has_value) number = value;
  }
  template <typename Number>
  void operator()(Number& number) const {
    number = static_cast<Number>(image_->TakeNumber());
  }

 private:
  ImageReader* image_;
};

}  // namespace

void AddRules(std::span<const RuleInfo> rules, ImageWriter* image) {
  image->AddNumber(rules.size());
  for (const RuleInfo& rule : rules) VisitFields(rule, Adder(image));
}

std::vector<RuleInfo> TakeRules(ImageReader* image) {
  std::vector<RuleInfo> rules(image->TakeNumber());
  for (RuleInfo& rule : rules) VisitFields(rule, Taker(image));
  return rules;
}

}  // namespace unboil
