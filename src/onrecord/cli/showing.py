"""What ``onrecord show`` prints: the item, its words between what stands around them, judgements, what hangs on it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.cli.output import terminal_width
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.core.answers.shown import Quote, Shown

_PIPE_WIDTH = 100
_HIDDEN = {"id", "title", "text", "because", "text_id", "statements", "evidence", "changed", "source", "cue", "content",
           "hash", "previous", "local", "happening", "start", "end", "counted_start", "counted_end",
           "span", "what", "outcomes", "relations"}  # fmt: skip
_RELATED = {"claims": "what is said", "says": "says", "events": "events", "figures": "figures", "flags": "flags",
            "family": "the same words"}  # fmt: skip


def show_item(written: str, *, as_of: str | None, format: str, ledger: str | None) -> int:
    """Print one item; the exit code."""
    from onrecord.opened import open_ledger

    if format not in {"text", "json"}:
        raise UsageError(f"--format {format}: choose text or json")
    with open_ledger(ledger, create=False) as opened:
        item = opened.show(written, as_of=as_of)
    if format == "json":
        sys.stdout.write(json.dumps(item.to_dict(), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(item)
    return 0


def _print(item: Shown) -> None:
    from rich.console import Console

    to_terminal = sys.stdout.isatty()
    console = Console(width=terminal_width() if to_terminal else _PIPE_WIDTH, highlight=False, soft_wrap=False)
    console.print(f"{item.id}  {_title(item)}", style="bold", markup=False)
    _facts(console, item.answer)
    if item.answer.get("statements") and isinstance(item.answer["statements"][0], dict):
        _heading(console, "Side by side")
        for one in item.answer["statements"]:
            _indented(console, _stated(one))
        if item.answer.get("relations"):
            _heading(console, "How they stand to each other")
            for one in item.answer["relations"]:
                _indented(console, _related(one, item.answer["statements"]))
    if item.answer.get("changed"):
        _heading(console, "Changed in this copy")
        for change in item.answer["changed"]:
            console.print(f"  “{change['from']}” → “{change['to']}”", markup=False)
    if item.evidence:
        _heading(console, "In the words of the reports")
        for quote in item.evidence:
            _quote(console, quote)
    if item.judgements:
        from onrecord.cli.judging import told

        _heading(console, "Judgements")
        for made in item.judgements:
            console.print("  " + told(made), markup=False)
    for name, some in item.related.items():
        _heading(console, _RELATED[name].capitalize())
        for line in _lines(name, some):
            console.print("  " + line, markup=False, overflow="ellipsis", no_wrap=True)


def _indented(console: Console, words: str) -> None:
    """A line that stays at its margin where it has to be broken."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(words), (0, 0, 0, 2)))


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(words, style="bold")


def _title(item: Shown) -> str:
    from onrecord.show.report.visible import line

    said = item.answer
    words = (
        said.get("title")
        or said.get("name")
        or said.get("what")
        or said.get("because")
        or said.get("text")
        or said.get("act")
    )
    return f"{item.kind}: {line(str(words))}" if words else item.kind


def _facts(console: Console, answer: dict[str, Any]) -> None:
    """Fields that say something, one a line; lists of items are told further down."""
    from rich.table import Table

    from onrecord.show.report.visible import line

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in answer.items():
        if name not in _HIDDEN and (words := _value(value)):
            table.add_row(f"  {name.replace('_', ' ')}", line(words))
    console.print(table, markup=False)


def _value(value: Any) -> str:
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_value(part) for part in value)
    if isinstance(value, dict):
        if {"min", "max"} <= value.keys():
            between = str(value["min"]) if value["min"] == value["max"] else f"{value['min']}–{value['max']}"
            return between + "".join(f"; {one['name']}" for one in value.get("list", []))
        return ", ".join(f"{name} {_value(part)}" for name, part in value.items() if part not in (None, []))
    return f"{value:,g}" if isinstance(value, float) else str(value)


def _stated(one: dict[str, Any]) -> str:
    from onrecord.show.report.visible import line

    ends = " to ".join("?" if one[name] is None else f"{one[name]:,}" for name in ("low", "high"))
    copy = f", copy of {one['copy_of']}" if one.get("copy_of") else ""
    denied = ", denied" if one.get("polarity") == "denied" else ""
    return line(f"{one['document']}  {one['publisher'] or '—'}  {one['published'] or ''}  “{one['text']}” ({ends})  "
                f"{one['origin'] or 'own voice'}{denied}{copy}")  # fmt: skip


def _related(one: dict[str, Any], statements: list[dict[str, Any]]) -> str:
    from onrecord.show.report.visible import line

    first, second = (f"{each['document']} “{each['text']}”" for each in (statements[one["a"]], statements[one["b"]]))
    return line(f"{first}, {second}  {one['kind'].replace('_', ' ')}: {one['because']}")


def _quote(console: Console, quote: Quote) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from onrecord.show.report.visible import line

    where = f"  {quote.item}  {quote.publisher or '—'}  {quote.published or ''}  [{quote.span.start}, {quote.span.end})"
    console.print(Text(line(where), style="dim"))
    words = Text()
    words.append(line(quote.before) + (" " if quote.before[-1:].isspace() else ""))
    words.append(f"«{line(quote.text)}»", style="bold")
    words.append((" " if quote.after[:1].isspace() else "") + line(quote.after))
    console.print(Padding(words, (0, 0, 0, 4)))


def _lines(name: str, some: list[dict[str, Any]]) -> Iterator[str]:
    from onrecord.show.report.visible import line

    for one in some:
        if name in {"claims", "says"}:
            yield line(f"{one['id']}  {one['speaker_name'] or one['speaker_kind']} ({one['certainty']}): {one['text']}")
        elif name == "events":
            yield line(f"{one['id']}  {one['title']}")
        elif name == "figures":
            said = "; ".join(dict.fromkeys(each["text"] for each in one["statements"]))
            yield line(f"{one['id']}  {one['measure'] or ''} {one['counted'] or ''}: {said}")
        elif name == "flags":
            yield line(f"{one['id']}  {one['kind']}: {one['because']}")
        else:
            copied = f"  copy of {one['copy_of']} ({one['copy_kind']})" if one["copy_of"] else ""
            yield line(f"{one['id']}  {one['publisher'] or '—'}  {one['published'] or ''}{copied}")
