// The page of `unboil report` without its data, as CMake compiled it in
// (page.cc.in): the bytes of page.html, page.css and page.js.
//
// In the HTML {{page.css}}, {{data}} and {{page.js}} stand for what goes there.
// The browser runs style and script only if their digests are those of the
// Content-Security-Policy at the top of page.html; tests/page says which they
// are when it must be changed.

#ifndef UNBOIL_CORPUS_PAGE_PAGE_H_
#define UNBOIL_CORPUS_PAGE_PAGE_H_

#include <string_view>

namespace unboil {

extern const std::string_view kPageHtml;
extern const std::string_view kPageCss;
extern const std::string_view kPageJs;

}  // namespace unboil

#endif  // UNBOIL_CORPUS_PAGE_PAGE_H_
