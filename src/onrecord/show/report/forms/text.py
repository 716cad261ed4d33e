"""The report for a terminal, and for a pipe: the same words, colours only where they are wanted."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.core import Reading
from onrecord.show.report.entries import FigureEntry, Statement
from onrecord.show.report.form import Form, Medium
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.visible import line
from onrecord.show.report.wording import count, in_quotes, moment

_CERTAINTY = {"certain": "green", "probable": "yellow", "possible": "magenta"}
_DENIED = "red"
_FAINT = "dim"


def write(readings: Iterable[Reading], medium: Medium) -> Iterator[str]:
    """One report after the other, a rule between them."""
    for number, reading in enumerate(readings):
        stream = io.StringIO()
        console = Console(
            file=stream,
            width=medium.width,
            force_terminal=medium.colour,
            color_system="auto" if medium.colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        if number:
            console.print(Text("─" * medium.width, style=_FAINT), Text(""))
        for part in _report(Sheet.of(reading), medium):
            console.print(part)
        yield (
            "\n".join(row.rstrip() for row in stream.getvalue().split("\n")) if not medium.colour else stream.getvalue()
        )


def _report(sheet: Sheet, medium: Medium) -> Iterator[RenderableType]:
    yield from _head(sheet)
    for title, body in (
        ("Look twice", _flags(sheet)),
        ("Who says what", _statements(sheet)),
        ("Figures", _figures(sheet)),
        ("Times", _times(sheet)),
        ("Places", _places(sheet)),
        ("Actors", _actors(sheet)),
        ("Events", _events(sheet)),
        ("Relations", _relations(sheet)),
        ("Seen and not kept", _dropped(sheet, whole=medium.dropped)),
    ):
        parts = list(body)
        if parts:
            yield Text(title.upper(), style="bold")
            yield from parts
            yield Text("")


def _head(sheet: Sheet) -> Iterator[RenderableType]:
    document = sheet.document
    yield Text(sheet.title, style="bold")
    published = f"published {line(moment(document.published))}" if document.published else "no publication date"
    known = (sheet.outlet if document.publisher else "outlet not given", line(document.byline), published,
             f"{sheet.word_count:,} words", line(document.url))  # fmt: skip
    yield Text(" · ".join(part for part in known if part))
    yield Text(summary(sheet), style=_FAINT)
    yield Text("")


def summary(sheet: Sheet) -> str:
    """One line of counts: "9 statements by 6 voices · 12 figures, 3 in the outlet's own voice · 8 times …"."""
    own = len(sheet.own_figures)
    parts = [
        f"{count(len(sheet.statements), 'statement')} by {count(len(sheet.voices), 'voice')}",
        count(len(sheet.figures), "figure") + (f", {own} in the outlet's own voice" if own else ""),
        count(len(sheet.times), "time"),
        count(len(sheet.places), "place"),
        count(len(sheet.actors), "actor"),
    ]
    if sheet.events:
        parts.append(count(len(sheet.events), "event"))
    parts.append(f"{sheet.attributed:.0%} of the text attributed")
    return " · ".join(parts)


def _statements(sheet: Sheet) -> Iterator[RenderableType]:
    shown = {figure.id: figure for figure in sheet.figures}
    for statement in sheet.statements:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(style=_FAINT, no_wrap=True, min_width=3)
        grid.add_column(overflow="fold", ratio=1)
        grid.add_row(statement.number, _speaker(statement))
        if statement.nested:
            grid.add_row("", Text("› ".join(f"{link} " for link in statement.chain).strip(), style=_FAINT))
        said = Text()
        if statement.cue:
            said.append(f"{statement.cue}: ", style="italic")
        said.append(in_quotes(statement.content) if statement.content else "(no content found)")
        grid.add_row("", said)
        for figure in (shown[item] for item in statement.figures if item in shown):
            grid.add_row("", Text(f"→ {_short(figure)}", style="cyan"))
        yield Padding(grid, (0, 0, 0, 2 * min(statement.depth, 4)))


def _speaker(statement: Statement) -> Text:
    text = Text(statement.speaker.name, style="bold")
    aside = ", ".join(statement.roles[:2]) or statement.kind
    if statement.written:
        aside += f", as “{statement.written}”"
    text.append(f"  {aside}  ", style=f"not bold {_FAINT}")
    text.append_text(_sure(statement.certainty, denied=statement.denied, hedges=statement.hedges))
    return text


def _sure(certainty: str | None, *, denied: bool = False, hedges: tuple[str, ...] = ()) -> Text:
    text = Text("denied", style=f"not bold {_DENIED}") if denied else Text()
    if certainty and (certainty != "certain" or not denied):
        text.append(", " if denied else "")
        text.append(certainty, style=f"not bold {_CERTAINTY[certainty]}")
    if hedges:
        text.append(" (" + ", ".join(f"“{hedge}”" for hedge in hedges) + ")", style=f"not bold {_FAINT}")
    return text


def _short(figure: FigureEntry) -> str:
    return " ".join(part for part in (figure.change, figure.value, figure.counted, figure.measure) if part)


def _figures(sheet: Sheet) -> Iterator[RenderableType]:
    table = _table("as written", "value", "of what", "who says so", "how sure", "when, where")
    for figure in sheet.figures:
        what = ", ".join(part for part in (figure.counted, figure.measure) if part)
        when = ", ".join(part for part in (figure.when, figure.where) if part)
        value = " ".join(part for part in (figure.change, figure.value) if part)
        who = Text(figure.said_by, style="" if figure.statement else "italic dim")
        sure = _sure(figure.certainty, denied=figure.denied)
        table.add_row(Text(figure.text), Text(value, style="cyan"), Text(what), who, sure, Text(when))
    if sheet.figures:
        yield table


def _times(sheet: Sheet) -> Iterator[RenderableType]:
    table = _table("as written", "EDTF", "earliest – latest", "note")
    for time in sheet.times:
        meant = ", ".join(part for part in (time.bounds, time.length) if part)
        times = f" ×{len(time.ids)}" if len(time.ids) > 1 else ""
        table.add_row(
            Text(time.text + times), Text(time.edtf, style="cyan"), Text(meant), Text(time.note, style=_FAINT)
        )
    if sheet.times:
        yield table


def _places(sheet: Sheet) -> Iterator[RenderableType]:
    table = _table("place", "as written", "what", "where", "note")
    for place in sheet.places:
        written = ", ".join(form for form in place.written if form != place.name) or "the same"
        times = f" ×{len(place.ids)}" if len(place.ids) > 1 else ""
        kind = ", ".join(part for part in (place.feature, place.country) if part)
        where = ", ".join(part for part in (place.coordinates, place.radius) if part)
        table.add_row(Text(place.name + times), Text(written), Text(kind), Text(where, style="cyan"),
                      Text(place.note, style=_FAINT))  # fmt: skip
    if sheet.places:
        yield table


def _actors(sheet: Sheet) -> Iterator[RenderableType]:
    table = _table("actor", "what", "roles", "mentions", "also called")
    for actor in sheet.actors:
        kind = ", ".join(part for part in (actor.kind, actor.country) if part)
        also = ", ".join(form for form in actor.forms if form != actor.name)
        table.add_row(Text(actor.name), Text(kind), Text("; ".join(actor.roles)), Text(f"{actor.mentions:,}"),
                      Text(_clip(also, 120), style=_FAINT))  # fmt: skip
    if sheet.actors:
        yield table


def _events(sheet: Sheet) -> Iterator[RenderableType]:
    table = _table("event", "words", "who", "to whom", "when, where", "who says so")
    for event in sheet.events:
        kind = event.type if event.realis == "actual" else f"{event.type} ({event.realis})"
        when = ", ".join(part for part in (event.when, event.where) if part)
        to_whom = ", ".join(event.recipients) + (f" ({event.effect})" if event.effect else "")
        table.add_row(*map(Text, (kind, event.text, ", ".join(event.actors), to_whom.strip(), when, event.said_by)))
    if sheet.events:
        yield table


def _relations(sheet: Sheet) -> Iterator[RenderableType]:
    for item in sheet.relations:
        text = Text(f"{item.subject} {item.relation} {item.object}")
        text.append(f"  “{item.text}”, {item.said_by}", style=_FAINT)
        yield Padding(text, (0, 0, 0, 2))


def _flags(sheet: Sheet) -> Iterator[RenderableType]:
    for flag in sheet.flags:
        text = Text(f"{flag.heading} ", style="bold red" if flag.severity == "high" else "bold yellow")
        text.append(f"({flag.severity}) ", style=f"not bold {_FAINT}")
        text.append(flag.because, style="not bold default")
        if flag.text:
            text.append(f" “{flag.text}”", style=f"not bold {_FAINT}")
        yield Padding(text, (0, 0, 0, 2))


def _dropped(sheet: Sheet, *, whole: bool) -> Iterator[RenderableType]:
    if sheet.dropped and not whole:
        shown = count(len(sheet.dropped), "candidate")
        yield Padding(Text(f"{shown}; --dropped lists each with its reason", style=_FAINT), (0, 0, 0, 2))
    elif sheet.dropped:
        table = _table("words", "seen as", "not kept because")
        for item in sheet.dropped:
            table.add_row(Text(_clip(item.text, 80)), Text(item.stage), Text(item.because, style=_FAINT))
        yield table


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=_FAINT, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", ratio=None, min_width=8 if number == 0 else None)
    return table


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


FORM = Form(suffixes=(".txt",), write=write)
