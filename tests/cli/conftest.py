"""Runs the program as its users do: words in, bytes in, bytes out.

The program is $UNBOIL, else build/unboil. Tests bring their own few rules, so
that they hold whatever rules come with unboil.
"""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

RULES = """\
group = "t"

[[rule]]
id = "label"
why = "A link back to the first version, not part of the text."
level = 1
unit = "line"
pattern = '''^view original$'''
remove = ["View original", "VIEW ORIGINAL"]
keep = ["View original paintings."]

[[rule]]
id = "more"
why = "A link to the rest."
level = 1
unit = "span"
pattern = '''\\[read more\\]'''
remove = ["It rains. [Read more]", "[read more] It rains."]
keep = ["Read more books."]

[[rule]]
id = "notice"
why = "A notice."
level = 2
unit = "line"
pattern = '''^notice: [a-z ]+$'''
remove = ["Notice: all rights reserved", "notice: do not copy"]
keep = ["Notice the colour."]

[[rule]]
id = "bold"
why = "Often an advertisement."
level = 3
unit = "line"
pattern = '''^anzeige$'''
lang = ["de"]
remove = ["Anzeige", "ANZEIGE"]
keep = ["Die Anzeige blinkt."]

[[rule]]
id = "original"
why = "As label, in Spanish."
level = 1
unit = "line"
pattern = '''^ver original$'''
lang = ["es"]
remove = ["Ver original", "VER ORIGINAL"]
keep = ["Ver originales."]
"""


@dataclass
class Done:
    """What a run of the program came to."""

    code: int
    out: bytes
    err: str


class Program:
    """The program, run in a folder of its own that has the file rules.toml."""

    def __init__(self, path, folder):
        self.path = str(path)
        self.folder = folder
        self.write("rules.toml", RULES)

    def write(self, name, contents):
        data = contents.encode() if isinstance(contents, str) else contents
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return name

    def read(self, name):
        return (self.folder / name).read_bytes()

    def environment(self, **variables):
        """Nobody's own rules or cache, whoever runs the tests; and `variables`."""
        ours = {
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
        }
        own = {"UNBOIL_RULES", "UNBOIL_CACHE", "NO_COLOR", "COLUMNS"}
        inherited = {k: v for k, v in os.environ.items() if k not in own}
        return inherited | ours | variables

    def run(self, *words, stdin=b"", **more):
        """Runs it with just these words; stdin: bytes, text, or a descriptor."""
        if isinstance(stdin, int):
            source = {"stdin": stdin}
        else:
            source = {"input": stdin.encode() if isinstance(stdin, str) else stdin}
        done = subprocess.run(
            [self.path, *words],
            check=False,
            cwd=self.folder,
            stderr=subprocess.PIPE,
            timeout=60,
            **({"stdout": subprocess.PIPE, "env": self.environment()} | source | more),
        )
        return Done(done.returncode, done.stdout, done.stderr.decode())

    def on_terminal(self, *words, code=0, columns=80, **variables):
        """What a terminal gets to see of standard output."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
        process = subprocess.Popen(
            [self.path, *words],
            cwd=self.folder,
            env=self.environment(TERM="xterm", **variables),
            stdin=subprocess.DEVNULL,
            stdout=slave,
        )
        os.close(slave)
        shown = b""
        try:
            while more := os.read(master, 65536):
                shown += more
        except OSError:
            pass  # the other end is closed
        os.close(master)
        assert process.wait(timeout=60) == code
        return shown

    def leave_early(self, *words):
        """Reads ten bytes of standard output and closes it; code and errors."""
        process = subprocess.Popen(
            [self.path, *words],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        return process.wait(timeout=60), errors

    def clean(self, *words, **more):
        """Runs it with the rules of rules.toml and no others."""
        return self.run("-r", "rules.toml", "--no-builtin", *words, **more)


@pytest.fixture
def unboil(tmp_path):
    path = Path(os.environ.get("UNBOIL", ROOT / "build" / "unboil")).resolve()
    if not path.exists():
        pytest.fail(f"{path} does not exist: build it, or set UNBOIL")
    return Program(path, tmp_path)
