"""The report for a terminal, and for a pipe: the same words, colours only where they are wanted."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.core import Reading
from onrecord.show.report import terminal
from onrecord.show.report.entries import Statement
from onrecord.show.report.form import Form, Medium
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.terminal import FAINT, short, sure, table
from onrecord.show.report.visible import line
from onrecord.show.report.wording import count, in_quotes, moment


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
            console.print(Text("─" * medium.width, style=FAINT), Text(""))
        for part in _report(Sheet.of(reading), medium):
            console.print(part)
        yield (
            "\n".join(row.rstrip() for row in stream.getvalue().split("\n")) if not medium.colour else stream.getvalue()
        )


def _report(sheet: Sheet, medium: Medium) -> Iterator[RenderableType]:
    yield from _head(sheet)
    for title, body in (
        ("Look twice", terminal.flags(sheet.flags)),
        ("Who says what", _statements(sheet)),
        ("In the outlet's own judgement", terminal.judgements(sheet)),
        ("Casualties", terminal.casualties(sheet)),
        ("Figures", _figures(sheet)),
        ("Times", _times(sheet)),
        ("Places", _places(sheet)),
        ("Actors", _actors(sheet)),
        ("Events", terminal.events(sheet)),
        ("Timeline", terminal.timeline(sheet)),
        ("Relations", terminal.relations(sheet)),
        ("To follow up", terminal.open_ends(sheet.open_ends)),
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
    yield Text(summary(sheet), style=FAINT)
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
    if sheet.judgements:
        parts.append(count(len(sheet.judgements), "judgement"))
    parts.append(f"{sheet.attributed:.0%} of the text attributed")
    return " · ".join(parts)


def _statements(sheet: Sheet) -> Iterator[RenderableType]:
    shown = {figure.id: figure for figure in sheet.figures}
    for statement in sheet.statements:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(style=FAINT, no_wrap=True, min_width=3)
        grid.add_column(overflow="fold", ratio=1)
        grid.add_row(statement.number, _speaker(statement))
        if statement.nested:
            grid.add_row("", Text("› ".join(f"{link} " for link in statement.chain).strip(), style=FAINT))
        said = Text()
        if statement.cue:
            said.append(f"{statement.cue}: ", style="italic")
        said.append(in_quotes(statement.content) if statement.content else "(no content found)")
        grid.add_row("", said)
        for figure in (shown[item] for item in statement.figures if item in shown):
            grid.add_row("", Text(f"→ {short(figure)}", style="cyan"))
        yield Padding(grid, (0, 0, 0, 2 * min(statement.depth, 4)))


def _speaker(statement: Statement) -> Text:
    text = Text(statement.speaker.name, style="bold")
    aside = ", ".join(statement.roles[:2]) or statement.kind
    if statement.written:
        aside += f", as “{statement.written}”"
    text.append(f"  {aside}  ", style=f"not bold {FAINT}")
    text.append_text(sure(statement.certainty, denied=statement.denied, hedges=statement.hedges))
    return text


def _figures(sheet: Sheet) -> Iterator[RenderableType]:
    rows = table("as written", "value", "of what", "who says so", "how sure", "when, where")
    for figure in sheet.figures:
        what = ", ".join(part for part in (figure.counted, figure.measure) if part)
        when = ", ".join(part for part in (figure.when, figure.where) if part)
        value = " ".join(part for part in (figure.change, figure.value) if part)
        who = Text(figure.said_by, style="" if figure.statement else "italic dim")
        certainty = sure(figure.certainty, denied=figure.denied)
        rows.add_row(Text(figure.text), Text(value, style="cyan"), Text(what), who, certainty, Text(when))
    if sheet.figures:
        yield rows


def _times(sheet: Sheet) -> Iterator[RenderableType]:
    rows = table("as written", "EDTF", "earliest – latest", "note")
    for time in sheet.times:
        meant = ", ".join(part for part in (time.bounds, time.length) if part)
        times = f" ×{len(time.ids)}" if len(time.ids) > 1 else ""
        rows.add_row(Text(time.text + times), Text(time.edtf, style="cyan"), Text(meant), Text(time.note, style=FAINT))
    if sheet.times:
        yield rows


def _places(sheet: Sheet) -> Iterator[RenderableType]:
    rows = table("place", "as written", "what", "where", "note")
    for place in sheet.places:
        written = ", ".join(form for form in place.written if form != place.name) or "the same"
        times = f" ×{len(place.ids)}" if len(place.ids) > 1 else ""
        kind = ", ".join(part for part in (place.feature, place.country) if part)
        where = ", ".join(part for part in (place.coordinates, place.radius) if part)
        rows.add_row(Text(place.name + times), Text(written), Text(kind), Text(where, style="cyan"),
                      Text(place.note, style=FAINT))  # fmt: skip
    if sheet.places:
        yield rows


def _actors(sheet: Sheet) -> Iterator[RenderableType]:
    rows = table("actor", "what", "roles", "mentions", "also called")
    for actor in sheet.actors:
        kind = ", ".join(part for part in (actor.kind, actor.country) if part)
        also = ", ".join(form for form in actor.forms if form != actor.name)
        rows.add_row(Text(actor.name), Text(kind), Text("; ".join(actor.roles)), Text(f"{actor.mentions:,}"),
                      Text(_clip(also, 120), style=FAINT))  # fmt: skip
    if sheet.actors:
        yield rows


def _dropped(sheet: Sheet, *, whole: bool) -> Iterator[RenderableType]:
    if sheet.dropped and not whole:
        shown = count(len(sheet.dropped), "candidate")
        yield Padding(Text(f"{shown}; --dropped lists each with its reason", style=FAINT), (0, 0, 0, 2))
    elif sheet.dropped:
        rows = table("words", "seen as", "not kept because")
        for item in sheet.dropped:
            rows.add_row(Text(_clip(item.text, 80)), Text(item.stage), Text(item.because, style=FAINT))
        yield rows


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


FORM = Form(suffixes=(".txt",), write=write)
