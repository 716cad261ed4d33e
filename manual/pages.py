"""The examples of a page: its fenced blocks, what they are to print, and the remarks that say how to run them.

A page is plain Markdown. Remarks are HTML comments, which no reader sees:

- ``<!-- run: cp -r examples/collection inbox -->`` runs a line of shell before the next block;
- ``<!-- ledger: collection -->`` puts the ledger of examples/collection into the folder, as ``onrecord.ledger``;
- ``<!-- package: a fresh copy -->`` puts the package into ``src/onrecord`` of the folder, and ``onrecord`` is that;
- ``<!-- file: note.txt -->`` before a block writes the block into that file;
- ``<!-- not run: needs a server -->`` before a block says why it is only looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
RUN = ("console", "python", "pycon", "sh")
SHOWN = ("text", "json", "toml", "html", "xml", "ini", "csv", "yaml", "markdown", "sql", "r", "css", "py")

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w+-]*)\s*$")
_REMARK = re.compile(r"^<!--\s*(?P<kind>run|ledger|package|file|not run):\s*(?P<words>.*?)\s*-->$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block, or a remark with something to do: ``Block(kind="console", body="$ onrecord verify", line=12)``.

    ``line`` is where its first line of text stands in the page, from 1; ``because`` is why it is not run.
    """

    kind: str
    body: str
    line: int
    file: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block and the lines it is to print; ``line`` and ``last`` bound those in the page."""

    words: str
    expected: tuple[str, ...]
    line: int
    first: int
    last: int


def pages() -> list[Path]:
    """Every page whose examples are run: the README and all of docs/, decisions left out."""
    found = [path for path in sorted(DOCS.rglob("*.md")) if "decisions" not in path.relative_to(DOCS).parts]
    return [ROOT / "README.md", *found]


def blocks(text: str) -> list[Block]:
    """The blocks and remarks of a page, in order."""
    found: list[Block] = []
    lines = text.splitlines()
    at, file, because = 0, None, None
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if lines[at].startswith("<!--"):
            end = next(place for place in range(at, len(lines)) if "-->" in lines[place])
            remark = _REMARK.match("\n".join(lines[at : end + 1]).strip())
            if remark and remark["kind"] == "file":
                file = remark["words"]
            elif remark and remark["kind"] == "not run":
                because = remark["words"]
            elif remark:
                found.append(Block(kind=remark["kind"], body=remark["words"], line=at + 1))
            at = end + 1
        elif fence:
            end = next(place for place in range(at + 1, len(lines)) if lines[place].strip() == "```")
            body = [line.removeprefix(fence["indent"]) for line in lines[at + 1 : end]]
            found.append(Block(kind=fence["language"], body="\n".join(body), line=at + 2, file=file, because=because))
            at, file, because = end + 1, None, None
        else:
            at += 1
    return found


def commands(block: Block) -> list[Command]:
    """The commands of a console block: lines that begin with "$ ", going on while a quote or a backslash is open."""
    lines = block.body.splitlines()
    found: list[Command] = []
    at = 0
    while at < len(lines):
        if not lines[at].startswith("$ "):
            raise ValueError(f"line {block.line + at}: a console block begins with a command, after $")
        begun, words = at, lines[at][2:]
        at += 1
        while at < len(lines) and _goes_on(words):
            words += "\n" + lines[at]
            at += 1
        first = at
        while at < len(lines) and not lines[at].startswith("$ "):
            at += 1
        found.append(Command(words, tuple(lines[first:at]), block.line + begun, block.line + first, block.line + at))
    return found


def _goes_on(words: str) -> bool:
    whole = re.sub(r"\"(?:\\.|[^\"\\])*\"|'[^']*'", "", words)
    return words.endswith("\\") or '"' in whole or "'" in whole
