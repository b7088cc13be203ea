"""The user's own rules: UNBOIL_RULES and the folder of the configuration."""

import resource

import pytest

OWN = """\
group = "my"

[[rule]]
id = "hours"
why = "The opening hours of a shop."
pattern = '''^open mon-sat$'''
remove = ["Open Mon-Sat", "OPEN MON-SAT"]
keep = ["Open Mon-Sat, she said."]
"""
TEXT = "A story.\nOpen Mon-Sat\nIts end.\n"
CLEAN = b"A story.\nIts end.\n"


def test_the_folder_of_the_configuration_is_read(unboil):
    unboil.write("config/unboil/rules/my.toml", OWN)
    assert unboil.run(stdin=TEXT).out == CLEAN


def test_without_a_configuration_it_lies_under_home(unboil):
    unboil.write("home/.config/unboil/rules/my.toml", OWN)
    for config in ["", "relative"]:
        env = unboil.environment(XDG_CONFIG_HOME=config, HOME=f"{unboil.folder}/home")
        assert unboil.run(stdin=TEXT, env=env).out == CLEAN


def test_an_empty_folder_is_as_good_as_none(unboil):
    (unboil.folder / "config/unboil/rules").mkdir(parents=True)
    assert unboil.run(stdin=TEXT).code == 0


def test_the_environment_names_files_and_folders(unboil):
    unboil.write("one/my.toml", OWN)
    unboil.write("two.toml", OWN.replace('"my"', '"your"').replace("open", "shut"))
    env = unboil.environment(UNBOIL_RULES=f"one::two.toml:{unboil.folder}/rules.toml")
    done = unboil.run(stdin="A.\nOpen Mon-Sat\nShut Mon-Sat\nView original\n", env=env)
    assert (done.out, done.err) == (b"A.\n", "")


def test_the_environment_beats_the_folder(unboil):
    unboil.write("config/unboil/rules/my.toml", OWN)
    for value in ["", "rules.toml"]:
        env = unboil.environment(UNBOIL_RULES=value)
        assert unboil.run(stdin=TEXT, env=env).out == TEXT.encode()


def test_rules_of_the_command_line_come_too(unboil):
    unboil.write("config/unboil/rules/my.toml", OWN)
    done = unboil.clean(stdin=TEXT + "View original\n")
    assert done.out == CLEAN


def test_a_missing_path_is_an_error(unboil):
    env = unboil.environment(UNBOIL_RULES="missing.toml")
    done = unboil.run(stdin=TEXT, env=env)
    assert done.code == 2
    assert done.err == "unboil: missing.toml: No such file or directory\n"


def test_rules_list_shows_them(unboil):
    unboil.write("config/unboil/rules/my.toml", OWN)
    assert b"my.hours" in unboil.run("rules", "list").out


def test_cases_are_tested_without_them(unboil):
    unboil.write("config/unboil/rules/my.toml", OWN)
    unboil.write("a.case", "=== a\n| A story.\n| Open Mon-Sat\n")
    assert unboil.run("test", "a.case").code == 0


# Rules made for one site.

SITE = OWN.replace("why =", 'source = ["shop.example", "other.example"]\nwhy =')


@pytest.mark.parametrize(
    ("source", "acts"),
    [
        ("shop.example", True),
        ("SHOP.example", True),
        ("www.shop.example", True),
        ("https://user@www.shop.example:8080/a/b?c=d#e", True),
        ("other.example/page", True),
        ("myshop.example", False),
        ("shop.example.org", False),
        ("example", False),
        (None, False),
    ],
)
def test_a_rule_of_a_site_acts_on_its_documents_alone(unboil, source, acts):
    unboil.write("site.toml", SITE)
    words = [] if source is None else ["--source", source]
    done = unboil.run("-r", "site.toml", *words, stdin=TEXT)
    assert done.out == (CLEAN if acts else TEXT.encode())


def test_each_record_may_name_its_site(unboil):
    unboil.write("site.toml", SITE)
    lines = [
        b'{"url":"https://shop.example/1","text":"A.\\nOpen Mon-Sat"}\n',
        b'{"url":"https://elsewhere.example/1","text":"A.\\nOpen Mon-Sat"}\n',
        b'{"url":null,"text":"A.\\nOpen Mon-Sat"}\n',
    ]
    words = ["-r", "site.toml", "-f", "jsonl", "--source-field", "url"]
    done = unboil.run(*words, stdin=b"".join(lines))
    cut = lines[0].replace(b"\\nOpen Mon-Sat", b"")
    assert done.out == cut + lines[1] + lines[2]
    done = unboil.run(*words, "--source", "shop.example", stdin=lines[2])
    assert done.out == b'{"url":null,"text":"A."}\n'


def test_a_case_names_its_site(unboil):
    unboil.write("site.toml", SITE)
    words = ["-r", "site.toml", "--source", "shop.example"]
    unboil.write("a.case", unboil.run(*words, "--mark", stdin=TEXT).out)
    assert b"% --source shop.example\n" in unboil.read("a.case")
    assert unboil.run("test", "-r", "site.toml", "a.case").code == 0


@pytest.mark.parametrize("host", ["", "Shop.example", "https://shop.example", "a b"])
def test_what_is_no_host_is_an_error(unboil, host):
    unboil.write("site.toml", SITE.replace("shop.example", host))
    done = unboil.run("-r", "site.toml", stdin=TEXT)
    assert done.code == 2
    assert f'"{host}" is no host in lower case like "example.com"' in done.err


# --drop-title

TITLE = "Bank raises its rate again"
STORY = (
    "The bank raised its rate on Tuesday, as it had said it would, and nobody "
    "in the hall of the old exchange seemed to be surprised by that.\n"
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{TITLE}\n{STORY}", STORY),
        (f"{TITLE}\n\n{TITLE}\n\n{STORY}", STORY),
        (f"{TITLE.upper()}\n\n{TITLE} | The Post\n\n{STORY}", STORY),
        (f"By Ann Other\n{TITLE}\n{STORY}", f"By Ann Other\n{STORY}"),
        (f"{STORY}\nView original\n{TITLE}\n{STORY}", STORY),
        (f"{STORY}", STORY),
        (f"{TITLE}\n", f"{TITLE}\n"),
        (f"Another headline\n{STORY}{TITLE}\n", f"Another headline\n{STORY}{TITLE}\n"),
    ],
)
def test_the_known_headline_is_dropped(unboil, text, left):
    words = ["--title-text", TITLE, "--drop-title"]
    done = unboil.clean(*words, stdin=text)
    assert (done.code, done.out.decode().strip()) == (0, left.strip())
    assert unboil.clean(*words, stdin=done.out).out == done.out


def test_without_the_flag_the_headline_stays(unboil):
    done = unboil.clean("--title-text", TITLE, stdin=f"{TITLE}\n{STORY}")
    assert done.out.decode() == f"{TITLE}\n{STORY}"


def test_drop_title_needs_a_title(unboil):
    done = unboil.clean("--drop-title", stdin="a\n")
    assert done.code == 2
    assert done.err == "unboil: --drop-title: needs --title-field or --title-text\n"


@pytest.mark.parametrize(
    ("begin", "end"), [("(", ")"), ("(a", ")"), ("(a", ")?"), ("(?:b|", ")")]
)
def test_groups_nested_a_thousand_deep_need_little_stack(unboil, begin, end):
    def limit_stack():
        kilobytes = 512
        resource.setrlimit(resource.RLIMIT_STACK, (kilobytes << 10, kilobytes << 10))

    pattern = begin * 999 + "open" + end * 999
    unboil.write("deep.toml", OWN.replace("^open mon-sat$", pattern))
    words = ("--no-builtin", "-r", "deep.toml")
    done = unboil.run(*words, stdin=TEXT, preexec_fn=limit_stack)
    assert done.code == 0, done.err
