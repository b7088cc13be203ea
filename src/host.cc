#include "host.h"

namespace unboil {

std::string HostOf(std::string_view source) {
  const std::size_t scheme = source.find("://");
  if (scheme != std::string_view::npos) source.remove_prefix(scheme + 3);
  source = source.substr(0, source.find_first_of("/?#"));
  const std::size_t user = source.rfind('@');
  if (user != std::string_view::npos) source.remove_prefix(user + 1);
  source = source.substr(0, source.find(':'));
  if (source.ends_with('.')) source.remove_suffix(1);
  std::string host(source);
  for (char& c : host) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return host;
}

bool IsWithin(std::string_view host, std::string_view domain) {
  if (!host.ends_with(domain)) return false;
  host.remove_suffix(domain.size());
  return host.empty() || host.ends_with('.');
}

}  // namespace unboil
