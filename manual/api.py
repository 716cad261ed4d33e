"""The page of the Python interface, made from signatures, docstrings and fields."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from manual.commands import MADE

ENTRIES = ("Actor", "ActorMention", "Role", "Place", "Time", "Figure", "Attribution", "Event", "Relation", "Flag",
           "Statement", "Dropped")  # fmt: skip
ANSWERS = {
    "reports": ("Report",),
    "claims": ("Claim",),
    "happenings": (
        "Happened",
        "EventTime",
        "EventPlace",
        "Origins",
        "Origin",
        "Counted",
        "Stated",
        "Related",
        "Resolved",
    ),
    "actors": ("KnownActor",),
    "sources": ("Outlet", "Refusal"),
    "flags": ("Raised",),
    "due": ("Due",),
    "hits": ("Hit",),
    "brief": ("Brief",),
    "compared": ("Compared",),
    "revised": ("Revision",),
}


def pages() -> dict[str, str]:
    """The one page, "api.md"."""
    return {"api.md": "\n".join(_parts())}


def _parts() -> Iterator[str]:
    import onrecord
    from onrecord import core, errors
    from onrecord.core.judgement import Judgement
    from onrecord.show.export import Exported
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.frame import TABLES

    yield f"# Python reference\n\n{MADE}<!-- run: cp -r examples/collection inbox -->\n"
    yield "What `import onrecord` gives. How it is used is told in [From Python](python.md).\n"
    yield "## Functions\n"
    for name in ("read", "open", "add"):
        yield from _function(f"onrecord.{name}", getattr(onrecord, name), level=3)
    yield "## Reader\n"
    yield from _class(onrecord.Reader)
    yield "## Ledger\n"
    yield from _class(onrecord.Ledger, constructed=False)
    yield "## What can be asked for\n"
    asking = (
        *(name for name in TABLES if hasattr(onrecord.Ledger, name)),
        "search",
        "brief",
        "frame",
        "export",
        "compare",
    )
    yield f"{', '.join(f'`{name}`' for name in asking)} take these by name; all that are given must hold.\n"
    yield f"```py\n{_signature('Filters.of', Filters.of)}\n```\n"
    yield _prose(Filters.__doc__ or "")
    yield "## Document and Reading\n"
    yield from _fields(core.Document)
    yield from _fields(core.Reading)
    yield "## The entries of a reading\n"
    yield "Ids are those of one reading (`act1`, `fig3`); a `Span` is `(start, end)` in code points of its text.\n"
    for name in ENTRIES:
        yield from _fields(getattr(core, name))
    yield "## Answers of a ledger\n"
    for module, names in ANSWERS.items():
        for name in names:
            yield from _fields(getattr(import_module(f"onrecord.core.answers.{module}"), name))
    yield from _fields(Judgement)
    yield from _fields(Exported)
    yield "## Errors\n\nEvery one is an `onrecord.errors.OnrecordError`, and its words say what to do.\n"
    tree = (errors.__doc__ or "").partition("::\n\n")[2]
    yield f"```text\n{inspect.cleandoc(tree)}\n```\n"


def _function(name: str, function: Any, *, level: int) -> Iterator[str]:
    yield f"{'#' * level} {name}\n"
    yield f"```py\n{_signature(name, function)}\n```\n"
    yield _prose(inspect.getdoc(function) or "")


def _class(kind: type, *, constructed: bool = True) -> Iterator[str]:
    if constructed:
        yield f"```py\n{_signature(f'onrecord.{kind.__name__}', kind.__init__)}\n```\n"
    yield _prose(inspect.getdoc(kind) or "")
    for name, member in vars(kind).items():
        if not name.startswith("_") and inspect.isfunction(member):
            yield from _function(f"{kind.__name__}.{name}", member, level=3)


def _fields(kind: Any) -> Iterator[str]:
    yield f"### {kind.__name__}\n"
    yield _prose(inspect.getdoc(kind) or "")
    rows = [f"| `{one.name}` | `{_plain(str(one.type))}` |" for one in dataclasses.fields(kind)]
    yield "| field | type |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    for name, member in vars(kind).items():
        told = member.__func__ if isinstance(member, classmethod) else member
        if not name.startswith("_") and inspect.isfunction(told):
            yield from _function(f"{kind.__name__}.{name}", told, level=4)


def _signature(name: str, function: Any) -> str:
    given = inspect.signature(function)
    parameters = [_parameter(one) for key, one in given.parameters.items() if key not in ("self", "cls")]
    starred = next((at for at, one in enumerate(given.parameters.values()) if one.kind is one.KEYWORD_ONLY), None)
    skipped = sum(key in ("self", "cls") for key in given.parameters)
    if starred is not None and not any(one.kind is one.VAR_POSITIONAL for one in given.parameters.values()):
        parameters.insert(starred - skipped, "*")
    result = given.return_annotation
    gives = "" if result in (inspect.Signature.empty, "None") else f" -> {result}"
    line = f"{name}({', '.join(parameters)}){gives}"
    return line if len(line) <= 110 else f"{name}(\n    " + ",\n    ".join(parameters) + f",\n){gives}"


def _parameter(one: inspect.Parameter) -> str:
    star = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
    default = "" if one.default is one.empty else f" = {one.default!r}"
    return f"{star}{one.name}: {one.annotation}{default}"


def _plain(written: str) -> str:
    return written.replace("|", "\\|")


def _short(dotted: str) -> str:
    """The last name of a path, with its class: "Filters.of"."""
    parts = dotted.split(".")
    return ".".join(parts[-2:]) if len(parts) > 1 and parts[-2][0].isupper() else parts[-1]


def _prose(docstring: str) -> str:
    """A docstring as Markdown: roles and double quotes of reStructuredText become code, examples a block."""
    words = re.sub(r":\w+:`~?([^`]+)`", lambda found: f"`{_short(found[1])}`", docstring)
    words = words.replace("``", "`")
    parts = []
    for paragraph in inspect.cleandoc(words).split("\n\n"):
        if paragraph.startswith(">>>"):
            parts.append(f"```pycon\n{re.sub(r'  # doctest:.*', '', paragraph)}\n```")
        else:
            parts.append(" ".join(paragraph.split()))
    return "\n\n".join(parts) + "\n"
