"""What goes in and out: files, pipes, exit codes, faults of the system."""

import os
import stat

import pytest

DIRTY = b"A story.\nView original\nIts end.\n"
CLEAN = b"A story.\nIts end.\n"


def test_standard_input_is_cleaned(unboil):
    done = unboil.clean(stdin=DIRTY)
    assert (done.code, done.out, done.err) == (0, CLEAN, "")


def test_dash_is_standard_input(unboil):
    unboil.write("a", "a\n")
    done = unboil.clean("a", "-", "a", stdin=DIRTY)
    assert done.out == b"a\n" + CLEAN + b"a\n"


def test_files_follow_each_other_as_with_cat(unboil):
    unboil.write("one", "no newline")
    unboil.write("two", DIRTY)
    assert unboil.clean("one", "two").out == b"no newline" + CLEAN


def test_options_and_files_may_be_mixed(unboil):
    unboil.write("a", "A story.\nAnzeige\n")
    assert unboil.clean("a", "--level", "3").out == b"A story.\n"


def test_double_dash_ends_the_options(unboil):
    unboil.write("--level", DIRTY)
    assert unboil.clean("--", "--level").out == CLEAN


def test_a_file_named_like_a_command(unboil):
    unboil.write("test", DIRTY)
    done = unboil.run("./test", "-r", "rules.toml", "--no-builtin")
    assert done.out == CLEAN


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"no newline",
        b"\xef\xbb\xbfmark\n",
        b"cr lf\r\nlf\ncr\rend\r\n",
        b"bad \xff\xc3 bytes \xed\xa0\x80\n",
        b"nul \0 inside\n",
        b"blanks  \t \n\n\n\n",
        b"x" * 1_000_000,
        b"line of text\n" * 100_000,
    ],
)
def test_nothing_found_nothing_changed(unboil, text):
    # The repeated lines are repeats, so these are off.
    done = unboil.clean("--repeats", "off", stdin=text)
    assert (done.code, done.err) == (0, "")
    assert done.out == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-32-be"])
def test_utf16_and_utf32_pass_with_a_warning(unboil, encoding):
    text = DIRTY.decode().encode(encoding)
    done = unboil.clean(stdin=text)
    assert (done.code, done.out) == (0, text)
    assert done.err.startswith("unboil: -: not UTF-8")
    assert done.err.count("\n") == 1


def test_a_missing_file_does_not_stop_the_others(unboil):
    unboil.write("a", DIRTY)
    done = unboil.clean("a", "missing", "a")
    assert (done.code, done.out) == (2, CLEAN + CLEAN)
    assert done.err == "unboil: missing: No such file or directory\n"


def test_a_folder_is_an_error(unboil):
    (unboil.folder / "folder").mkdir()
    done = unboil.clean("folder")
    assert done.code == 2
    assert done.err == (
        "unboil: folder: is a folder; -i cleans the files in it, "
        "-o FOLDER/ writes clean copies\n"
    )


def test_a_folder_on_standard_input_is_an_error(unboil):
    folder = os.open(unboil.folder, os.O_RDONLY)
    done = unboil.clean(stdin=folder)
    os.close(folder)
    assert (done.code, done.err) == (2, "unboil: standard input: is a folder\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_an_error(unboil):
    unboil.write("a", "a\n")
    (unboil.folder / "a").chmod(0)
    done = unboil.clean("a")
    assert (done.code, done.err) == (2, "unboil: a: Permission denied\n")


def test_an_empty_name_is_an_error(unboil):
    done = unboil.clean("")
    assert (done.code, done.err) == (2, "unboil: the name of a file is empty\n")


# Output that cannot be written.


@pytest.mark.parametrize("text", [DIRTY, b"line\n" * 1_000_000])
def test_a_full_disk_is_an_error(unboil, text):
    with open("/dev/full", "wb") as full:
        done = unboil.clean("--repeats", "off", stdin=text, stdout=full)
    assert done.code == 2
    assert done.err == "unboil: standard output: No space left on device\n"


@pytest.mark.parametrize("flag", ["-o", "--report"])
def test_a_full_disk_behind_a_name_is_an_error(unboil, flag):
    done = unboil.clean(flag, "/dev/full", stdin=DIRTY)
    assert done.code == 2
    assert done.err == "unboil: /dev/full: No space left on device\n"


@pytest.mark.parametrize("words", [["--help"], ["rules", "list"], ["--version"]])
def test_a_full_disk_is_an_error_for_help_too(unboil, words):
    with open("/dev/full", "wb") as full:
        done = unboil.run(*words, stdout=full)
    assert done.code == 2


@pytest.mark.parametrize("format", ["text", "jsonl"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_is_no_error(unboil, format, jobs):
    unboil.write("big", b'{"text":"a line"}\n' * 200_000)
    words = ["--repeats", "off", "-j", jobs, "-f", format, "big"]
    assert unboil.leave_early(*words) == (0, b"")


def test_a_pipe_closed_from_the_start_is_no_error(unboil):
    read, write = os.pipe()
    os.close(read)
    done = unboil.clean(stdin=DIRTY, stdout=write)
    os.close(write)
    assert (done.code, done.err) == (0, "")


def test_closed_standard_output_is_an_error(unboil):
    done = unboil.clean(stdin=DIRTY, preexec_fn=lambda: os.close(1))
    assert done.code == 2
    assert done.err == "unboil: standard output: Bad file descriptor\n"


def test_closed_standard_input_is_an_error(unboil):
    done = unboil.clean(preexec_fn=lambda: os.close(0))
    assert done.code == 2
    assert done.err == "unboil: standard input: Bad file descriptor\n"


def test_complaints_never_land_in_a_file(unboil):
    unboil.write("a.jsonl", "{}\n")
    done = unboil.clean("-o", "out", "a.jsonl", preexec_fn=lambda: os.close(2))
    assert done.code == 2
    assert unboil.read("out") == b"{}\n"


# --output


def test_output_names_a_file(unboil):
    done = unboil.clean("-o", "out", stdin=DIRTY)
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert unboil.read("out") == CLEAN
    assert sorted(os.listdir(unboil.folder)) == ["out", "rules.toml"]


def test_output_dash_is_standard_output(unboil):
    assert unboil.clean("-o", "-", stdin=DIRTY).out == CLEAN


def test_output_keeps_the_mode_of_a_file(unboil):
    unboil.write("out", "old")
    (unboil.folder / "out").chmod(0o640)
    unboil.clean("-o", "out", stdin=DIRTY)
    assert stat.S_IMODE((unboil.folder / "out").stat().st_mode) == 0o640


def test_output_follows_a_link(unboil):
    unboil.write("real", "old")
    (unboil.folder / "link").symlink_to("real")
    unboil.clean("-o", "link", stdin=DIRTY)
    assert (unboil.folder / "link").is_symlink()
    assert unboil.read("real") == CLEAN


def test_output_to_a_device_does_not_replace_it(unboil):
    assert unboil.clean("-o", "/dev/null", stdin=DIRTY).code == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_output_is_not_touched_when_a_part_would_be_missing(unboil):
    unboil.write("out", "old")
    unboil.write("a", DIRTY)
    done = unboil.clean("-o", "out", "a", "missing")
    assert done.code == 2
    assert unboil.read("out") == b"old"
    assert sorted(os.listdir(unboil.folder)) == ["a", "out", "rules.toml"]


def test_output_is_written_in_spite_of_bad_records(unboil):
    unboil.write("a.jsonl", '{"text":"a"}\n{}\n')
    assert unboil.clean("-o", "out", "a.jsonl").code == 2
    assert unboil.read("out") == b'{"text":"a"}\n{}\n'


@pytest.mark.parametrize("flag", ["-o", "--report"])
@pytest.mark.parametrize("name", ["in", "./in", "link", "hard"])
def test_an_input_is_never_written_over(unboil, flag, name):
    unboil.write("in", DIRTY)
    (unboil.folder / "link").symlink_to("in")
    os.link(unboil.folder / "in", unboil.folder / "hard")
    done = unboil.clean(flag, name, "in")
    assert done.code == 2
    assert done.err == "unboil: in: would be read and written at once; see --in-place\n"
    assert unboil.read("in") == DIRTY


def test_standard_output_may_not_append_to_an_input(unboil):
    unboil.write("in", DIRTY)
    with open(unboil.folder / "in", "ab") as out:
        done = unboil.clean("in", stdout=out)
    assert done.code == 2
    assert unboil.read("in") == DIRTY


def test_a_report_to_a_folder_is_an_error(unboil):
    done = unboil.clean("--report", ".", stdin=DIRTY)
    assert (done.code, done.err) == (2, "unboil: .: is a folder\n")


def test_output_into_a_missing_folder_is_an_error(unboil):
    done = unboil.clean("-o", "no/out", stdin=DIRTY)
    assert done.code == 2
    assert done.err == "unboil: no/out: No such file or directory\n"
