"""bench/speed.py and what it runs, on very little text: that it works at all,
that what it compares does the same work, and what its table says.
"""

import math
import os
from pathlib import Path

import inputs
import pytest
import runs
import speed
from runs import Sample

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("UNBOIL", ROOT / "build" / "unboil")).resolve()
BENCHMARK = PROGRAM.parent / "unboil_bench"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A fifth of a megabyte out of tests/cases."""
    folder = tmp_path_factory.mktemp("inputs") / "0.2"
    return inputs.make(folder, 0.2, folder / "no-shared-corpora")


@pytest.fixture(scope="module")
def engine(made):
    if not BENCHMARK.exists():
        pytest.fail(f"{BENCHMARK} does not exist: build it")
    return runs.Engine(BENCHMARK, made)


@pytest.fixture
def programs(made):
    return runs.Programs(PROGRAM, None, made, {**os.environ, "UNBOIL_RULES": ""}, 20)


# The inputs.


def test_slices_are_beginnings_of_the_whole(made):
    assert made.sizes == ["0.1", "0.2"]
    part, whole = (inputs.read_documents(made.docs(size)) for size in made.sizes)
    assert part == whole[: len(part)]
    assert made.text("0.2").read_text("utf-8") == "".join(whole)


def test_rules_are_as_many_as_their_name_says(made):
    patterns = made.rules(1000, "txt").read_text("utf-8").splitlines()
    assert len(patterns) == len(set(patterns)) == 1000
    assert made.rules(1000).read_text("utf-8").count("[[rule]]") == 1000


def test_inputs_are_made_once(made):
    made.docs("0.1").touch()
    before = made.docs("0.1").stat().st_mtime_ns
    inputs.make(made.folder, 0.2, made.folder / "no-shared-corpora")
    assert made.docs("0.1").stat().st_mtime_ns == before


def test_growth_leaves_the_text_as_long_as_it_was():
    text = "one two three four\nfive six\n"
    assert inputs.rewrapped(text, 8).split() == text.split()
    assert inputs.cut_by_bytes(text.splitlines(), 10) == [
        "one two three four\n",
        "five six\n",
    ]
    assert inputs.transliterated([text], 0) == [text]
    assert inputs.transliterated(["one\n"], 100) == ["оне\n"]
    assert inputs.with_hits([text], ["hit"], 100) == ["hit\nhit\n"]


# What is measured.


def test_every_benchmark_runs(engine):
    samples = engine.run(dict.fromkeys(engine.jobs(), "0.1"))
    assert sorted(samples) == sorted(engine.jobs())


@pytest.mark.parametrize("rules", ["100", "1000"])
def test_the_matcher_and_its_peers_find_the_same_lines(engine, rules):
    jobs = [f"documents/{rules}/{what}" for what in ("match", "set", "filtered")]
    samples = engine.run(dict.fromkeys(jobs, "0.2"))
    dropped = {sample.dropped for sample in samples.values()}
    assert len(dropped) == 1
    assert dropped.pop() > 0


def test_stages_take_the_same_slice(engine):
    sizes = dict.fromkeys(engine.jobs(), "0.2")
    sizes["text/100/whole"] = "0.1"
    levelled = engine.level(sizes)
    assert levelled["text/100/fold"] == "0.1"
    assert levelled["text/100/whole"] == "0.1"
    assert levelled["text/1000/fold"] == "0.2"


def test_others_take_the_slice_that_was_chosen_for_them(engine):
    sizes = dict.fromkeys(engine.jobs(), "0.2")
    sizes["documents/100/fold"] = "0.1"
    assert engine.level(sizes)["documents/100/set"] == "0.2"


def test_a_program_in_a_pipe_is_measured_and_its_lines_are_counted(programs):
    sample = programs.sample("pipe/1000/text", "0.2")
    assert 0 < sample.start < 20
    assert 0 < sample.seconds < 20
    assert 0 < sample.dropped < 0.5


@pytest.mark.parametrize(
    ("script", "fault"), [("while :; do :; done", "over 1 s"), ("exit 2", "fails")]
)
def test_a_program_without_a_figure_has_a_fault(script, fault):
    with pytest.raises(runs.FaultError, match=fault):
        runs.run_pipe([["sh", "-c", script], ["cat"]], 1)


def test_what_has_no_figure_is_not_run_again(programs):
    programs.jobs = lambda: ["pipe/100/rg", "pipe/0/text"]
    programs.command = lambda rules, kind: [
        "sh",
        "-c",
        "exit 2" if kind == "rg" else "cat",
    ]
    sizes, stopped = speed.choose_sizes(programs, programs.inputs.sizes, 1)
    assert sizes == {"pipe/0/text": "0.2"}
    assert stopped["pipe/100/rg"].fault == "fails"


def test_without_a_cache_there_is_no_start_from_it(programs, tmp_path):
    programs.program = "true"
    cold, cached = programs.cold_and_cached("0", tmp_path / "home")
    assert cold > 0
    assert cached is None


# The table.


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (5870, "5,900"),
        (19.4, "19"),
        (1, "1.0"),
        (0.0834, ".083"),
        (0.996, "1.0"),
        (0, "0"),
    ],
)
def test_figures_have_two_digits(number, written):
    assert speed.two_digits(number) == written


def test_a_slice_stands_for_the_whole_and_a_start_is_paid_once():
    assert Sample(3, 10, start=1).of_whole(100) == 21


def row_of(samples, **arguments):
    samples = {"unit": Sample(0.5, 1e8), **samples}
    table = speed.Table(samples, whole=1e8)
    table.add_speeds("peer", "peer/{}", "unit", **arguments)
    return table.rows[2:]


def test_a_cell_has_the_speed_and_the_ratio():
    assert row_of({"peer/100": Sample(2, 1e7)}) == [
        ["peer", "", "", "5.0 (.025)", "", "", "10"]
    ]


def test_a_stage_is_what_comes_on_top_of_those_before():
    samples = {"peer/0": Sample(2, 1e8), "fold/0": Sample(1, 1e8)}
    assert row_of(samples, less="fold/{}") == [
        ["peer", "100 (.50)", "", "", "", "", "100"]
    ]


def test_what_was_stopped_says_so():
    stopped = Sample(math.inf, 1, fault="over 20 s")
    assert row_of({"peer/10000": stopped}) == [
        ["peer", "", "", "", "", "over 20 s", ""]
    ]


def test_an_absent_peer_has_no_row():
    assert row_of({}) == []


def test_an_absent_peer_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(speed.shutil, "which", lambda _: None)
    peers = speed.find_peers(tmp_path)
    assert peers.ripgrep is None
    assert "ripgrep" in peers.absent
    assert peers.engines[0] == "re"


def test_the_table_of_a_page_is_replaced(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{speed.BEGIN}old\n{speed.END}after\n", encoding="utf-8")
    for table in ("new", "newer"):
        speed.write_into(page, table)
    assert page.read_text("utf-8") == (
        f"before\n{speed.BEGIN}\nnewer\n{speed.END}after\n"
    )


def test_the_page_has_a_place_for_the_table():
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert page.count(speed.BEGIN) == page.count(speed.END) == 1
