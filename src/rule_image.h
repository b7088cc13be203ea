// Rules as part of an image: see image.h.

#ifndef UNBOIL_RULE_IMAGE_H_
#define UNBOIL_RULE_IMAGE_H_

#include <span>
#include <vector>

#include "image.h"
#include "unboil/unboil.h"

namespace unboil {

void AddRules(std::span<const RuleInfo> rules, ImageWriter* image);
std::vector<RuleInfo> TakeRules(ImageReader* image);

}  // namespace unboil

#endif  // UNBOIL_RULE_IMAGE_H_
