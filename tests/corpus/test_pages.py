"""Pages as text: whole dumps, the output of extractors, and clean articles.

The corpus comes with its scorer, which this runs once. Out of clean text next to
nothing may go; of every other set the figure is how much better it scores (F1) than
untouched.
"""

import json
import os
import subprocess
import sys

import pytest

# The share of characters that may go out of text that is already clean. Not 0:
# a few of the true articles have a notice in them.
MAY_LOSE = {"sh-GT": 0.0005, "tf-WITH": 0.001}
MUST_GAIN = [
    "sh-trafilatura",
    "sh-readability",
    "sh-newspaper",
    "sh-boilerpipe",
    "sh-justext-nl",
]


@pytest.fixture(scope="session")
def scores(corpora, program, tmp_path_factory):
    """{set: the scorer's figures}."""
    result = tmp_path_factory.mktemp("pages") / "scores.json"
    subprocess.run(
        [
            sys.executable,
            corpora / "pages" / "score.py",
            *("--batch", f"'{program}' --format jsonl"),
            *("--json", result),
        ],
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return {row["name"]: row for row in json.loads(result.read_text())}


def gain(row):
    figure = "f1" if "f1" in row else "tp_f1"
    return row[figure] - row["base"][figure]


@pytest.mark.parametrize("name", MAY_LOSE)
def test_clean_text_loses_next_to_nothing(scores, name):
    assert scores[name]["lost_chars"] <= MAY_LOSE[name]


@pytest.mark.parametrize("name", MUST_GAIN)
def test_what_extractors_leave_gets_better(scores, name):
    assert gain(scores[name]) > 0


def test_no_set_gets_worse(scores, floors):
    assert len(scores) > len(MAY_LOSE) + len(MUST_GAIN)
    gains = {name: gain(row) for name, row in scores.items() if name not in MAY_LOSE}
    floors.hold("pages: F1 gained", gains)
