#!/usr/bin/env python3
"""How the time of cleaning grows with the text, on inputs made to hurt.

    python3 bench/growth.py [--program build/unboil] [--scale 1.0] [CASE...]

prints for each case the user CPU time at a quarter, a half and the whole of its
size. Cleaning takes linear time, so "growth", the whole over the quarter, is
near 4 whatever the input; a quadratic step would show as 16. CPU time says
nothing below some hundredths of a second.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
CPU_LIMIT = 30  # seconds, where one or two are due

# One cheap rule and one that looks at its neighbours, for the case in which
# every line matches.
RULES = r"""
group = "growth"

[[rule]]
id = "label"
why = "Matches every line of its case."
pattern = '''^view original \d+$'''
remove = ["View original 1", "VIEW ORIGINAL 22"]
keep = ["View original"]

[[rule]]
id = "neighbour"
why = "Matches every line and asks what stands beside it."
level = 2
near = "removal"
pattern = '''^view original \d*[02468]$'''
remove = ["View original 2", "VIEW ORIGINAL 44"]
keep = ["View original 3"]
"""

WORDS = [
    "harbour",
    "lamp",
    "winter",
    "bread",
    "market",
    "letter",
    "window",
    "engine",
    "garden",
    "river",
    "teacher",
    "bridge",
    "morning",
    "paper",
    "copper",
    "village",
    "number",
    "silver",
    "answer",
    "road",
]


def paragraphs(count, seed=1):
    """Distinct paragraphs of one sentence each."""
    rng = random.Random(seed)
    for number in range(count):
        words = rng.choices(WORDS, k=12)
        yield f"Number {number} is about the {' '.join(words)}."


def lines(rows):
    return "\n".join(rows) + "\n"


def one_line_many_times(n):
    return lines(["The same line stands here again and again, word for word."] * n)


def lines_nearly_alike(n):
    return lines(f"Reading number {i} of the same old meter is done." for i in range(n))


def two_bodies(n):
    body = list(paragraphs(n))
    return lines([*body, "A headline of its own", *body])


def interleaved_copies(n):
    return lines(p for paragraph in paragraphs(n) for p in (paragraph, paragraph))


def alternating_copies(n):
    return lines(list(paragraphs(2)) * n)


def one_long_line(n):
    return " ".join(paragraphs(n))


def fibonacci_lines(n):
    """Never periodic, and yet every stretch of it stands again soon after."""
    short, long = "b", "a"
    while len(long) < n:
        short, long = long, long + short
    first, second = paragraphs(2)
    return lines(first if letter == "a" else second for letter in long[:n])


def teasers_with_one_prefix(n):
    prefix = "It began in the harbour, where the lamp went out in winter and"
    rng = random.Random(2)
    rows = []
    for _ in range(n):
        words = rng.choices(WORDS, k=14)
        rows.append(f"{prefix} {' '.join(words[:7])}…")
        rows.append(f"{prefix} {' '.join(words)}.")
    return lines(rows)


def every_line_matches(n):
    return lines(f"View original {i}" for i in range(n))


class Case(NamedTuple):
    make: Callable[[int], str]
    size: int  # the whole size; what it counts is up to `make`
    options: tuple[str, ...] = ()


CASES = {
    "one line many times": Case(one_line_many_times, 200_000),
    "lines nearly alike": Case(lines_nearly_alike, 200_000),
    "two bodies": Case(two_bodies, 50_000),
    "interleaved copies": Case(interleaved_copies, 50_000),
    "alternating copies": Case(alternating_copies, 50_000),
    "one long line": Case(one_long_line, 500_000),
    "fibonacci lines": Case(fibonacci_lines, 100_000),
    "teasers with one prefix": Case(teasers_with_one_prefix, 50_000),
    "every line matches": Case(
        every_line_matches, 100_000, ("--rules", "rules.toml", "--max-share", "1")
    ),
}


def cpu_seconds(program, name, size, folder, runs=1):
    """The least user CPU time that cleaning the case at this size took."""
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    (folder / "input.txt").write_text(CASES[name].make(size), encoding="utf-8")
    command = [str(program), "--quiet", *CASES[name].options, "input.txt"]
    return min(user_time_of(command, folder) for _ in range(runs))


def user_time_of(command, folder):
    """In seconds; infinite when it took more than CPU_LIMIT."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGXCPU:
        return float("inf")
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / "build" / "unboil")
    parser.add_argument("--scale", type=float, default=1.0, help="of all sizes (1)")
    parser.add_argument("--runs", type=int, default=3, help="the best counts (3)")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(CASES))
    arguments = parser.parse_args()
    unknown = set(arguments.cases) - set(CASES)
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")

    program = arguments.program.resolve()

    print(f"{'case':24}{'size':>9}{'1/4 s':>9}{'1/2 s':>9}{'1 s':>9}{'growth':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.cases or CASES:
            size = int(CASES[name].size * arguments.scale)
            quarter, half, whole = (
                cpu_seconds(program, name, part, Path(folder), arguments.runs)
                for part in (size // 4, size // 2, size)
            )
            growth = whole / quarter if quarter else float("inf")
            print(
                f"{name:24}{size:9}{quarter:9.3f}{half:9.3f}{whole:9.3f}{growth:9.1f}",
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
