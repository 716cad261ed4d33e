"""A page for every command, made from the command itself: what it does, its options, its examples, its exit codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

MADE = "<!-- Made from the program by `python -m manual write`. -->\n"
ELSEWHERE = (
    "<!-- not run: these reports and files are made up; tests/manual/test_help.py runs each where they exist -->"
)

_CODE = re.compile(
    r'"(?P<quoted>onrecord [^"]+)"|(?<![`\w])(?P<bare>onrecord [a-z-]+(?: --[a-z-]+)?|(?<![\w-])(?:--[a-z][a-z-]*'
    r"|-[a-z](?![\w-]))|ONRECORD_[A-Z]+)(?![`\w])"
)

GROUPS = {
    "Read": ("read", "schema"),
    "Put into a ledger": ("add", "refusals", "reread"),
    "Ask": ("documents", "claims", "events", "figures", "actors", "sources", "flags", "due", "search", "show", "brief"),
    "Rule": ("judge", "undo", "judgements", "revise"),
    "Hand on and compare": ("export", "compare"),
    "Prove": ("verify",),
    "Work in a browser": ("serve",),
}


def program() -> dict[str, Any]:
    """The commands of ``onrecord``, by name, as click has them."""
    from onrecord.cli import app as cli

    if not cli.app.registered_commands:
        cli._find_commands()
    found: dict[str, Any] = dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
    return found


def pages() -> dict[str, str]:
    """The text of every page by its name in docs/: "commands/figures.md"."""
    known = program()
    return {"commands/index.md": _index(known),
            **{f"commands/{name}.md": page(name, command) for name, command in known.items()}}  # fmt: skip


def _index(known: dict[str, Any]) -> str:
    rest = tuple(sorted(set(known) - {name for names in GROUPS.values() for name in names}))
    parts = [f"# Every command\n\n{MADE}\n`onrecord --help` lists them, `onrecord COMMAND --help` says what stands on "
             "these pages. Results go to stdout, messages to stderr.\n"]  # fmt: skip
    for title, names in {**GROUPS, **({"More": rest} if rest else {})}.items():
        rows = [f"| [`onrecord {name}`]({name}.md) | {_summary(known[name])} |" for name in names if name in known]
        parts.append(f"## {title}\n\n| command | does |\n| --- | --- |\n" + "\n".join(rows) + "\n")
    parts.append(_ENVIRONMENT + _environment())
    return "\n".join(parts)


_ENVIRONMENT = """\
## What can be set from outside

A variable of the environment, `ONRECORD_` and the name in capitals: `ONRECORD_LEDGER=desk.ledger`.

| variable | type | default |
| --- | --- | --- |
"""


def _environment() -> str:
    from dataclasses import fields

    from onrecord.settings import Settings

    given = Settings()
    rows = []
    for one in fields(Settings):
        if one.name == "failpoint":  # for the tests of the program alone
            continue
        default = getattr(given, one.name)
        told = "" if default is None else f"{default:,}".replace(",", " ") if isinstance(default, int) else str(default)
        rows.append(f"| `ONRECORD_{one.name.upper()}` | {_type(str(one.type))} | {told} |")
    return "\n".join(rows) + "\n"


def _type(written: str) -> str:
    return {"int": "whole number", "float": "number", "str": "text", "Path | None": "folder"}[written]


def _summary(command: Any) -> str:
    return " ".join((command.help or "").split("\n\n")[0].split())


def page(name: str, command: Any) -> str:
    """The made part of one page."""
    parts = [f"# onrecord {name}\n", MADE]
    parts += [_prose(paragraph) for paragraph in (command.help or "").split("\n\n")]
    parts.append(f"```text\n{_usage(name, command)}\n```\n")
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    if arguments:
        parts.append("| argument | is |\n| --- | --- |\n" + "\n".join(map(_argument, arguments)) + "\n")
    if options:
        parts.append("## Options\n\n| option | says |\n| --- | --- |\n" + "\n".join(map(_option, options)) + "\n")
    parts += _epilog(command.epilog or "")
    return "\n".join(parts)


def _usage(name: str, command: Any) -> str:
    words = [f"onrecord {name}", "[OPTIONS]"]
    for one in command.params:
        if one.param_type_name == "argument":
            shown = (one.metavar or one.name.upper()) + ("…" if one.nargs == -1 else "")
            words.append(shown if one.required else f"[{shown}]")
    return " ".join(words)


def _argument(one: Any) -> str:
    return f"| `{one.metavar or one.name.upper()}` | {_cell(one.help)} |"


def _option(one: Any) -> str:
    names = sorted(one.opts, key=len)
    takes = "" if one.is_flag else f" {one.metavar or one.type.name.upper()}"
    shown = ", ".join(f"`{name}{takes}`" if name == names[-1] else f"`{name}`" for name in names)
    return f"| {shown} | {_cell(one.help)} |"


def _cell(words: str | None) -> str:
    return _angles(" ".join((words or "").split())).replace("|", "\\|")


def _epilog(epilog: str) -> Iterator[str]:
    for paragraph in re.split(r"\n?\x08\n", epilog):
        plain = paragraph.strip("\n")
        head, _, rest = plain.partition("\n")
        if not plain.strip():
            continue
        if head in ("Example:", "Examples:"):
            yield f"## Examples\n\n{ELSEWHERE}\n\n```sh\n{_dedented(rest)}\n```\n"
        elif head.startswith("Exit code:"):
            yield _exits(" ".join(plain.split()))
        elif rest and head.endswith(":") and rest.startswith(" "):
            yield f"{_prose(head)}\n```text\n{_dedented(rest)}\n```\n"
        else:
            for words in plain.split("\n\n"):
                yield from _exit_inside(words)


def _exit_inside(words: str) -> Iterator[str]:
    """A paragraph; where it ends in exit codes these have their own heading."""
    before, code, after = " ".join(words.split()).partition("Exit code:")
    if before:
        yield _prose(before)
    if code:
        yield _exits(code + after)


def _exits(words: str) -> str:
    listed = re.findall(r"(\d+) ([^;]+)", words.partition(":")[2])
    lines = [f"- **{code}**: {_angles(said.strip().rstrip('.'))}\n" for code, said in listed]
    return "## Exit codes\n\n" + "".join(lines)


def _dedented(words: str) -> str:
    return "\n".join(line.removeprefix("  ").rstrip() for line in words.splitlines())


def _prose(words: str) -> str:
    return _angles(" ".join(words.split())) + "\n"


def _angles(words: str) -> str:
    """Words of a help text as Markdown: programs in code, stars and angles as they are."""
    quoted = _CODE.sub(lambda found: f"`{found['quoted'] or found['bare']}`", words)
    return re.sub(r"(?<!\w)\*|\*(?!\w)|<|>", lambda found: "\\" + found[0], quoted)
