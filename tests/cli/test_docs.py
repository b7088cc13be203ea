"""The pages of docs/ are run: each command as printed, and what it prints.

A page's blocks are read in order. ```file NAME makes a file, ```console holds
commands behind "$ " and what they print, both streams mixed as a terminal mixes
them. Other blocks are only shown. Each page has a folder and a home of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    "README.md",
    "docs/bad-input.md",
    "docs/guide.md",
    "docs/regression.md",
    "docs/rules.md",
]
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# A command needs these; where one is missing its page is run without it.
TOOLS = ["jq", "parallel", "curl", "git", "trafilatura"]


def blocks(page):
    yield from BLOCK.findall((ROOT / page).read_text())


def commands(text):
    """(command, what it prints) of a block; a command ending in \\ goes on."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    for part in parts[1:]:
        lines = part.splitlines(keepends=True)
        end = 1
        while lines[end - 1].endswith("\\\n"):
            end += 1
        yield "".join(lines[:end]), "".join(lines[end:])


def missing_tool(command, path):
    return any(
        re.search(rf"\b{tool}\b", command) and shutil.which(tool, path=path) is None
        for tool in TOOLS
    )


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_says(unboil, page):
    home = unboil.folder / "home"
    work = home / "work"
    tools = unboil.folder / "bin"
    work.mkdir(parents=True)
    tools.mkdir()
    (tools / "unboil").symlink_to(unboil.path)
    (work / "build").symlink_to(tools)
    # The Python tools of the tests are no one's system: they come last.
    path = f"{tools}:{os.environ['PATH']}:{Path(sys.executable).parent}"
    env = unboil.environment(HOME=str(home), PATH=path)
    del env["XDG_CONFIG_HOME"]
    ran = 0
    for kind, name, text in blocks(page):
        if kind == "file":
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_text(text)
        if kind != "console":
            continue
        for command, printed in commands(text):
            if missing_tool(command, path):
                continue
            done = subprocess.run(
                ["bash", "-c", command],
                check=False,
                cwd=work,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=60,
            )
            assert done.stdout.decode() == printed, command
            ran += 1
    assert ran > 0


def test_the_table_of_kinds_is_up_to_date(unboil):
    done = subprocess.run(
        [ROOT / "script" / "rule-table", "--check"],
        check=False,
        env={**os.environ, "UNBOIL": unboil.path},
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0, done.stderr.decode()
