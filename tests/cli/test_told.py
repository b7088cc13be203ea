"""What is told beside the text: --stats, --progress, -q, colours."""

import os
import pty
import subprocess

import pytest

TEXT = "A story.\nView original\nIt rains. [Read more]\nThe end.\n"
ESC = b"\x1b["


def test_stats_count_documents_bytes_and_rules(unboil):
    lines = '{"text":"a\\nView original"}\n{"text":"It rains. [Read more] It snows."}\n{}\n{"text":"d"}\n'
    done = unboil.clean("-f", "jsonl", "--stats", stdin=lines)
    assert done.err == (
        'unboil: -:3: no field "text"\n'
        "documents  3, changed 2, bad records 1\n"
        "bytes      47, removed 26 (55.3 %)\n"
        "\n"
        "removals      bytes  rule\n"
        "       1         14  t.label\n"
        "       1         12  t.more\n"
    )


def test_stats_of_nothing(unboil):
    done = unboil.clean("--stats", stdin="")
    assert done.err == "documents  1, changed 0\nbytes      0, removed 0 (0.0 %)\n"


def test_stats_leave_standard_output_alone(unboil):
    assert unboil.clean("--stats", stdin=TEXT).out == unboil.clean(stdin=TEXT).out


UTF16 = TEXT.encode("utf-16")


def test_quiet_leaves_out_warnings(unboil):
    assert unboil.clean(stdin=UTF16).err != ""
    done = unboil.clean("-q", stdin=UTF16)
    assert (done.code, done.out, done.err) == (0, UTF16, "")


def test_quiet_still_tells_errors(unboil):
    done = unboil.clean("--quiet", "missing", stdin="")
    assert (done.code, done.err) == (2, "unboil: missing: No such file or directory\n")


def test_quiet_still_tells_bad_records(unboil):
    done = unboil.clean("-q", "-f", "jsonl", stdin="{}\n")
    assert (done.code, done.err) == (2, 'unboil: -:1: no field "text"\n')


def test_short_work_shows_no_progress(unboil):
    assert unboil.clean("--progress", stdin=TEXT).err == ""


def test_progress_of_long_work(unboil):
    """On a terminal: a line that is taken off at the end."""
    unboil.write("a.jsonl", b'{"text":"a line of some story"}\n' * 10)
    reader, writer = os.pipe()
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [unboil.path, "--progress", "--line-buffered", "-f", "jsonl"],
        env=unboil.environment(),
        stdin=reader,
        stdout=subprocess.DEVNULL,
        stderr=slave,
    )
    os.close(slave)
    os.close(reader)
    said = b""
    while b"MB/s" not in said:
        os.write(writer, b'{"text":"a"}\n' * 1_000)
        os.set_blocking(master, False)
        try:
            said += os.read(master, 4096)
        except BlockingIOError:
            continue
    os.close(writer)
    assert process.wait(timeout=60) == 0
    os.set_blocking(master, False)
    said += os.read(master, 4096)
    os.close(master)
    assert said.startswith(b"unboil: ")
    assert said.endswith(b"\r\x1b[K")


# Colours.


def on_terminal(unboil, *words, **more):
    return unboil.on_terminal("-r", "rules.toml", "--no-builtin", *words, **more)


@pytest.mark.parametrize("show", ["--explain", "--diff"])
def test_colours_are_for_terminals(unboil, show):
    unboil.write("a.txt", TEXT)
    assert ESC in on_terminal(unboil, show, "a.txt")
    assert ESC not in unboil.clean(show, "a.txt").out


@pytest.mark.parametrize("show", ["--explain", "--diff"])
def test_color_says_when(unboil, show):
    unboil.write("a.txt", TEXT)
    assert ESC in unboil.clean(show, "--color", "always", "a.txt").out
    assert ESC not in on_terminal(unboil, show, "--color", "never", "a.txt")


def test_no_color_is_heard(unboil):
    unboil.write("a.txt", TEXT)
    assert ESC not in on_terminal(unboil, "--explain", "a.txt", NO_COLOR="1")
    assert ESC in on_terminal(unboil, "--explain", "a.txt", NO_COLOR="")
    always = on_terminal(unboil, "--explain", "--color=always", "a.txt", NO_COLOR="1")
    assert ESC in always


def test_the_clean_text_is_never_coloured(unboil):
    unboil.write("a.txt", TEXT)
    shown = on_terminal(unboil, "--color", "always", "a.txt")
    assert shown == b"A story.\r\nIt rains.\r\nThe end.\r\n"


# -l


def test_list_names_documents_that_would_change(unboil):
    unboil.write("a.txt", TEXT)
    unboil.write("b.txt", "Nothing.\n")
    unboil.write("c.jsonl", '{"text":"b"}\n{"text":"a\\nView original"}\n')
    done = unboil.clean("-l", "a.txt", "b.txt", "c.jsonl")
    assert (done.code, done.out) == (0, b"a.txt\nc.jsonl:2\n")


def test_list_takes_a_folder(unboil):
    unboil.write("x/a.txt", TEXT)
    unboil.write("x/y/b.txt", TEXT)
    assert unboil.clean("--list", "x").out == b"x/a.txt\nx/y/b.txt\n"


def test_check_takes_a_folder(unboil):
    unboil.write("x/a.txt", TEXT)
    assert unboil.clean("--check", "x").code == 1


# --offsets


@pytest.mark.parametrize(
    ("unit", "begin", "end"), [("bytes", 6, 20), ("chars", 2, 16), ("utf16", 3, 17)]
)
def test_offsets_count_what_they_say(unboil, unit, begin, end):
    text = "é\U0001f600\nView original"
    unboil.clean("--report", "report", "--offsets", unit, stdin=text)
    report = unboil.read("report").decode()
    assert f'"begin":{begin},"end":{end},' in report


def test_offsets_need_a_report(unboil):
    done = unboil.clean("--offsets", "chars", stdin="a\n")
    assert (done.code, done.err) == (2, "unboil: --offsets: needs --report\n")
