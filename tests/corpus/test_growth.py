"""Four times the text costs about four times the time, whatever the text.

The inputs and the measuring are those of bench/growth.py, which prints the whole
table. CPU time is a coarse measure, so the bound is wide and the best of three
runs counts: what it catches is a step that compares everything with everything,
which would cost sixteen times.
"""

import growth
import pytest

BOUND = 8
RUNS = 3


@pytest.mark.growth
@pytest.mark.parametrize("name", growth.CASES)
def test_time_is_linear(program, tmp_path, name):
    whole_size = growth.CASES[name].size
    quarter = whole = float("inf")
    for _ in range(RUNS):
        quarter = min(
            quarter, growth.cpu_seconds(program, name, whole_size // 4, tmp_path)
        )
        whole = min(whole, growth.cpu_seconds(program, name, whole_size, tmp_path))
        if whole <= BOUND * quarter:
            return
        if whole > 2 * BOUND * quarter:
            break  # no noise explains that
    pytest.fail(
        f"{whole:.3f} s for what costs {quarter:.3f} s at a quarter of the size"
    )
