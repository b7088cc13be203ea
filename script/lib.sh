# What the scripts beside this file share; sourced, never run. It moves to the
# root of the repository, so that every script works from any folder.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A Python environment that is set up around us is not ours to use.
unset PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# stop MESSAGE...: something is missing that a script cannot mend.
stop() {
  say "$@"
  exit 2
}

# configure PRESET: makes build/ ready to build, unless it is. A folder that is
# ready for developers builds the program for everyone else too.
configure() {
  command -v cmake >/dev/null || stop "cmake is missing: run script/bootstrap"
  if [[ -f build/build.ninja ]]; then
    if [[ $1 == release ]] ||
      grep -q '^UNBOIL_DEVELOPER_MODE:.*=ON$' build/CMakeCache.txt; then
      return
    fi
  fi
  cmake --preset "$1"
}
