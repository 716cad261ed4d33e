"""What happened, in a terminal: events, a timeline by date, ties, casualties, judgements, what to stop at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.show.report.drawing.timeline import days, span_words
from onrecord.show.report.entries import EventEntry, FigureEntry, FlagEntry, Named, RelationEntry
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.wording import in_quotes

FAINT = "dim"
_CERTAINTY = {"certain": "green", "probable": "yellow", "possible": "magenta"}
_DENIED = "red"
_SIGNS = {"actual": "●", "future": "○", "hypothetical": "○", "negated": "×"}
_GRAVE = {"high": "bold red", "medium": "bold yellow"}


def table(*headings: str) -> Table:
    """A table without lines; its columns fold."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style=FAINT, pad_edge=False)
    for number, heading in enumerate(headings):
        made.add_column(heading, overflow="fold", ratio=None, min_width=8 if number == 0 else None)
    return made


def sure(certainty: str | None, *, denied: bool = False, hedges: tuple[str, ...] = ()) -> Text:
    """ "possible (“reportedly”)", "denied"."""
    text = Text("denied", style=f"not bold {_DENIED}") if denied else Text()
    if certainty and (certainty != "certain" or not denied):
        text.append(", " if denied else "")
        text.append(certainty, style=f"not bold {_CERTAINTY[certainty]}")
    if hedges:
        text.append(" (" + ", ".join(f"“{hedge}”" for hedge in hedges) + ")", style=f"not bold {FAINT}")
    return text


def short(figure: FigureEntry) -> str:
    """ "≥ 13 dockworkers killed"."""
    return " ".join(part for part in (figure.change, figure.value, figure.counted, figure.measure) if part)


def who_to_whom(event: EventEntry) -> str:
    """ "Islands Front → army of Chad"; "" where the text names neither."""
    return " → ".join(filter(None, (names(event.actors), names(event.recipients)))) if event.actors else (
        f"→ {names(event.recipients)}" if event.recipients else ""
    )  # fmt: skip


def names(found: Sequence[Named]) -> str:
    """The names, the first six of them."""
    more = f" and {len(found) - 6:,} more" if len(found) > 6 else ""
    return ", ".join(item.name for item in found[:6]) + more


def events(sheet: Sheet) -> Iterator[RenderableType]:
    """An entry an event: what kind, its words, who to whom, when, where, figures, whose word."""
    shown = {figure.id: figure for figure in sheet.figures}
    for event in sheet.events:
        text = Text(event.title, style="bold")
        if event.stands:
            text.append(f"  {event.stands}", style=f"not bold {_DENIED if event.realis == 'negated' else 'magenta'}")
        text.append(f"  “{event.text}”", style="not bold")
        if len(event.spans) > 1:
            text.append(f" ×{len(event.spans)}", style=f"not bold {FAINT}")
        yield Padding(text, (0, 0, 0, 2))
        parts = (who_to_whom(event), event.effect, event.when, event.where, event.said_by)
        yield Padding(Text(" · ".join(filter(None, parts)), style=FAINT), (0, 0, 0, 4))
        for figure in (shown[item] for item in event.figures if item in shown):
            yield Padding(Text(f"→ {short(figure)}", style="cyan"), (0, 0, 0, 4))


def timeline(sheet: Sheet) -> Iterator[RenderableType]:
    """The events by date: first those whose time is known, in order, then the others."""
    if not sheet.events:
        return
    rows = table("when", "", "what", "where")
    for when, found in by_date(sheet.events):
        for number, event in enumerate(found):
            what = Text(event.label)
            what.append(f"  {event.stands}" if event.stands else "", style="magenta")
            rows.add_row(
                Text(when if number == 0 else "", style="cyan"), Text(_SIGNS.get(event.realis, "●")), what,
                Text(event.where, style=FAINT),
            )  # fmt: skip
    yield rows
    used = {_SIGNS.get(event.realis, "●") for event in sheet.events}
    key = {"●": "happened", "○": "not yet, or only possible", "×": "did not happen"}
    yield Text("   ".join(f"{sign} {meaning}" for sign, meaning in key.items() if sign in used), style=FAINT)


def by_date(events: Sequence[EventEntry]) -> list[tuple[str, list[EventEntry]]]:
    """Events under their dates, in order of time; those without one last, in text order."""
    groups: dict[tuple[float, float, str], list[EventEntry]] = {}
    for event in events:
        start, end = days(event.earliest), days(event.latest, last=True)
        known = [moment for moment in (start, end) if moment is not None]
        key = (known[0], known[-1], span_words(event)) if known else (float("inf"), float("inf"), "time not known")
        groups.setdefault(key, []).append(event)
    return [(key[2], found) for key, found in sorted(groups.items(), key=lambda item: item[0])]


def relations(sheet: Sheet) -> Iterator[RenderableType]:
    """The ties, a line each: "Islands Front ──opponent of── army of Chad"."""
    for item in (*sheet.relations, *sheet.implied):
        text = Text(drawn(item), style=FAINT if item.implied else "")
        text.append(f"  “{item.text}”, {item.said_by}", style=FAINT)
        yield Padding(text, (0, 0, 0, 2))
    if sheet.implied:
        yield Padding(Text("╌╌ no tie is stated; an attack in the text shows it", style=FAINT), (0, 0, 0, 2))


def drawn(item: RelationEntry) -> str:
    """A tie as a line between two names, with a head where it runs one way."""
    rule = "╌╌" if item.implied else "──"
    return f"{item.subject.name} {rule}{item.tie}{rule}{'' if item.mutual else '▸'} {item.object.name}"


def casualties(sheet: Sheet) -> Iterator[RenderableType]:
    """The row that a casualty recorder would type, for each number and victim."""
    rows = table("event", "harm", "how many", "who", "side", "when, where", "who says so", "how sure")
    for item in sheet.casualties:
        certainty = sure(item.certainty, denied=item.denied) if item.statement else Text()
        if item.stands:
            certainty.append((", " if certainty.plain else "") + item.stands, style="magenta")
        rows.add_row(
            Text(item.event.name), Text(item.measure), Text(item.value, style="cyan"), Text(item.population),
            Text(item.side.name if item.side.name != item.population else ""),
            Text(", ".join(filter(None, (item.when, item.where)))),
            Text(item.source, style="" if item.statement else "italic dim"), certainty,
        )  # fmt: skip
    if sheet.casualties:
        yield rows


def judgements(sheet: Sheet) -> Iterator[RenderableType]:
    """The sentences in which the outlet judges, the telling words underlined and named."""
    for item in sheet.judgements:
        text = Text()
        for part, told in item.parts:
            text.append(part, style="underline" if told else "")
        yield Padding(text, (0, 0, 0, 2))
        if item.words:
            because = ", ".join(f"“{word}”" for word in item.words)
            yield Padding(Text(f"because of {because}", style=FAINT), (0, 0, 0, 4))


def flags(found: Sequence[FlagEntry]) -> Iterator[RenderableType]:
    """What to stop at: what kind, how grave, why, and the words that show it."""
    for flag in found:
        text = Text(f"{flag.heading} ", style=_GRAVE.get(flag.severity, "bold"))
        text.append(f"({flag.grave})", style=f"not bold {FAINT}")
        yield Padding(text, (0, 0, 0, 2))
        yield Padding(Text(flag.because), (0, 0, 0, 4))
        for quote in flag.quotes:
            yield Padding(Text(in_quotes(quote), style=FAINT), (0, 0, 0, 4))


def open_ends(found: Sequence[FlagEntry]) -> Iterator[RenderableType]:
    """What the text leaves open, to come back to."""
    for flag in found:
        yield Padding(Text(flag.because), (0, 0, 0, 2))
        for quote in flag.quotes:
            yield Padding(Text(in_quotes(quote), style=FAINT), (0, 0, 0, 4))
