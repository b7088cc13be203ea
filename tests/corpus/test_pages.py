"""Pages as text: whole dumps, the output of extractors, and clean articles.

The corpus comes with its scorer. Out of clean text next to
nothing may go; of every other set the figure is how much better it scores (F1) than
untouched.
"""

import pytest

# The share of characters that may go out of text that is already clean. Not 0:
# a few of the true articles have a notice in them.
MAY_LOSE = {"sh-GT": 0.001, "tf-WITH": 0.001}
MUST_GAIN = [
    "sh-trafilatura",
    "sh-readability",
    "sh-newspaper",
    "sh-boilerpipe",
    "sh-justext-nl",
]


def gain(row):
    figure = "f1" if "f1" in row else "tp_f1"
    return row[figure] - row["base"][figure]


@pytest.mark.parametrize("name", MAY_LOSE)
def test_clean_text_loses_next_to_nothing(page_scores, name):
    assert page_scores[name]["lost_chars"] <= MAY_LOSE[name]


@pytest.mark.parametrize("name", MUST_GAIN)
def test_what_extractors_leave_gets_better(page_scores, name):
    assert gain(page_scores[name]) > 0


def test_no_set_gets_worse(page_scores, floors):
    assert len(page_scores) > len(MAY_LOSE) + len(MUST_GAIN)
    gains = {
        name: gain(row) for name, row in page_scores.items() if name not in MAY_LOSE
    }
    floors.hold("pages: F1 gained", gains)
