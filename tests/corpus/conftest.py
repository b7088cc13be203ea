"""Fixtures for tests on the shared corpora.

The corpora lie in $UNBOIL_SHARED, default ../shared; without them a test skips
and says so.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from floors import Floors

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.json")


def pytest_addoption(parser):
    parser.addoption(
        "--raise-floors",
        action="store_true",
        help="lift the floors of tests/corpus/floors.json that were beaten",
    )


@pytest.fixture(scope="session")
def program():
    path = Path(os.environ.get("UNBOIL", ROOT / "build" / "unboil")).resolve()
    if not path.exists():
        pytest.fail(f"{path} does not exist: build it, or set UNBOIL")
    return path


@pytest.fixture(scope="session")
def corpora():
    shared = Path(os.environ.get("UNBOIL_SHARED", ROOT.parent / "shared"))
    if not (shared / "corpora").is_dir():
        pytest.skip(f"{shared / 'corpora'} is missing: set UNBOIL_SHARED")
    return (shared / "corpora").resolve()


@pytest.fixture(scope="session")
def clean(program):
    """Runs the program with these words: bytes in, bytes out, no complaint."""

    def run(*words, stdin=b""):
        done = subprocess.run(
            [program, *words], check=False, input=stdin, capture_output=True
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    return run


@pytest.fixture(scope="session")
def floors(request):
    return Floors(FLOORS, request.config.getoption("--raise-floors", default=False))


@pytest.fixture(scope="session")
def page_scores(corpora, program, tmp_path_factory):
    """{set: figures} of the pages, as the scorer that comes with them finds."""
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
