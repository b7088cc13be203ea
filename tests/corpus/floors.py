"""Figures that may rise and must not fall.

What a corpus scores is held against floors.json, higher being better: a figure
below its floor fails its test. `pytest tests/corpus --raise-floors` lifts the
floors that were beaten and adds those of new figures; it lowers none. Whoever
must lower one edits the file and says why in the commit. Sets that are made at
random have floors with some room: another Python may draw other documents.
"""

import json
import math

PLACES = 10**5  # floors are rounded down to this many parts of one


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
