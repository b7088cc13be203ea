"""-i, and -o FOLDER: files that are cleaned each for itself."""

import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

DIRTY = b"A story.\nView original\nIts end.\n"
CLEAN = b"A story.\nIts end.\n"


def names(unboil):
    found = (path.relative_to(unboil.folder) for path in unboil.folder.rglob("*"))
    return sorted(str(path) for path in found if str(path) != "rules.toml")


@pytest.mark.parametrize("flag", ["-i", "--in-place"])
def test_a_file_is_changed_in_place(unboil, flag):
    unboil.write("a.txt", DIRTY)
    done = unboil.clean(flag, "a.txt")
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert unboil.read("a.txt") == CLEAN
    assert names(unboil) == ["a.txt"]


@pytest.mark.parametrize("flag", ["-i=.old", "--in-place=.old"])
def test_a_suffix_keeps_the_old_file(unboil, flag):
    unboil.write("a.txt", DIRTY)
    unboil.write("b.txt", "Nothing goes.\n")
    unboil.write("a.txt.old", "older\n")
    assert unboil.clean(flag, "a.txt", "b.txt").code == 0
    assert unboil.read("a.txt") == CLEAN
    assert unboil.read("a.txt.old") == DIRTY
    assert names(unboil) == ["a.txt", "a.txt.old", "b.txt"]


def test_the_word_behind_the_flag_is_a_file(unboil):
    unboil.write("a.txt", DIRTY)
    unboil.write("b.txt", DIRTY)
    assert unboil.clean("-i", "a.txt", "b.txt").code == 0
    assert unboil.read("a.txt") == unboil.read("b.txt") == CLEAN


def test_other_letters_may_stand_beside_it(unboil):
    unboil.write("a.txt", DIRTY)
    assert unboil.clean("-qi", "a.txt").code == 0
    assert unboil.read("a.txt") == CLEAN


def test_a_file_out_of_which_nothing_goes_is_not_touched(unboil):
    unboil.write("a.txt", "Nothing goes.\n")
    path = unboil.folder / "a.txt"
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert unboil.clean("-i", "a.txt").code == 0
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (inode, 1)


def test_mode_and_owner_stay(unboil):
    unboil.write("a.txt", DIRTY)
    path = unboil.folder / "a.txt"
    path.chmod(0o604)
    if os.geteuid() == 0:
        os.chown(path, 4711, 4712)
    before = path.stat()
    assert unboil.clean("-i", "a.txt").code == 0
    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )
    assert stat.S_IMODE(after.st_mode) == 0o604


def test_a_link_is_followed_to_its_file(unboil):
    unboil.write("real/a.txt", DIRTY)
    (unboil.folder / "link.txt").symlink_to("real/a.txt")
    assert unboil.clean("-i=~", "link.txt").code == 0
    assert (unboil.folder / "link.txt").is_symlink()
    assert unboil.read("real/a.txt") == CLEAN
    assert unboil.read("link.txt~") == DIRTY


def test_a_folder_is_cleaned_below_too(unboil):
    inside = ["x/a.txt", "x/b.text", "x/y/c.txt"]
    others = ["x/page.html", "x/.hidden.txt", "x/.git/d.txt"]
    for name in inside + others:
        unboil.write(name, DIRTY)
    unboil.write("x/e.jsonl", '{"text":"a\\nView original"}\n')
    done = unboil.clean("-i", "x")
    assert (done.code, done.err) == (0, "")
    assert {unboil.read(name) for name in inside} == {CLEAN}
    assert {unboil.read(name) for name in others} == {DIRTY}
    assert unboil.read("x/e.jsonl") == b'{"text":"a"}\n'


def test_a_folder_without_text_is_an_error(unboil):
    (unboil.folder / "x").mkdir()
    done = unboil.clean("-i", "x")
    assert done.code == 2
    assert done.err == "unboil: x: no *.txt, *.text, *.jsonl, *.ndjson file in it\n"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(unboil):
    unboil.write("a.txt", DIRTY)
    unboil.write("b.txt", DIRTY)
    done = unboil.clean("-i", "a.txt", "missing.txt", "b.txt")
    assert done.code == 2
    assert done.err == "unboil: missing.txt: No such file or directory\n"
    assert unboil.read("a.txt") == unboil.read("b.txt") == CLEAN


def test_a_bad_record_stays_in_its_place(unboil):
    unboil.write("a.jsonl", '{"text":"a\\nView original"}\n{broken\n{"text":"b"}\n')
    done = unboil.clean("-i", "a.jsonl")
    assert (done.code, done.err) == (2, "unboil: a.jsonl:2: not JSON\n")
    assert unboil.read("a.jsonl") == b'{"text":"a"}\n{broken\n{"text":"b"}\n'


def test_many_documents_in_one_file(unboil):
    unboil.write("a.jsonl", b'{"text":"a line\\nView original"}\n' * 50_000)
    assert unboil.clean("-i", "-j", "2", "a.jsonl").code == 0
    assert unboil.read("a.jsonl") == b'{"text":"a line"}\n' * 50_000


def test_report_and_stats_go_with_it(unboil):
    unboil.write("a.txt", DIRTY)
    done = unboil.clean("-i", "--report", "report", "--stats", "a.txt")
    assert b'"doc":"a.txt","begin":9,"end":23' in unboil.read("report")
    assert "changed 1" in done.err


WRONG = [
    (["-i"], "--in-place: needs files; standard input is none"),
    (["-i", "-"], "--in-place: needs files; standard input is none"),
    (["-i="], "--in-place=: needs a value"),
    (["-i=/x", "a"], '--in-place: "/x" is not the end of a file\'s name'),
    (["-i", "-o", "x", "a"], "--output: cannot go with --in-place"),
    (["-i", "--check", "a"], "--in-place: cannot go with --check"),
    (["-i", "--diff", "a"], "--in-place: cannot go with --diff"),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_wrong_usage(unboil, words, message):
    unboil.write("a", DIRTY)
    done = unboil.clean(*words)
    assert (done.code, done.out, done.err) == (2, b"", f"unboil: {message}\n")
    assert unboil.read("a") == DIRTY


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_stays(unboil):
    unboil.write("a.txt", DIRTY)
    (unboil.folder / "a.txt").chmod(0o444)
    done = unboil.clean("-i", "a.txt")
    assert (done.code, done.err) == (2, "unboil: a.txt: Permission denied\n")


def test_a_file_too_large_for_the_disk_stays(unboil):
    unboil.write("a.txt", DIRTY + b"long line\n" * 100_000)
    before = unboil.read("a.txt")
    done = subprocess.run(
        # A file may have 4 blocks of 1,024 bytes; the signal of it is ignored.
        [
            "bash",
            "-c",
            'trap "" XFSZ; ulimit -f 4; exec "$@"',
            "bash",
            unboil.path,
            "--repeats",
            "off",
            "-i",
            "a.txt",
        ],
        check=False,
        cwd=unboil.folder,
        env=unboil.environment(),
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (2, b"unboil: a.txt: File too large\n")
    assert unboil.read("a.txt") == before
    assert names(unboil) == ["a.txt"]


# A kill at any moment leaves each file old or new, and nothing half written.


def test_a_kill_leaves_every_file_old_or_new(unboil):
    old = b"".join(b"Line %d of a story.\nView original\n" % i for i in range(2_000))
    new = old.replace(b"View original\n", b"")
    moments = 50
    killed = 0
    for moment in range(moments):
        for i in range(40):
            unboil.write(f"x/{i}.txt", old)
        process = subprocess.Popen(
            [unboil.path, "-r", "rules.toml", "--no-builtin", "-i", "x"],
            cwd=unboil.folder,
            env=unboil.environment(),
        )
        time.sleep(0.002 + 0.004 * moment)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        for i in range(40):
            assert unboil.read(f"x/{i}.txt") in (old, new)
    assert killed > 0


# -o FOLDER


@pytest.mark.parametrize("folder", ["out", "out/", "new/", "new/deep/"])
def test_files_are_written_into_a_folder(unboil, folder):
    (unboil.folder / "out").mkdir()
    unboil.write("x/a.txt", DIRTY)
    unboil.write("b.txt", "Nothing goes.\n")
    done = unboil.clean("-o", folder, "x/a.txt", "b.txt")
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert unboil.read(Path(folder) / "a.txt") == CLEAN
    assert unboil.read(Path(folder) / "b.txt") == b"Nothing goes.\n"
    assert unboil.read("x/a.txt") == DIRTY


def test_a_folder_keeps_its_structure(unboil):
    unboil.write("x/a.txt", DIRTY)
    unboil.write("x/y/b.txt", DIRTY)
    assert unboil.clean("-o", "out/", "x/").code == 0
    assert unboil.read("out/a.txt") == unboil.read("out/y/b.txt") == CLEAN


@pytest.mark.parametrize("show", ["--explain", "--mark"])
def test_a_blank_line_sets_off_documents_of_different_batches(unboil, show):
    line = b'{"text":"A story that goes on.\\nView original"}\n'
    unboil.write("a.jsonl", line * 20_000)
    assert unboil.clean(show, "-o", "out/", "a.jsonl").code == 0
    assert unboil.read("out/a.jsonl") == unboil.clean(show, "a.jsonl").out


def test_two_files_are_never_written_to_one(unboil):
    unboil.write("x/a.txt", DIRTY)
    unboil.write("y/a.txt", DIRTY)
    done = unboil.clean("-o", "out/", "x/a.txt", "y/a.txt")
    assert done.code == 2
    assert done.err == (
        "unboil: x/a.txt and y/a.txt: would both be written to out/a.txt\n"
    )
    assert names(unboil) == ["x", "x/a.txt", "y", "y/a.txt"]


def test_a_folder_is_never_written_into_itself(unboil):
    unboil.write("x/a.txt", DIRTY)
    done = unboil.clean("-o", "./x", "x")
    assert done.code == 2
    assert done.err == (
        "unboil: x/a.txt: would be read and written at once; see --in-place\n"
    )
    assert unboil.read("x/a.txt") == DIRTY


def test_standard_input_has_no_name_in_a_folder(unboil):
    done = unboil.clean("-o", "out/", stdin=DIRTY)
    assert done.code == 2
    assert done.err == (
        "unboil: standard input: has no name to be written by in out/\n"
    )
