"""unboil score agrees with the scorer that comes with the pages, set by set.

That one is Python, knows nothing of unboil but its output, and counts with the
words of Python's re and the sums of Python's floats.
"""

import json

import pytest

DIGITS = 0.0005  # figures agree to three decimals


@pytest.fixture(scope="session")
def found(corpora, clean):
    """{set: what unboil score says of it}."""
    pages = corpora / "pages" / "dev"

    def score(pattern, *fields):
        files = sorted(pages.glob(pattern))
        return json.loads(clean("score", "--format", "json", *fields, *files))["files"]

    with_reference = score("sh-*.jsonl", "--ref-field", "ref")
    with_phrases = score(
        "tf-*.jsonl", "--keep-field", "with", "--drop-field", "without"
    )
    sheets = with_reference + with_phrases
    return {
        sheet["file"].split("/")[-1].removesuffix(".jsonl"): sheet for sheet in sheets
    }


def of_phrases(sheet, version):
    """Precision, recall and F1 of phrases, as the scorer makes them of counts."""
    kept, spared = version["keep"], version["drop"]
    missed = sheet["keep"] - kept
    return {
        "tp_p": kept / ((kept + spared) or 1),
        "tp_r": kept / ((kept + missed) or 1),
        "tp_f1": 2 * kept / ((2 * kept + spared + missed) or 1),
    }


def of_reference(version):
    return {"p": version["precision"], "r": version["recall"], "f1": version["f1"]}


def expected(sheet):
    """The figures that both know, by the scorer's names."""
    cleaned, untouched = sheet["cleaned"], sheet["untouched"]
    figures = {
        "docs": sheet["documents"],
        "lost_chars": cleaned["lost"],
        "docs_touched": cleaned["touched"] / sheet["documents"],
    }
    if "f1" in cleaned:
        return figures | of_reference(cleaned) | {"base": of_reference(untouched)}
    counts = {
        "with": sheet["keep"],
        "with_in": untouched["keep"],
        "with_out": cleaned["keep"],
        "wo": sheet["drop"],
        "wo_in": untouched["drop"],
        "wo_out": cleaned["drop"],
    }
    shares = {"with_kept": cleaned["kept"], "wo_removed": cleaned.get("gone", 1)}
    base = {"base": of_phrases(sheet, untouched)}
    return figures | counts | shares | of_phrases(sheet, cleaned) | base


def test_all_sets_are_scored_by_both(found, page_scores):
    assert len(found) > 10
    assert set(found) == set(page_scores)


def test_every_figure_agrees_to_three_decimals(found, page_scores):
    for name, sheet in found.items():
        figures = expected(sheet)
        row = page_scores[name]
        known = {figure: row.get(figure, 0) for figure in figures if figure != "base"}
        base = figures.pop("base")
        assert figures == pytest.approx(known, abs=DIGITS), name
        assert base == pytest.approx(row["base"], abs=DIGITS), name


@pytest.mark.parametrize("name", ["sh-GT", "tf-WITH"])
def test_harm_to_clean_text_is_all_that_it_loses(found, page_scores, name):
    assert found[name]["need_nothing"] == found[name]["documents"]
    harm = 1 - found[name]["cleaned"]["harmless"]
    assert harm == pytest.approx(page_scores[name]["lost_chars"], abs=DIGITS)


def test_what_is_measured_is_no_trifle(found):
    pages = found["sh-html-text"]
    assert pages["untouched"]["f1"] < pages["cleaned"]["f1"] < 1
    assert found["tf-html-text"]["cleaned"]["gone"] > 0
