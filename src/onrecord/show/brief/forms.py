"""The page in its three forms. What would hide or be obeyed is spelled out, whatever a report holds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from textwrap import fill

from jinja2 import Environment, Template
from markupsafe import Markup

from onrecord.core.answers.brief import Brief, Line
from onrecord.core.answers.shown import Quote
from onrecord.show.report.visible import line
from onrecord.version import __version__

_WIDTH = 100
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def written(brief: Brief, form: str) -> str:
    """The page as "text", "md" or "html"."""
    return FORMS[form](brief)


def dateline(brief: Brief) -> str:
    """What moments the page speaks of."""
    parts = [f"as of {_moment(brief.as_of)}" if brief.as_of else "as of now"]
    return ", ".join([*parts, *([f"changes since {_moment(brief.since)}"] if brief.since else [])])


def _moment(stored: str) -> str:
    return f"{stored[:10]} {stored[11:16]} UTC"


def _text(brief: Brief) -> str:
    return "\n".join([*_text_lines(brief), ""])


def _text_lines(brief: Brief) -> Iterator[str]:
    yield line(brief.title)
    yield dateline(brief)
    for part in brief.parts:
        yield from ("", part.title.upper())
        if not part.lines:
            yield "  nothing"
        for one in part.lines:
            yield fill(f"{one.id}  {line(one.head)}", _WIDTH, initial_indent="  ", subsequent_indent="      ")
            for note in one.notes:
                yield fill(line(note), _WIDTH, initial_indent="      ", subsequent_indent="      ")
            for quote in one.evidence:
                yield fill(f"“{_around(quote)}” {source(quote)}", _WIDTH, initial_indent="      > ",
                           subsequent_indent="        ")  # fmt: skip
        if part.more:
            yield f"  and {part.more:,} more"
    yield from ("", fill(brief.rests_on, _WIDTH))


def _md(brief: Brief) -> str:
    return "\n".join([*_md_lines(brief), ""])


def _md_lines(brief: Brief) -> Iterator[str]:
    yield f"# {_plain(brief.title)}"
    yield from ("", f"*{dateline(brief)}*")
    for part in brief.parts:
        yield from ("", f"## {part.title}", "")
        if not part.lines:
            yield "Nothing."
        for one in part.lines:
            yield f"- **{_plain(one.id)}** {_plain(one.head)}{_notes(one)}"
            for at, quote in enumerate(one.evidence):
                yield from ["    >"] * bool(at)  # or the two would be one paragraph
                words = f"{_escaped(before(quote))}**{_plain(quote.text)}**{_escaped(after(quote))}"
                yield f"    > {words} — {_plain(source(quote))}"
        if part.more:
            yield f"\nand {part.more:,} more"
    yield from ("", f"{_plain(brief.rests_on)}")


def _notes(one: Line) -> str:
    return "".join(f"; {_plain(note)}" for note in one.notes)


def _plain(words: str) -> str:
    """Words that Markdown takes for nothing but words."""
    return _escaped(line(words))


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)


def _html(brief: Brief) -> str:
    style = _part("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return _template().render(
        brief=brief,
        dateline=dateline(brief),
        style=Markup(style),  # noqa: S704 - a file of this package, not input
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        version=__version__,
    )


def source(quote: Quote) -> str:
    """Where it stands: "Coast Herald, 2025-03-02, D41"."""
    parts = (quote.publisher, (quote.published or "")[:10], quote.document)
    return line(", ".join(part for part in parts if part))


def before(quote: Quote) -> str:
    """What is printed before the words, with the space that parts them from it, harmless."""
    words = line(quote.before)
    return f"{words} " if words and quote.before[-1].isspace() else words


def after(quote: Quote) -> str:
    """What is printed after the words; "…" where the sentence goes on."""
    words = line(quote.after)
    space = " " if words and quote.after[0].isspace() else ""
    end = "" if not words or words[-1] in ".!?”\"'" else " …"
    return f"{space}{words}{end}"


def _around(quote: Quote) -> str:
    return f"{before(quote)}{line(quote.text)}{after(quote)}"


@cache
def _part(name: str) -> str:
    return (files("onrecord.show.brief") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(line=line, source=source, before=before, after=after)
    return environment.from_string(_part("page.html"))


FORMS: dict[str, Callable[[Brief], str]] = {"text": _text, "md": _md, "html": _html}
"""By name: what writes the page in that form."""
