"""Compiled rules are kept for the next run, and nobody can tell by the output."""

import shutil
import subprocess

import pytest

TEXT = "A story.\n\nOpen the door 17\nOpen mon-sat 5 or 6\nIts end.\nOpen now 9\n"

OPTIONS = [
    [],
    ["--no-builtin"],
    ["--level", "1"],
    ["--level", "3", "--explain"],
    ["--lang", "es"],
    ["--enable", "many.bold-9"],
    ["--disable", "many.*"],
    ["--disable", "many.door-17", "--mark"],
    ["--disable", "many.nothing"],
]


def many(count=700):
    """A rule file; 700 rules are enough for them to be kept."""
    rules = ['group = "many"\ndisable = ["many.off-*"]\n']
    for i in range(count):
        why = f'why = "Rule {i} is made for a test of many."'
        rules.append(
            f'[[rule]]\nid = "door-{i}"\n{why}\npattern = "^open the door {i}$"'
        )
        if i % 7 == 0:
            rules.append(f'[[rule]]\nid = "off-{i}"\npattern = "^its end.$"')
        if i % 9 == 0:
            level = 'level = 3\nlang = ["en"]'
            rules.append(
                f'[[rule]]\nid = "bold-{i}"\n{level}\npattern = "open now {i}"'
            )
    return "\n".join(rules) + "\n"


class Cache:
    """The folder of the cache of a program."""

    def __init__(self, unboil):
        self.unboil = unboil
        self.folder = unboil.folder / "cache/unboil"
        unboil.write("many.toml", many())

    def files(self):
        return sorted(self.folder.iterdir()) if self.folder.exists() else []

    def run(self, *words, **variables):
        env = self.unboil.environment(**variables)
        return self.unboil.run("-r", "many.toml", *words, stdin=TEXT, env=env)

    def plain(self, *words):
        return self.run(*words, UNBOIL_CACHE="off")


@pytest.fixture
def cache(unboil):
    return Cache(unboil)


@pytest.mark.parametrize("words", OPTIONS)
def test_the_output_is_the_same(cache, words):
    plain = cache.plain(*words)
    assert not cache.files()
    assert cache.run(*words) == plain  # writes the file, for all options
    [kept] = cache.files()
    before = kept.stat()
    assert cache.run(*words) == plain
    assert cache.files() == [kept]
    assert kept.stat().st_ino == before.st_ino


def test_commands_share_it(cache):
    cache.unboil.write("a.case", cache.plain("--mark").out)
    cache.run()
    [kept] = cache.files()
    for words in [
        ["rules", "list"],
        ["rules", "show", "many.off-7"],
        ["test", "a.case"],
    ]:
        done = cache.unboil.run(*words, "-r", "many.toml")
        off = cache.unboil.environment(UNBOIL_CACHE="off")
        assert done == cache.unboil.run(*words, "-r", "many.toml", env=off)
        assert done.code == 0
    assert cache.files() == [kept]


def test_rules_check_reads_the_files(cache):
    assert cache.unboil.run("rules", "check", "many.toml").code in {0, 1}
    assert not cache.files()


def test_a_changed_rule_is_seen(cache):
    cache.run()
    cache.unboil.write(
        "many.toml", many().replace("open the door 17", "open the door 18")
    )
    assert b"Open the door 17" in cache.run().out
    assert len(cache.files()) == 2
    cache.unboil.write("many.toml", many())
    assert b"Open the door 17" not in cache.run().out


def test_a_damaged_file_is_replaced(cache):
    plain = cache.run()
    [kept] = cache.files()
    whole = kept.read_bytes()
    for damaged in [b"", whole[:-8], whole[:1000] + b"\xff" * 8 + whole[1008:]]:
        kept.write_bytes(damaged)
        assert cache.run() == plain
        assert kept.read_bytes() == whole


def test_another_build_has_its_own(cache):
    plain = cache.run()
    other = cache.unboil.folder / "other"
    shutil.copy(cache.unboil.path, other)
    with other.open("ab") as program:
        program.write(b"\n")
    cache.unboil.path = str(other)
    assert cache.run() == plain
    assert len(cache.files()) == 2


def test_few_rules_are_not_kept(cache):
    cache.unboil.write("many.toml", many(100))
    assert cache.run().code == 0
    assert not cache.files()


def test_faults_are_not_kept(cache):
    cache.unboil.write("many.toml", many() + "patern = 1\n")
    first = cache.run()
    assert first.code == 2
    assert cache.run() == first
    assert not cache.files()


def test_without_a_folder_nothing_is_kept_or_said(cache):
    plain = cache.plain()
    cache.unboil.write("file", "")
    for folder in [f"{cache.unboil.folder}/file", "/dev/null"]:
        assert cache.run(XDG_CACHE_HOME=folder) == plain
    assert cache.run(XDG_CACHE_HOME="", HOME="") == plain
    assert cache.unboil.read("file") == b""


def test_without_xdg_it_lies_under_home(cache):
    home = cache.unboil.folder / "home"
    home.mkdir()
    for folder in ["", "relative"]:
        cache.run(XDG_CACHE_HOME=folder, HOME=str(home))
        assert len(list((home / ".cache/unboil").iterdir())) == 1
    assert not (cache.unboil.folder / "relative").exists()


def test_many_programs_at_once(cache):
    plain = cache.plain()
    words = [cache.unboil.path, "-r", "many.toml"]
    pipe = subprocess.PIPE
    for _ in range(3):
        shutil.rmtree(cache.folder, ignore_errors=True)
        runs = [
            subprocess.Popen(
                words,
                cwd=cache.unboil.folder,
                env=cache.unboil.environment(),
                stdin=pipe,
                stdout=pipe,
            )
            for _ in range(6)
        ]
        for run in runs:
            assert run.communicate(TEXT.encode())[0] == plain.out
        assert len(cache.files()) == 1
