"""Fixtures for tests on the shared corpora, and floors that only rise.

The corpora lie in $UNBOIL_SHARED, default ../shared; without them a test skips
and says so. What a corpus scores is held against floors.json: a figure below its
floor fails. `pytest tests/corpus --raise-floors` lifts the floors that were
beaten and adds those of new figures; it lowers none. Whoever must lower one edits
the file and says why in the commit.
"""

import json
import math
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.json")
PLACES = 10**5  # floors are rounded down to this many parts of one


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
            [program, *words], input=stdin, capture_output=True, timeout=600
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    return run


class Floors:
    """The floors of floors.json: {set: {figure: floor}}, higher is better."""

    def __init__(self, path, lift):
        self.path = path
        self.floors = json.loads(path.read_text(encoding="utf-8"))
        self.lift = lift

    def hold(self, name, figures):
        """Fails where a figure is below its floor or has none, or is missing."""
        floors = self.floors.setdefault(name, {})
        if self.lift:
            for figure, value in figures.items():
                rounded = math.floor(value * PLACES) / PLACES
                floors[figure] = max(rounded, floors.get(figure, rounded))
            text = json.dumps(self.floors, indent=2, ensure_ascii=False)
            self.path.write_text(text + "\n", encoding="utf-8")
        assert sorted(figures) == sorted(floors), f"{self.path} has other figures"
        low = [
            f"{figure}: {value:.6f} is below {floors[figure]}"
            for figure, value in figures.items()
            if value < floors[figure]
        ]
        assert not low, f"{name}: {'; '.join(low)}"


@pytest.fixture(scope="session")
def floors(request):
    return Floors(FLOORS, request.config.getoption("--raise-floors", default=False))
