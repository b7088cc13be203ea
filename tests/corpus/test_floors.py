"""Floors rise when told to, and never fall."""

import json

import pytest
from floors import Floors


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "floors.json"
    path.write_text('{"posts": {"exact": 0.5}}', encoding="utf-8")
    return path


def test_a_figure_at_its_floor_is_enough(path):
    Floors(path, lift=False).hold("posts", {"exact": 0.5})


def test_a_figure_below_its_floor_fails(path):
    with pytest.raises(AssertionError, match=r"exact: 0\.4.* is below 0\.5"):
        Floors(path, lift=False).hold("posts", {"exact": 0.49999})


@pytest.mark.parametrize("figures", [{}, {"exact": 0.5, "kept": 1.0}])
def test_missing_and_new_figures_fail(path, figures):
    with pytest.raises(AssertionError, match="other figures"):
        Floors(path, lift=False).hold("posts", figures)


def test_nothing_rises_unasked(path):
    Floors(path, lift=False).hold("posts", {"exact": 0.75})
    assert json.loads(path.read_text()) == {"posts": {"exact": 0.5}}


def test_beaten_floors_rise_to_the_figure_rounded_down(path):
    Floors(path, lift=True).hold("posts", {"exact": 0.7599999})
    assert json.loads(path.read_text()) == {"posts": {"exact": 0.75999}}


def test_lifting_lowers_nothing(path):
    with pytest.raises(AssertionError, match="below"):
        Floors(path, lift=True).hold("posts", {"exact": 0.25})
    assert json.loads(path.read_text()) == {"posts": {"exact": 0.5}}


def test_lifting_adds_new_figures(path):
    Floors(path, lift=True).hold("posts", {"exact": 0.5, "kept": 1.0})
    assert json.loads(path.read_text()) == {"posts": {"exact": 0.5, "kept": 1.0}}
