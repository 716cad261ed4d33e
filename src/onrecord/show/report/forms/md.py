"""The report as Markdown (CommonMark with tables), safe to paste where HTML is live: everything quoted is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.core import Reading
from onrecord.show.report.entries import FigureEntry, FlagEntry, Statement
from onrecord.show.report.form import Form, Medium
from onrecord.show.report.forms.text import summary
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.terminal import by_date, drawn, names
from onrecord.show.report.visible import line
from onrecord.show.report.wording import count, in_quotes, moment

# CommonMark lets every ASCII punctuation mark be escaped; these mean something inside a line (no block here starts with
# words of the article), among them "$" and "@" on sites that draw formulas and call people.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$@]|:(?=//))")


def escape(text: str) -> str:
    """Any text as literal Markdown on one line."""
    return _SPECIAL.sub(r"\\\1", line(text))


def write(readings: Iterable[Reading], medium: Medium) -> Iterator[str]:
    """One report after the other, a rule between them."""
    for number, reading in enumerate(readings):
        blocks = list(_report(Sheet.of(reading), medium))
        yield ("\n---\n\n" if number else "") + "\n\n".join(blocks) + "\n"


def _report(sheet: Sheet, medium: Medium) -> Iterator[str]:
    document = sheet.document
    published = f"published {escape(moment(document.published))}" if document.published else "no publication date"
    known = (f"**{escape(sheet.outlet)}**" if document.publisher else "outlet not given", escape(document.byline or ""),
             published, f"{sheet.word_count:,} words", escape(document.url or ""))  # fmt: skip
    yield f"# {escape(sheet.title)}"
    yield " · ".join(part for part in known if part)
    yield escape(summary(sheet))
    for title, body in (
        ("Look twice", _flags(sheet.flags)),
        ("Who says what", _statements(sheet)),
        ("In the outlet's own judgement", _judgements(sheet)),
        ("Casualties", _casualties(sheet)),
        ("Figures", _figures(sheet)),
        ("Times", _times(sheet)),
        ("Places", _places(sheet)),
        ("Actors", _actors(sheet)),
        ("Events", _events(sheet)),
        ("Timeline", _timeline(sheet)),
        ("Relations", _relations(sheet)),
        ("To follow up", _open_ends(sheet.open_ends)),
        ("Seen and not kept", _dropped(sheet, whole=medium.dropped)),
    ):
        if body:
            yield f"## {title}"
            yield body


def _statements(sheet: Sheet) -> str:
    figures = {figure.id: figure for figure in sheet.figures}
    return "\n".join("    " * min(item.depth, 6) + _statement(item, figures) for item in sheet.statements)


def _statement(item: Statement, figures: dict[str, FigureEntry]) -> str:
    aside = ", ".join(item.roles[:2]) or item.kind
    written = f", as “{escape(item.written)}”" if item.written else ""
    parts = [f"- **{escape(item.speaker.name)}** ({escape(aside)}{written})"]
    parts.append(_sure(item.certainty, denied=item.denied, hedges=item.hedges))
    if item.nested:
        parts.append(" › ".join(map(escape, item.chain)))
    said = (f"*{escape(item.cue)}*: " if item.cue else "") + escape(in_quotes(item.content))
    found = "; ".join(_short(figures[figure]) for figure in item.figures if figure in figures)
    return " · ".join(parts) + " — " + said + (f" → {escape(found)}" if found else "")


def _sure(certainty: str | None, *, denied: bool = False, hedges: tuple[str, ...] = ()) -> str:
    levels = ["denied"] if denied else []
    if certainty and (certainty != "certain" or not denied):
        levels.append(certainty)
    reasons = ", ".join(f"“{escape(hedge)}”" for hedge in hedges)
    return ", ".join(levels) + (f" ({reasons})" if reasons else "")


def _short(figure: FigureEntry) -> str:
    return " ".join(part for part in (figure.change, figure.value, figure.counted, figure.measure) if part)


def _figures(sheet: Sheet) -> str:
    return _table(
        ("as written", "value", "of what", "who says so", "how sure", "when", "where"),
        [
            (item.text, f"{item.change} {item.value}".strip(), ", ".join(filter(None, (item.counted, item.measure))),
             item.said_by, _sure(item.certainty, denied=item.denied), item.when, item.where)
            for item in sheet.figures
        ],
    )  # fmt: skip


def _times(sheet: Sheet) -> str:
    return _table(
        ("as written", "EDTF", "earliest – latest", "length", "note"),
        [(_times_over(item.text, item.ids), item.edtf, item.bounds, item.length, item.note) for item in sheet.times],
    )


def _places(sheet: Sheet) -> str:
    return _table(
        ("place", "as written", "what", "country", "coordinates", "radius", "note"),
        [
            (_times_over(item.name, item.ids), ", ".join(item.written), item.feature, item.country, item.coordinates,
             item.radius, item.note)
            for item in sheet.places
        ],
    )  # fmt: skip


def _actors(sheet: Sheet) -> str:
    return _table(
        ("actor", "what", "country", "roles", "mentions", "also called"),
        [
            (item.name, item.kind, item.country, "; ".join(item.roles), f"{item.mentions:,}",
             ", ".join(form for form in item.forms if form != item.name))
            for item in sheet.actors
        ],
    )  # fmt: skip


def _casualties(sheet: Sheet) -> str:
    return _table(
        ("event", "harm", "how many", "who", "side", "when", "where", "who says so", "how sure", "stands", "words"),
        [
            (item.event.name, item.measure, item.value, item.population, item.side.name, item.when, item.where,
             item.source, _sure(item.certainty, denied=item.denied) if item.statement else "", item.stands, item.text)
            for item in sheet.casualties
        ],
    )  # fmt: skip


def _events(sheet: Sheet) -> str:
    shown = {figure.id: _short(figure) for figure in sheet.figures}
    return _table(
        ("event", "words", "mentions", "stands", "who", "to whom", "effect", "figures", "when", "where", "who says so"),
        [
            (item.title, item.text, f"{len(item.spans):,}", item.stands, names(item.actors), names(item.recipients),
             item.effect, "; ".join(shown[figure] for figure in item.figures if figure in shown), item.when, item.where,
             item.said_by)
            for item in sheet.events
        ],
    )  # fmt: skip


def _timeline(sheet: Sheet) -> str:
    return "\n".join(
        f"- **{escape(when)}**: "
        + "; ".join(escape(f"{item.label} ({item.stands})" if item.stands else item.label) for item in found)
        for when, found in by_date(sheet.events)
    )


def _relations(sheet: Sheet) -> str:
    return _table(
        ("tie", "words", "who says so", "note"),
        [
            (drawn(item), item.text, item.said_by, "no tie is stated; an attack shows it" if item.implied else "")
            for item in (*sheet.relations, *sheet.implied)
        ],
    )


def _judgements(sheet: Sheet) -> str:
    return "\n".join(
        "- " + "".join(_told(part) if told else _escaped_run(part) for part, told in item.parts)
        for item in sheet.judgements
    )


def _told(part: str) -> str:
    return f"**{_escaped_run(part).strip()}**"


def _escaped_run(part: str) -> str:
    """Escaped, the single spaces at its two ends kept."""
    return _SPECIAL.sub(r"\\\1", part)


def _flags(found: Sequence[FlagEntry]) -> str:
    return "\n".join(
        f"- **{escape(item.heading)}** ({escape(item.grave)}): {escape(item.because)}"
        + "".join(f" {escape(in_quotes(quote))}" for quote in item.quotes)
        for item in found
    )


def _open_ends(found: Sequence[FlagEntry]) -> str:
    return "\n".join(
        f"- {escape(item.because)}" + "".join(f" {escape(in_quotes(quote))}" for quote in item.quotes) for item in found
    )


def _dropped(sheet: Sheet, *, whole: bool) -> str:
    if not whole and sheet.dropped:
        return f"{count(len(sheet.dropped), 'candidate')}; `--dropped` lists each with its reason."
    return _table(
        ("words", "seen as", "not kept because"), [(item.text, item.stage, item.because) for item in sheet.dropped]
    )


def _times_over(text: str, ids: tuple[str, ...]) -> str:
    return f"{text} ×{len(ids)}" if len(ids) > 1 else text


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table without the columns that hold nothing; "" without rows."""
    if not rows:
        return ""
    kept = [index for index in range(len(headings)) if any(row[index] for row in rows)]
    lines = [[headings[index] for index in kept], ["---"] * len(kept)]
    lines += [[escape(row[index]) for index in kept] for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


FORM = Form(suffixes=(".md", ".markdown"), write=write)
