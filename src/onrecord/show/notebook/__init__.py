"""Nouns as pieces of HTML for a notebook: small, without scripts, on light and dark alike, every word escaped.

The text of a reading is marked by the code of the report's page (:mod:`onrecord.show.report`); colours are washes over
whatever ground the notebook has.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from onrecord.core import Reading
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.happenings import Counted, Happened, Origins
from onrecord.show.report.forms.html import Leaf, Run
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.visible import line
from onrecord.show.report.wording import count, in_quotes, moment, number, unit_sign

MOST_CHARACTERS = 4_000  # of a text: a screen or two; the whole is in the report's page
MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """An answer as it is shown: a heading, what is to be said of it, and a table with ``more`` rows left out."""

    title: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    more: int = 0


def drawn(noun: Any) -> str:
    """The HTML of a reading, event, group of figures or claim; raises ``KeyError`` for anything else."""
    if isinstance(noun, Reading):
        return _reading(noun)
    return _template("card.html").render(card=_CARDS[type(noun)](noun), style=_style())


def _reading(reading: Reading) -> str:
    sheet = Sheet.of(reading)
    shown, left = _begun(sheet)
    return _template("reading.html").render(sheet=sheet, paragraphs=shown, left=left, most=MOST_ROWS, style=_style())


def _begun(sheet: Sheet) -> tuple[list[list[Run]], int]:
    """The first paragraphs, as many as fit on a screen or two, and how many characters are left out."""
    shown: list[list[Run]] = []
    room = MOST_CHARACTERS
    for paragraph in itertools.chain.from_iterable(Leaf(key="", sheet=sheet, words_at={}).chunks()):
        kept: list[Run] = []
        for run in paragraph:
            if room <= 0:
                break
            kept.append(run if len(run.text) <= room else _cut(run, room))
            room -= len(run.text)
        if kept:
            shown.append(kept)
        if room <= 0:
            break
    return shown, max(0, len(sheet.document.text) - MOST_CHARACTERS) if room <= 0 else 0


def _cut(run: Run, room: int) -> Run:
    return Run(run.text[:room], run.classes, run.entries, run.href, run.id, run.because)


def _event(event: Happened) -> Card:
    sides = " → ".join(", ".join(side) for side in (event.actors, event.recipients) if side)
    place = event.place.name if event.place is not None else ""
    facts = (
        ("when, where", ", ".join(part for part in (moment(event.time.edtf or ""), place) if part)),
        ("who", sides),
        ("status", event.status.replace("_", " ")),
        ("who knows", _origins(event.origins)),
        ("reports", f"{', '.join(event.documents[:MOST_ROWS])}, of {count(event.outlets, 'outlet')}"),
        ("figures", ", ".join(event.figures[:MOST_ROWS])),
        ("flags", ", ".join(event.flags[:MOST_ROWS])),
    )
    rows = tuple((one.name, one.kind, one.party or "", ", ".join(one.documents)) for one in event.origins.list)
    return _card(f"{event.id}  {event.title}", facts, ("who knows", "as", "side", "reports"), rows)


def _figures(group: Counted) -> Card:
    what = " ".join(part for part in (group.counted, group.measure, unit_sign(group.unit)) if part)
    ends = [number(end) if end is not None else "?" for end in (group.resolved.low, group.resolved.high)]
    facts = (
        ("event", group.event or ""),
        (f"by “{group.resolved.rule}”", f"{ends[0]} to {ends[1]}"),
        ("who knows", _origins(group.origins)),
        *((one.kind.replace("_", " "), one.because) for one in group.relations[:3]),
    )
    rows = tuple(
        (one.text, one.origin or "own voice", one.publisher or one.document, moment(one.published or ""),
         "denied" if one.polarity == "denied" else one.certainty, one.copy_of or "")
        for one in group.statements
    )  # fmt: skip
    heads = ("as written", "who knows", "outlet", "published", "how sure", "copy of")
    return _card(f"{group.id}  {what or 'figures'}", facts, heads, rows)


def _claim(claim: Claim) -> Card:
    sure = claim.certainty if claim.polarity == "affirmed" else f"denied, {claim.certainty}"
    facts = (
        ("says", in_quotes(line(claim.text))),
        ("how sure", sure),
        ("through", " › ".join(claim.chain) if len(claim.chain) > 1 else ""),
        ("in", ", ".join(part for part in (claim.document, claim.publisher, moment(claim.published or "")) if part)),
        ("who knows", _origins(claim.origins)),
        ("event", claim.event or ""),
        ("ruled", claim.judgement or ""),
    )
    return _card(f"{claim.id}  {claim.speaker_name or 'nobody is named'}", facts)


def _card(
    title: str, facts: tuple[tuple[str, str], ...], heads: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = ()
) -> Card:
    kept = tuple((name, line(words)) for name, words in facts if words)
    lines = tuple(tuple(line(cell) for cell in row) for row in rows[:MOST_ROWS])
    return Card(line(title), kept, heads if rows else (), lines, max(0, len(rows) - MOST_ROWS))


def _origins(origins: Origins) -> str:
    low, high = origins.min, origins.max
    return count(low, "origin") if low == high else f"{low} to {high} origins"


_CARDS: dict[type, Callable[[Any], Card]] = {Happened: _event, Counted: _figures, Claim: _claim}


@cache
def _style() -> Markup:
    return Markup((files(__name__) / "style.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of this package


@cache
def _template(name: str) -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(count=count, line=line, moment=moment, in_quotes=in_quotes)
    return environment.from_string((files(__name__) / name).read_text(encoding="utf-8"))
