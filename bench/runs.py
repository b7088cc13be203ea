"""Runs what bench/speed.py compares, on one core, and counts CPU time.

A suite knows its own jobs and runs any of them on slices of the text:

    suite.jobs()                    ["whole documents 1000", ...]
    suite.run({job: "16", ...})     {job: Sample}

CPU time, of all processes of a pipe together, is what a clock on the wall would
show on an idle core, and it is the same on a busy one.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).resolve().parent
RULES = ("0", "built-in", "100", "1000", "10000")
MADE = RULES[2:]
CORES = os.sched_getaffinity(0)
CORE = max(CORES)
COUNT = ["wc", "-lc"]  # lines and bytes; as fast as cat


class Sample(NamedTuple):
    seconds: float  # infinite: it was stopped
    size: float  # bytes of text
    dropped: float | None = None  # share of the lines
    start: float = 0  # of the seconds, those that an empty input takes, too
    fault: str = ""  # why there is no figure; then seconds are infinite

    def of_whole(self, size):
        """Seconds for `size` bytes. A start is paid once."""
        return self.start + (self.seconds - self.start) * size / self.size


class FaultError(Exception):
    """Why a program has no figure, for people to read."""


class PeakMemory(threading.Thread):
    """The most memory of a process, in kilobytes, read while it runs.

    What wait4 tells counts the memory of this program, too, out of which the
    other one was started."""

    INTERVAL = 0.005  # seconds

    def __init__(self, process):
        super().__init__(daemon=True)
        self.status = Path(f"/proc/{process.pid}/status")
        self.kilobytes = 0
        self.start()

    def run(self):
        while peak := self.read():
            self.kilobytes = peak
            time.sleep(self.INTERVAL)

    def read(self):
        try:
            found = re.search(r"VmHWM:\s*(\d+) kB", self.status.read_text())
        except OSError:
            return 0
        return int(found[1]) if found else 0  # a zombie has none


class Usage(NamedTuple):
    seconds: float
    kilobytes: int  # the most memory of the second process
    output: bytes = b""


def pin():
    """Everything that is started from here on shares one core."""
    os.sched_setaffinity(0, {CORE})


def run_pipe(commands, limit, env=None, output=subprocess.PIPE):
    """What the commands, joined by pipes, take; FaultError when one takes too
    long or fails.

    Usage.output is what the last one wrote: let that be a count."""
    processes, source = [], subprocess.DEVNULL
    for command in commands:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=source,
            stdout=output if command is commands[-1] else subprocess.PIPE,
            env=env,
        )
        if processes:
            source.close()
        source = process.stdout
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (limit, limit + 1))
        processes.append(process)
    memory = PeakMemory(processes[1]) if len(processes) > 1 else None
    written = source.read() if source else b""
    seconds, faults = 0.0, []
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds += usage.ru_utime + usage.ru_stime
        if process.returncode == -signal.SIGXCPU:
            faults.append(f"over {limit} s")
        elif process.returncode not in (0, 1, -signal.SIGPIPE):
            # 1: ripgrep wrote no line. SIGPIPE: the one behind ended early.
            faults.append("fails")
    if faults:
        raise FaultError(faults[0])
    return Usage(seconds, memory.kilobytes if memory else 0, written)


class Suite:
    """Jobs that are run one by one."""

    def level(self, sizes):
        return sizes

    def run(self, wanted):
        samples = {}
        for job, size in wanted.items():
            try:
                samples[job] = self.sample(job, size)
            except FaultError as error:
                samples[job] = Sample(math.inf, 1, fault=str(error))
        return samples


class Engine:
    """unboil and RE2 in process: build/unboil_bench."""

    title = "the engine"
    STAGES = ("fold", "match", "plan", "whole")

    def __init__(self, binary, inputs):
        self.binary = binary
        self.inputs = inputs

    def jobs(self):
        stages = [
            f"{shape}/{rules}/{stage}"
            for shape in ("documents", "text")
            for rules in RULES
            for stage in self.STAGES
        ]
        peers = [
            f"documents/{rules}/{peer}"
            for rules in MADE
            for peer in ("set", "filtered")
        ]
        return ["documents/0/memchr", *stages, *peers]

    def run(self, wanted):
        names = "|".join(f"{job}/{size}" for job, size in wanted.items())
        return run_benchmarks(self.binary, self.inputs.folder, f"^({names})/")

    def level(self, sizes):
        """Stages are subtracted from each other: they take the same slice."""
        least = {}
        for job, size in sizes.items():
            group, part = job.rsplit("/", 1)
            if part in self.STAGES:
                least[group] = min(least.get(group, size), size, key=float)
        return {
            job: least[job.rsplit("/", 1)[0]] if job.endswith(self.STAGES) else size
            for job, size in sizes.items()
        }


def run_benchmarks(binary, folder, pattern):
    """{name without the size: Sample} of unboil_bench."""
    command = [binary, folder, f"--benchmark_filter={pattern}"]
    command.append("--benchmark_format=json")
    # What it says on standard error is about the machine.
    found = subprocess.run(command, check=True, capture_output=True)
    samples = {}
    for result in json.loads(found.stdout)["benchmarks"]:
        job = re.sub(r"/[^/]+/iterations:1$", "", result["name"])
        lines = result["lines"]
        dropped = result["hits"] / lines if lines else None
        seconds = result["cpu_time"] / 1000
        samples[job] = Sample(seconds, result["bytes"], dropped)
    return samples


class Programs(Suite):
    """unboil, ripgrep and cat in a pipe: cat FILE | PROGRAM | wc."""

    title = "programs"

    def __init__(self, program, ripgrep, inputs, env, limit):
        self.program = program
        self.ripgrep = ripgrep
        self.inputs = inputs
        self.env = env
        self.limit = limit
        self.starts = {}  # job: CPU seconds on empty input, of each run
        self.kilobytes = {}  # job: of the last run
        self.sizes = {}  # job: the slice of the last run

    def jobs(self):
        jobs = ["pipe/0/cat"]
        jobs += [f"pipe/{rules}/{kind}" for kind in ("docs", "text") for rules in RULES]
        if self.ripgrep:
            jobs += [f"pipe/{rules}/rg" for rules in MADE]
        return jobs

    def sample(self, job, size):
        _, rules, kind = job.split("/")
        path = (self.inputs.docs if kind == "docs" else self.inputs.text)(size)
        length = path.stat().st_size
        cat = ["cat", path]
        if kind == "cat":
            usage = run_pipe([cat, ["cat"]], self.limit, output=subprocess.DEVNULL)
            return Sample(usage.seconds, length)

        command = self.command(rules, kind)
        empty = run_pipe([command], self.limit, self.env)
        usage = run_pipe([cat, command, COUNT], self.limit, self.env)
        self.starts.setdefault(job, []).append(empty.seconds)
        self.kilobytes[job] = usage.kilobytes
        self.sizes[job] = size
        counts = run_pipe([cat, COUNT], self.limit).output.split()
        # A document is a line of JSONL, and none is lost.
        column = 1 if kind == "docs" else 0
        dropped = 1 - int(usage.output.split()[column]) / int(counts[column])
        start = statistics.median(self.starts[job])
        return Sample(usage.seconds, length, dropped, start)

    def command(self, rules, kind):
        if kind == "rg":
            patterns = self.inputs.rules(rules, "txt")
            allow = ["--no-config", "--regex-size-limit", "1G"]
            return [self.ripgrep, *allow, "-v", "-i", "-f", patterns]
        form = "jsonl" if kind == "docs" else "text"
        return unboil(self.program, self.inputs, rules, "--format", form)

    def cold_and_cached(self, rules, folder):
        """CPU seconds on empty input without and with what a first run left in
        its cache; the second is None where it leaves nothing."""
        command = unboil(self.program, self.inputs, rules)
        env = {**self.env, "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        env.pop("UNBOIL_CACHE", None)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        cold = run_pipe([command], self.limit, env)
        if not any(folder.iterdir()):
            return cold.seconds, None
        return cold.seconds, run_pipe([command], self.limit, env).seconds

    def wall_seconds(self, rules, jobs):
        """With `jobs` jobs, on all cores, as documents."""
        docs = self.inputs.docs(self.sizes[f"pipe/{rules}/docs"])
        command = unboil(self.program, self.inputs, rules, "-j", jobs, docs)
        os.sched_setaffinity(0, CORES)
        try:
            start = time.perf_counter()
            run_pipe([command, COUNT], self.limit, self.env)
            return time.perf_counter() - start
        finally:
            pin()


def unboil(program, inputs, rules, *flags):
    chosen = {"0": ["--no-builtin"], "built-in": []}.get(rules)
    if chosen is None:
        chosen = ["--no-builtin", "--rules", inputs.rules(rules)]
    return [program, "--quiet", *chosen, *flags]


class Python(Suite):
    """bench/peers.py under the Python that has the peers."""

    title = "Python"

    def __init__(self, python, engines, inputs, limit):
        self.python = python
        self.engines = engines
        self.inputs = inputs
        self.limit = limit

    def jobs(self):
        return [
            f"python/{rules}/{engine}"
            for engine in self.engines
            for rules in (("built-in",) if engine == "winnow" else MADE)
        ]

    def sample(self, job, size):
        _, rules, engine = job.split("/")
        text = self.inputs.text(size)
        path = self.inputs.docs(size) if engine == "winnow" else text
        patterns = self.inputs.rules(rules, "txt")
        command = [self.python, BENCH / "peers.py", engine, patterns, path]
        usage = run_pipe([command], self.limit)
        length = text.stat().st_size
        found = json.loads(usage.output)
        return Sample(found["seconds"], length, found["dropped"] / found["lines"])
