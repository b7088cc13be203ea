#!/usr/bin/env python3
"""Compares unboil with what else takes lines out of text: prints one table.

    python3 bench/speed.py [--quick] [--write docs/performance.md]

makes its inputs (inputs.py), runs everything in turns on one core (runs.py) and
prints Markdown: how fast, and what part of the speed of doing nothing. What is
too slow for the whole text runs on a slice of it. A figure is the median of the
runs. script/bench builds and installs what this needs.
"""

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import growth
import inputs
import runs

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- script/bench begins -->\n", "<!-- script/bench ends -->\n"
PYTHON_PEERS = {"re": None, "re2": "google-re2", "winnow": "winnow-md"}


class Plan(NamedTuple):
    megabytes: int
    rounds: int
    seconds: float  # a run on a slice should not take longer
    limit: int  # CPU seconds after which a program is stopped
    growth_megabytes: float
    hurt_scale: float  # of the inputs made to hurt; 0: without them


FULL = Plan(80, 5, 2.0, 20, 4, 1)
QUICK = Plan(4, 1, 0.3, 3, 0.5, 0)


# Measuring.


def choose_sizes(suite, names, seconds):
    """For each job the largest slice that it gets through in so many seconds,
    and the samples of those that have no figure."""
    sizes = dict.fromkeys(suite.jobs(), names[0])
    stopped = {}
    due = dict(sizes)
    while due:
        samples = suite.run(due)
        due = {}
        for job, sample in samples.items():
            if sample.fault:
                stopped[job] = sample
                del sizes[job]
                continue
            fitting = [
                name
                for name in names
                if sample.of_whole(float(name) * 1e6) <= seconds + sample.start
            ]
            if fitting and float(fitting[-1]) > float(sizes[job]):
                due[job] = sizes[job] = fitting[-1]
    return sizes, stopped


def measure(suites, extras, made, plan):
    """{job: Sample}: medians of runs in turns. `extras` are called in turn, too;
    what they measure they keep."""
    sizes, samples = {}, {}
    for suite in suites:
        sizes[suite], stopped = choose_sizes(suite, made.sizes, plan.seconds)
        samples.update((job, [sample]) for job, sample in stopped.items())
        say(f"slices for {suite.title} are chosen")
    for number in range(plan.rounds):
        for suite in suites:
            for job, sample in suite.run(suite.level(sizes[suite])).items():
                samples.setdefault(job, []).append(sample)
        for extra in extras:
            extra()
        say(f"round {number + 1} of {plan.rounds} is done")
    return {
        job: several[-1]._replace(seconds=median(s.seconds for s in several))
        for job, several in samples.items()
    }


def median(values):
    return statistics.median(list(values))


def say(text):
    print(f"speed.py: {text}", file=sys.stderr, flush=True)


class Extras:
    """What is measured in turn with the rest but is no speed on one core."""

    JOBS_RULES = ("built-in", "1000")

    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.cold = {rules: [] for rules in runs.RULES}
        self.cached = {rules: [] for rules in runs.RULES}
        self.walls = {}

    def start(self):
        for rules in runs.RULES:
            cold, cached = self.programs.cold_and_cached(rules, self.folder)
            self.cold[rules].append(cold)
            if cached is not None:
                self.cached[rules].append(cached)

    def two_jobs(self):
        for rules in self.JOBS_RULES:
            for jobs in (1, 2):
                wall = self.programs.wall_seconds(rules, jobs)
                self.walls.setdefault((rules, jobs), []).append(wall)

    def gain(self, rules):
        """Of the best runs: a clock on the wall counts other people's work."""
        return min(self.walls[rules, 1]) / min(self.walls[rules, 2])


def measure_growth(binary, made, plan):
    """{axis: {value: seconds a byte, of those of the ordinary text}}."""
    seconds = {}
    variants = inputs.growth_variants(made, plan.growth_megabytes)
    pattern = f"^documents/{inputs.GROWTH_RULES}/whole/"
    for _ in range(plan.rounds):
        for axis, values in variants.items():
            for value, folder in values.items():
                [sample] = runs.run_benchmarks(binary, folder, pattern).values()
                per_byte = sample.seconds / sample.size
                seconds.setdefault(axis, {}).setdefault(value, []).append(per_byte)
    say("growth is measured")
    [ordinary] = seconds.pop("ordinary text").values()
    return {
        axis: {v: median(s) / median(ordinary) for v, s in values.items()}
        for axis, values in seconds.items()
    }


# The table.


def two_digits(number):
    """5870 -> 5,900; 0.0834 -> .083."""
    if number == 0:
        return "0"
    rounded = float(f"{number:.1e}")
    digits = 1 - math.floor(math.log10(rounded))
    return f"{rounded:,.{max(0, digits)}f}".removeprefix("0")


def title_of(rules):
    return f"{int(rules):,} rules" if rules.isdigit() else rules


class Table:
    """A row has a cell for each rule set; jobs are named as with {} for it."""

    def __init__(self, samples, whole):
        self.samples = samples
        self.whole = whole  # bytes of the whole text
        heads = ["", *map(title_of, runs.RULES), "run on, MB"]
        self.rows = [heads, ["---", *["---:"] * (len(heads) - 1)]]

    def markdown(self):
        return "\n".join("| " + " | ".join(row) + " |" for row in self.rows) + "\n"

    def head(self, title):
        self.add(f"**{title}**", {})

    def add(self, title, cells, used=""):
        row = [cells.get(rules, "") for rules in runs.RULES]
        self.rows.append([title, *row, used])

    def seconds(self, job):
        """For the whole text; None where nobody has run it."""
        sample = self.samples.get(job)
        return sample and sample.of_whole(self.whole)

    def add_speeds(self, title, job, unit, less=None):
        """Cells like `670 (.11)`: MB/s, and of what the job `unit` does. Of the
        job's time that of the job `less` is subtracted."""
        cells, used = {}, []
        for rules in runs.RULES if "{}" in job else runs.RULES[:1]:
            sample = self.samples.get(job.format(rules))
            if sample is None:
                continue
            if sample.fault:
                cells[rules] = sample.fault
                continue
            used.append(sample.size)
            seconds = sample.of_whole(self.whole)
            if less:
                seconds -= self.seconds(less.format(rules))
            if seconds > sample.of_whole(self.whole) / 50:  # else it is noise
                speed = two_digits(self.whole / seconds / 1e6)
                cells[rules] = f"{speed} ({two_digits(self.seconds(unit) / seconds)})"
        if cells:
            self.add(title, cells, sizes_of(used))

    def add_times_as_fast(self, title, fast, slow):
        cells = {}
        for rules in runs.RULES:
            ours, theirs = (self.seconds(job.format(rules)) for job in (fast, slow))
            if ours and theirs and not math.isinf(theirs):
                cells[rules] = two_digits(theirs / ours)
        if cells:
            self.add(title, cells)

    def add_dropped(self, title, job):
        cells = {}
        for rules in runs.RULES:
            sample = self.samples.get(job.format(rules))
            if sample and sample.dropped is not None:
                cells[rules] = two_digits(sample.dropped * 100)
        if cells:
            self.add(title, cells)

    def add_share(self, title, job, less, of):
        """Of the time of the job `of`, in percent: that of `job` without that of
        `less`."""
        cells = {}
        for rules in runs.RULES:
            jobs = (name and name.format(rules) for name in (job, less, of))
            part, rest, whole = (self.seconds(name) or 0 for name in jobs)
            if whole:
                cells[rules] = two_digits(max(0, part - rest) / whole * 100)
        self.add(title, cells)

    def add_numbers(self, title, numbers):
        if numbers:
            self.add(title, {rules: two_digits(n) for rules, n in numbers.items()})


def sizes_of(used):
    if not used:
        return ""
    low, high = two_digits(min(used) / 1e6), two_digits(max(used) / 1e6)
    return low if low == high else f"{low} to {high}"


MEMCHR = "documents/0/memchr"
CAT = "pipe/0/cat"


def lay_out(samples, extras, programs, whole):
    table = Table(samples, whole)
    table.head("In process: MB/s (of memchr)")
    table.add_speeds("memchr over the lines", MEMCHR, MEMCHR)
    for shape, name in (("documents", "documents"), ("text", "one text")):
        job = shape + "/{}/"
        table.add_speeds(f"{name}: lines and fold", job + "fold", MEMCHR)
        table.add_speeds(f"{name}: matcher", job + "match", MEMCHR, job + "fold")
        table.add_speeds(
            f"{name}: repeats and plan", job + "plan", MEMCHR, job + "match"
        )
        table.add_speeds(f"{name}: **whole Clean**", job + "whole", MEMCHR)
    others = {
        "RE2::Set, a line": "documents/{}/set",
        "FilteredRE2 and LiteralSet, a line": "documents/{}/filtered",
        "google-re2 Set in Python": "python/{}/re2",
        "Python re, one pattern at a time": "python/{}/re",
        "winnow-md, rules of its own": "python/{}/winnow",
    }
    for title, job in others.items():
        table.add_speeds(title, job, MEMCHR)

    table.head("Where the time of Clean goes, documents, %")
    parts = {
        "lines and fold": ("fold", None),
        "matcher": ("match", "fold"),
        "repeats and plan": ("plan", "match"),
        "the second look, and putting out": ("whole", "plan"),
    }
    job = "documents/{}/"
    for title, (stage, before) in parts.items():
        table.add_share(title, job + stage, before and job + before, job + "whole")

    table.head("In a pipe: MB/s (of cat FILE \\| cat)")
    table.add_speeds("cat FILE \\| cat", CAT, CAT)
    table.add_speeds("**unboil**, JSONL", "pipe/{}/docs", CAT)
    table.add_speeds("**unboil**, one text", "pipe/{}/text", CAT)
    table.add_speeds("ripgrep -v -i -f", "pipe/{}/rg", CAT)

    table.head("unboil is so many times as fast")
    for title, job in others.items():
        title = title.removesuffix(", a line")
        table.add_times_as_fast(f"whole Clean as {title}", "documents/{}/whole", job)
    table.add_times_as_fast("in a pipe as ripgrep", "pipe/{}/text", "pipe/{}/rg")
    gains = {rules: extras.gain(rules) for rules in extras.JOBS_RULES}
    table.add_numbers("with -j 2 as with -j 1", gains)

    table.head("CPU time on empty input, ms")
    cold = {r: 1000 * median(s) for r, s in extras.cold.items()}
    cached = {r: 1000 * median(s) for r, s in extras.cached.items() if s}
    table.add_numbers("unboil", cold)
    table.add_numbers("unboil, from its cache", cached)
    ripgrep = {
        rules: 1000 * median(programs.starts[f"pipe/{rules}/rg"])
        for rules in runs.MADE
        if f"pipe/{rules}/rg" in programs.starts
    }
    table.add_numbers("ripgrep", ripgrep)

    table.head("Peak memory in the pipe, MB")
    for title, kind in (("unboil, JSONL", "docs"), ("unboil, one text", "text")):
        used = {r: programs.kilobytes.get(f"pipe/{r}/{kind}") for r in runs.RULES}
        table.add_numbers(title, {r: n * 1024 / 1e6 for r, n in used.items() if n})

    table.head("Of 100 lines so many were hit, or are gone")
    table.add_dropped("matcher", "documents/{}/match")
    for title, job in others.items():
        table.add_dropped(title, job)
    table.add_dropped("unboil in a pipe, one text, with repeats", "pipe/{}/text")
    table.add_dropped("ripgrep", "pipe/{}/rg")
    return table.markdown()


def lay_out_growth(factors):
    lines = []
    for axis, values in factors.items():
        lines.append(f"| {axis} | " + " | ".join(values) + " |")
        if len(lines) == 1:
            lines.append("|---|" + "---:|" * len(values))
        row = " | ".join(map(two_digits, values.values()))
        lines.append(f"| *time a byte* | {row} |")
    return "\n".join(lines) + "\n"


def lay_out_hurt(program, folder, scale):
    """What the last half of the text costs, over what the quarter before it
    does: so a start does not count."""
    lines = ["| input | growth |", "|---|---:|"]
    for name, case in growth.CASES.items():
        size = int(case.size * scale)
        quarter, half, whole = (
            growth.cpu_seconds(program, name, part, folder, runs=3)
            for part in (size // 4, size // 2, size)
        )
        factor = (whole - half) / max(half - quarter, 1e-3)
        lines.append(f"| {name} | {two_digits(max(0, factor))} |")
    return "\n".join(lines) + "\n"


# What it ran on.


def first_line(command):
    """Of what a program says of itself; None if it is not there."""
    try:
        said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return said.stdout.splitlines()[0]


def machine(program):
    cpu = re.search(r"(?m)^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text())
    cache = (program.parent / "CMakeCache.txt").read_text()
    compiler = re.search(r"(?m)^CMAKE_CXX_COMPILER:\w+=(.*)$", cache)
    ask = [program, "--version"]
    said = subprocess.run(ask, check=True, stdout=subprocess.PIPE, text=True)
    return ", ".join(
        [
            cpu.group(1) if cpu else os.uname().machine,
            f"{len(runs.CORES)} cores",
            first_line([compiler.group(1), "--version"]) if compiler else "",
            *said.stdout.splitlines(),
        ]
    )


class Peers(NamedTuple):
    ripgrep: object  # the path, or None
    python: Path
    engines: list  # names for bench/peers.py
    present: list  # with versions, for people
    absent: list


def find_peers(folder):
    ours = folder / "bin" / "rg"
    ripgrep = ours if ours.exists() else shutil.which("rg")
    python = folder / "bin" / "python"
    if not python.exists():
        python = Path(sys.executable)
    peers = Peers(ripgrep, python, [], [], [])
    found = {"ripgrep": ripgrep and first_line([ripgrep, "--version"])}
    for engine, package in PYTHON_PEERS.items():
        ask = f"import importlib.metadata as m; print('{package}', m.version('{package}'))"
        if package is None:
            ask = "import platform; print('Python', platform.python_version())"
        found[package or "Python"] = first_line([python, "-c", ask])
        if found[package or "Python"]:
            peers.engines.append(engine)
    peers.present.extend(said for said in found.values() if said)
    peers.absent.extend(name for name, said in found.items() if not said)
    return peers


# All of it.


def report(options, plan):
    folder = options.folder / f"{plan.megabytes}"
    made = inputs.make(folder, plan.megabytes, options.shared)
    say(f"the text is made of {made.source}")
    peers = find_peers(options.peers)
    env = {**os.environ, "UNBOIL_RULES": "", "HOME": str(options.folder)}
    env["UNBOIL_CACHE"] = "off"  # but where its worth is measured
    programs = runs.Programs(options.program, peers.ripgrep, made, env, plan.limit)
    suites = [
        runs.Engine(options.program.parent / "unboil_bench", made),
        programs,
        runs.Python(peers.python, peers.engines, made, plan.limit),
    ]
    extras = Extras(programs, options.folder / "start")
    runs.pin()
    samples = measure(suites, [extras.start, extras.two_jobs], made, plan)
    factors = measure_growth(suites[0].binary, made, plan)
    whole = made.text(made.sizes[-1]).stat().st_size
    absent = f" Absent: {', '.join(peers.absent)}." if peers.absent else ""
    size = f"{whole / 1e6:.0f} MB made of {made.source}"
    rules = title_of(str(inputs.GROWTH_RULES))
    parts = [
        f"Machine: {machine(options.program)}.",
        f"Peers: {', '.join(peers.present)}.{absent}",
        f"Text: {size}; medians of {plan.rounds} runs.\n",
        lay_out(samples, extras, programs, whole),
        f"Time a byte of the whole Clean with {rules}, as a multiple of that of the",
        "text as it is:\n",
        lay_out_growth(factors),
    ]
    if plan.hurt_scale:
        parts.append("Inputs made to hurt; 2 is linear, 4 is quadratic:\n")
        parts.append(lay_out_hurt(options.program, options.folder, plan.hurt_scale))
    return "\n".join(parts)


def write_into(page, table):
    """Replaces what stands between the marks of the page."""
    before, rest = page.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a look, no figures")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="also into PAGE")
    parser.add_argument("--mb", type=int, help="of text (80)")
    parser.add_argument("--rounds", type=int, help="runs of each (5)")
    parser.add_argument("--program", type=Path, default=ROOT / "build" / "unboil")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-inputs")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-bench")
    shared = os.environ.get("UNBOIL_SHARED", ROOT.parent / "shared")
    parser.add_argument("--shared", type=Path, default=shared)
    options = parser.parse_args()
    options.program = options.program.resolve()
    options.folder = options.folder.resolve()
    plan = QUICK if options.quick else FULL
    if options.mb:
        plan = plan._replace(megabytes=options.mb)
    if options.rounds:
        plan = plan._replace(rounds=options.rounds)
    table = report(options, plan)
    print(table)
    if options.write:
        write_into(options.write, table)


if __name__ == "__main__":
    sys.exit(main())
