#!/usr/bin/env python3
"""What Python makes of the same rules or the same text, for bench/speed.py.

    python3 bench/peers.py re      rules-100.txt text-1.txt
    python3 bench/peers.py re2     rules-100.txt text-1.txt
    python3 bench/peers.py winnow  -             docs-1.jsonl

prints a JSON object: CPU seconds without loading, lines, and lines dropped.
re and re2 get the lines as they are and ignore case; they know no other folding.
winnow-md has rules of its own.
"""

import json
import re
import sys
import time
from pathlib import Path


def rows_of(path):
    return [row for row in path.read_text("utf-8").split("\n") if row]


def run_re(rules, path):
    """One pattern at a time, as most scripts do."""
    patterns = [re.compile(rule, re.IGNORECASE) for rule in rows_of(rules)]
    rows = rows_of(path)
    start = time.process_time()
    dropped = sum(any(p.search(row) for p in patterns) for row in rows)
    return time.process_time() - start, len(rows), dropped


def run_re2(rules, path):
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 1 << 30
    patterns = re2.Set.SearchSet(options)
    for rule in rows_of(rules):
        patterns.Add(rule)
    patterns.Compile()
    rows = rows_of(path)
    start = time.process_time()
    dropped = sum(bool(patterns.Match(row)) for row in rows)
    return time.process_time() - start, len(rows), dropped


def run_winnow(_, path):
    import winnow

    with path.open(encoding="utf-8") as records:
        texts = [json.loads(record)["text"] for record in records]
    start = time.process_time()
    cleaned = [winnow.clean(text).markdown for text in texts]
    seconds = time.process_time() - start
    lines, kept = (
        sum(bool(row.strip()) for text in side for row in text.split("\n"))
        for side in (texts, cleaned)
    )
    return seconds, lines, lines - kept


def main():
    engine, rules, path = sys.argv[1:]
    run = {"re": run_re, "re2": run_re2, "winnow": run_winnow}[engine]
    seconds, lines, dropped = run(Path(rules), Path(path))
    json.dump({"seconds": seconds, "lines": lines, "dropped": dropped}, sys.stdout)


if __name__ == "__main__":
    main()
