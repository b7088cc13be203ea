// Which site a document comes from, for rules that are made for one site.
//
//   HostOf("https://www.Example.com:8080/news?id=7")  = "www.example.com"
//   IsWithin("www.example.com", "example.com")        = true
//   IsWithin("notexample.com", "example.com")         = false

#ifndef UNBOIL_HOST_H_
#define UNBOIL_HOST_H_

#include <string>
#include <string_view>

namespace unboil {

// The host of a URL, or of a bare host, in lower case. Letters outside ASCII
// stay as they are.
std::string HostOf(std::string_view source);

// Whether `host` is `domain` or below it.
bool IsWithin(std::string_view host, std::string_view domain);

}  // namespace unboil

#endif  // UNBOIL_HOST_H_
