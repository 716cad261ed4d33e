"""Every example of the manual is run: commands print what their page shows, Python gives what stands behind it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from manual.commands import program
from manual.pages import DOCS, ROOT, RUN, SHOWN, blocks, commands, pages
from manual.running import run_page
from manual.showing import GAP, agrees, is_loose, lasting, renewed

MOST_NOT_RUN = 26  # blocks that need a network, a server, a terminal or an hour; each says which
each_page = pytest.mark.parametrize("page", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
each_run = pytest.mark.parametrize(
    "page",
    [page for page in pages() if page.parent.name != "extending"],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)  # test_extending.py runs the others


@each_run
def test_every_example_does_what_its_page_says(page: Path, tmp_path: Path) -> None:
    for one in run_page(page, tmp_path):
        shown = "\n".join(one.expected)
        assert one.holds, f"line {one.line}: {one.words}\nshown:\n{shown}\nprinted:\n{one.printed}"


@each_page
def test_every_block_says_what_it_is_and_shows_enough_to_be_wrong(page: Path) -> None:
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.kind in ("run", "ledger", "package"):
            continue
        assert block.kind in RUN + SHOWN, f"line {block.line}: a block of {block.kind or 'no language'}"
        if block.kind == "text":
            assert not re.search(r"^\$ ", block.body, re.MULTILINE), f"line {block.line}: a command that is not run"
        if block.kind == "console" and block.because is None:
            for one in commands(block):
                assert not is_loose(one.expected), f"line {one.line}: hardly anything is shown"


@each_page
def test_what_cannot_be_run_is_a_command_that_there_is(page: Path) -> None:
    known = program()
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.because is None or block.kind == "python":
            continue
        for line in block.body.splitlines():
            written = re.search(r"(?:^|\| |\$ )onrecord (?P<rest>.*)$", re.sub(r"(?:\s{2,}|\s#).*$", "", line))
            if written is None:
                continue
            name, *given = shlex.split(re.sub(r"\s[>|<].*$", "", written["rest"])) or ["--help"]
            if not name.startswith("-"):
                known[name].make_context(name, given, resilient_parsing=False).close()
            for target in re.findall(r"^make (\w+)", line):
                assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


@each_page
def test_a_command_named_in_a_sentence_is_one_that_there_is(page: Path) -> None:
    known = program()
    prose = re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for words in re.findall(r"`(?:\$ )?onrecord ([^`]+)`", prose):
        name, *given = shlex.split(words.replace("…", "").replace("\\", ""))
        if name.startswith("-") or name == "COMMAND":
            continue
        assert name in known, f"onrecord {words}"
        try:
            known[name].make_context(name, given).close()
        except Exception as error:  # a sentence may name a command without saying on what
            if type(error).__name__ not in ("MissingParameter", "NoArgsIsHelpError"):
                pytest.fail(f"onrecord {words}: {error}")


def test_few_blocks_are_not_run() -> None:
    left = [(page, block) for page in pages() for block in blocks(page.read_text("utf-8")) if block.because is not None]
    assert all(len(block.because or "") > 8 for _, block in left)
    by_hand = [(page.name, block.line) for page, block in left if page.parent.name != "commands"]
    assert len(by_hand) <= MOST_NOT_RUN, by_hand


def test_the_pages_are_there() -> None:
    known = {path.relative_to(DOCS).as_posix() for path in pages()[1:]}
    assert {"index.md", "tutorial.md", "commands/add.md", "howto/casualties.md"} <= known


@pytest.mark.parametrize(
    ("shown", "printed", "holds"),
    [
        (["9 reports added"], "9 reports added\n", True),
        (["9 reports added"], "8 reports added\n", False),
        (["head: [...]", "done"], "head: 9f2c\ndone\n", True),
        (["head: [...]", "done"], "head: 9f2c\nnot done\n", False),
        (["first", "[...]", "last"], "first\na\nb\nlast\n", True),
        (["first", "[...]", "last"], "first\na\nb\n", False),
        (["first", "last"], "first\nbetween\nlast\n", False),
        (["J1  [...]             desk"], "J1  2026-11-23 14:41  desk\n", True),
        (["J1  [...]             desk"], "J1  2026-11-23 14:41  dusk\n", False),
        ([], "something\n", False),
        ([], "", True),
    ],
)
def test_a_gap_stands_for_what_is_left_out_and_for_nothing_else(shown: list[str], printed: str, holds: bool) -> None:
    assert agrees(shown, printed) is holds


def test_a_page_is_renewed_with_its_gaps() -> None:
    old = ["id  name", "[...]", "3 actors"]
    assert renewed(old, "id  names\nA1\nA2\n2 actors\n") == ["id  names", "[...]", "2 actors"]
    old = ["id", GAP, "A2  gunmen", "A3  mayor", GAP, "4 actors"]
    printed = "id\nA1  police\nA2  gunmen\nA3  mayors\nA4  port\n5 actors\n"
    assert renewed(old, printed) == ["id", GAP, "A2  gunmen", "A3  mayors", GAP, "5 actors"]
    old = ["J1 by desk [...] why", "two"]
    assert renewed(old, "J1 by desk 12:00 why\nthree\n") == ["J1 by desk [...] why", "three"]


def test_what_is_of_one_run_alone_is_a_gap() -> None:
    printed = "/here/fire: 3 rows\nJ1  C1  accepted  by desk  2026-11-23T14:41:05Z  why\nhead of the judgements: 9f2c\n"
    shown = lasting(printed, "/here").splitlines()
    assert shown == ["[...]/fire: 3 rows", "J1  C1  accepted  by desk  [...]  why", "head of the judgements: [...]"]
    assert agrees(shown, printed)


@pytest.mark.parametrize(
    ("shown", "loose"), [(["[...]"], True), (["[...]", "3 actors"], False), (["3"], False), (["[...] a"], True)]
)
def test_an_example_that_could_hardly_fail_is_found(shown: list[str], loose: bool) -> None:
    assert is_loose(shown) is loose
