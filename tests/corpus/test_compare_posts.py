"""compare on real posts: rule by rule, it counts what --report counts."""

import json
import subprocess
from collections import Counter

import pytest


@pytest.fixture(scope="session")
def posts(corpora):
    return corpora / "posts" / "dev.jsonl"


@pytest.fixture(scope="session")
def compare(program):
    """Runs compare in JSON; the exit code and the answer."""

    def run(*words):
        done = subprocess.run(
            [program, "compare", "--format", "json", *words],
            check=False,
            capture_output=True,
        )
        assert done.stderr == b""
        return done.returncode, json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def removals(posts, clean, tmp_path_factory):
    """What goes of the posts, as --report has it."""
    report = tmp_path_factory.mktemp("report") / "report"
    clean("--report", report, posts)
    return [json.loads(line) for line in report.read_bytes().splitlines()]


def lines_of(removal):
    return sum(bool(line.strip()) for line in removal["text"].split("\n"))


def test_identical_sides_are_no_change(posts, compare):
    code, answer = compare(posts)
    assert code == 0
    assert answer["documents"] == len(posts.read_bytes().splitlines())
    assert answer["changed"] == 0


def test_a_disabled_rule_is_named_with_its_lines(posts, compare, removals):
    """As many as the report has, where nothing else takes them over."""
    lines = Counter()
    for removal in removals:
        if not removal["rule"].startswith("any.repeat."):
            lines[removal["rule"]] += lines_of(removal)
    exact = 0
    for rule, count in lines.most_common(8):
        code, answer = compare("--new-disable", rule, posts)
        kept = {row["rule"]: row["kept"]["lines"] for row in answer["rules"]}
        assert (code == 1) == bool(kept)
        assert kept.get(rule, 0) <= count
        exact += kept.get(rule) == count
    assert exact >= 4


def test_against_no_rule_everything_is_newly_removed(posts, compare, removals):
    off = ["--old-disable", "*", "--old-repeats", "off"]
    code, answer = compare(*off, posts)
    assert code == 1
    counted = {row["rule"]: row["removed"] for row in answer["rules"]}
    assert not any(row["kept"]["documents"] for row in answer["rules"])
    for rule, counts in counted.items():
        of_rule = [removal for removal in removals if removal["rule"] == rule]
        assert counts["lines"] == sum(map(lines_of, of_rule))
        assert counts["documents"] == len({removal["doc"] for removal in of_rule})
        assert counts["bytes"] == sum(
            removal["end"] - removal["begin"] for removal in of_rule
        )
    assert set(counted) == {removal["rule"] for removal in removals}


def test_a_baseline_makes_the_round_trip(posts, program, compare, tmp_path):
    base = tmp_path / "base"
    words = ["--repeats", "off"]
    subprocess.run([program, "compare", *words, "--save", base, posts], check=True)
    code, answer = compare(*words, "--baseline", base, posts)
    assert (code, answer["changed"]) == (0, 0)
    from_rules = compare("--old-repeats", "off", posts)
    from_base = compare("--baseline", base, posts)
    assert from_rules[0] == from_base[0] == 1
    assert from_rules[1]["rules"] == from_base[1]["rules"]
