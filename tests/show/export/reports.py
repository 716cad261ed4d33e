"""Reports for exports, with readings made by hand: two outlets on one strike, a denial, an emoji, a dangerous title."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.core import Actor, Attribution, Document, Event, Figure, Place, Reading, Time
from onrecord.core.analysis import Realis
from onrecord.core.mentions import ActorMention
from onrecord.core.span import Span
from onrecord.engines.weighing import Weighing
from onrecord.ledger.connect import Desk
from onrecord.ledger.identity import arrival_key
from onrecord.ledger.rows import rows_of
from onrecord.ledger.write import Incoming, put

HOSTILE = '=HYPERLINK("http://example.org","13")'
"""A headline that a spreadsheet would run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report of one strike: its words, and which of them are what."""

    text: str
    speaker: str
    dead: str
    ends: tuple[float | None, float | None, float | None]
    content: tuple[str, str]  # its first and last words
    facts: dict[str, Any] = field(default_factory=dict)
    counted: str = "civilians"
    measure: str | None = "killed"
    deed: tuple[str, str, str | None, Realis] = ("shelled", "ASSAULT", "heavy-weapons", "actual")
    placed: bool = True


HERALD = Told(
    text="😀 Mayor Ana Deluca said on Friday that at least 13 civilians were killed when the Northern Front shelled "
    "the port of Orsk. The Northern Front denied that it had fired.\n\nThe search goes on.",
    speaker="Ana Deluca", dead="at least 13", ends=(13, 13, None), content=("that at least", "port of Orsk"),
    facts={"publisher": "Coast Herald", "published": "2025-03-01", "title": HOSTILE, "url": "https://example.org/a"},
)  # fmt: skip
GAZETTE = Told(
    text="ORSK — Shells fell on the harbour. “Nine civilians are dead,” regional police chief Tomas Reyl told "
    "reporters; the Northern Front shelled Orsk on Friday for the second time this year, he added. "
    "The Northern Front denied it.",
    speaker="Tomas Reyl", dead="Nine", ends=(9, 9, 9), content=("Nine civilians", "dead"),
    facts={"publisher": "Border Gazette", "published": "2025-03-02", "title": "Neuf morts à Orsk — “9”"},
)  # fmt: skip
POST = Told(
    text="Up to 300 dockworkers will march through the capital if talks fail, the baker Ilse Marn warned. "
    "The Northern Front denied any part in it.",
    speaker="Ilse Marn", dead="Up to 300", ends=(None, 300, 300), content=("Up to 300", "talks fail"),
    counted="dockworkers", deed=("march", "PROTEST", "demo", "future"), measure=None, placed=False,
    facts={"publisher": "Hill Post", "published": "2025-03-03"},
)  # fmt: skip


def reading_of(told: Told) -> Reading:
    """Its reading: who says what, one figure, one event with its sides, place and day."""
    document = Document.of(told.text, **told.facts)
    text = document.text

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    low, best, high = told.ends
    content = Span(at(told.content[0]).start, at(told.content[1]).end)
    comparator = "at_least" if high is None else "at_most" if low is None else "exact"
    place, time = ("pla1", "tim1") if told.placed else (None, None)
    deed, type_, mode, realis = told.deed
    does, suffers = (("act2",), ("act3",)) if told.measure else (("act3",), ())
    return Reading(
        document=document,
        actors=(
            Actor("act1", told.speaker, "person", (), "RU", None, (ActorMention(at(told.speaker), "name"),)),
            Actor("act2", "Northern Front", "armed_group", (), None, None,
                  (ActorMention(at("Northern Front"), "name"),)),
            Actor("act3", told.counted, "group", (), None, None, (ActorMention(at(told.counted), "nominal"),)),
        ),
        places=(Place("pla1", at("Orsk"), "Orsk", "Orsk", 514734, 51.2, 58.57, "RU", "city", 10.0, True, 2),)
        if told.placed else (),
        times=(Time("tim1", at("Friday"), "Friday", "date", "2025-02-28", "2025-02-28T00:00", "2025-02-28T23:59", None,
                    None, "published"),) if told.placed else (),
        figures=(
            Figure("fig1", at(told.dead), told.dead, comparator, False, None, low, best, high, "1", "count",
                   told.counted, at(told.counted), told.measure, place, time, "att1", "eve1"),
        ),
        attributions=(
            Attribution("att1", (at(told.speaker),), (), (content,), "act1", told.speaker, "official", "indirect", None,
                        (told.speaker,), "certain", "affirmed", (), 0.9),
            Attribution("att2", (at("The Northern Front"),), (at("denied"),), (Span(at("denied").end + 1, text.index(
                        ".", at("denied").end)),), "act2", "Northern Front", "official", "indirect", None,
                        ("Northern Front",), "certain", "denied", (), 0.75),
        ),
        events=(
            Event("eve1", at(deed), type_, mode, does, suffers, place, time, ("fig1",), "att1", told.measure,
                  (at(deed),), realis),
        ),
    )  # fmt: skip


def add(desk: Desk, reading: Reading) -> None:
    """Put a reading into a ledger."""
    data = f"{reading.document.publisher} {reading.document.text}".encode()
    put(desk, Incoming(key=arrival_key(data, facts={}, options={}), locator="r.txt", data=data, kind="text",
                       document=reading.document, status="read", reader="by hand", rows=rows_of(reading),
                       weigh=Weighing.of(reading.document, reading)))  # fmt: skip


def fill(desk: Desk) -> None:
    """E1 in D1 (Coast Herald, at least 13) and D2 (Border Gazette, nine); E2 in D3, which nobody can place or date."""
    for told in (HERALD, GAZETTE, POST):
        add(desk, reading_of(told))
