"""Reports with readings made by hand, so that the ledger is tested without the model: every kind of row is in them."""

from __future__ import annotations

from typing import Any

from onrecord.core import Actor, Attribution, Document, Event, Figure, Flag, Place, Reading, Relation, Time
from onrecord.core.mentions import ActorMention, Role
from onrecord.core.span import Span
from onrecord.ledger.identity import arrival_key
from onrecord.ledger.rows import rows_of
from onrecord.ledger.write import Incoming

_WORDS = (
    "Mayor Ana Deluca said on Friday that at least {dead} dockworkers were killed when rockets hit the port of "
    "Orsk 😀. "
    "The Coast Guard, which Ms. Deluca commands, denied that it had fired."
)


def report_text(number: int = 1) -> str:
    """What report ``number`` says; its figure is ``number`` + 12."""
    return _WORDS.format(dead=number + 12) + f"\n\nReport {number}."


def reading_of(number: int = 1, **facts: Any) -> Reading:
    """Its reading: two claims, a figure, an event with its sides, place and time, a tie and a flag."""
    given = {"publisher": "Coast Herald", "published": "2025-03-02", "title": f"Rockets on Orsk ({number})"}
    document = Document.of(report_text(number), **{**given, **facts})
    text = document.text

    def at(words: str, after: int = 0) -> Span:
        start = text.index(words, after)
        return Span(start, start + len(words))

    dead = f"at least {number + 12}"
    content = Span(at("that at least").start, at("Orsk 😀").end)
    return Reading(
        document=document,
        actors=(
            Actor("act1", "Ana Deluca", "person", (Role("Mayor", None, False, at("Mayor")),), None, None,
                  (ActorMention(at("Ana Deluca"), "name"), ActorMention(at("Ms. Deluca"), "name"))),
            Actor("act2", "Coast Guard", "military", (), None, None, (ActorMention(at("Coast Guard"), "name"),)),
        ),
        places=(Place("pla1", at("Orsk"), "Orsk", "Orsk", 514734, 51.2, 58.57, "RU", "city", 10.0, True, 2),),
        times=(Time("tim1", at("Friday"), "Friday", "date", "2025-02-28", "2025-02-28", "2025-02-28", None, None,
                    "published"),),
        figures=(
            Figure("fig1", at(dead), dead, "at_least", False, None, number + 12, number + 12, None, "1", "count",
                   "dockworkers", at("dockworkers"), "killed", "pla1", "tim1", "att1", "eve1"),
        ),
        attributions=(
            Attribution("att1", (at("Mayor Ana Deluca"),), (at("said"),), (content,), "act1", "Ana Deluca", "official",
                        "indirect", None, ("Ana Deluca",), "certain", "affirmed", (), 0.9),
            Attribution("att2", (at("The Coast Guard"),), (at("denied"),), (at("that it had fired"),), "act2",
                        "Coast Guard", "official", "indirect", None, ("Coast Guard",), "certain", "denied", (), 0.75),
        ),
        events=(
            Event("eve1", at("hit"), "ASSAULT", "aerial", ("act2",), ("act1",), "pla1", "tim1", ("fig1",), "att1",
                  None, (at("hit"),), "actual"),
        ),
        relations=(Relation("rel1", "act1", "commands", "act2", at("commands"), False, None),),
        flags=(Flag("open_end", "fig1", "low", (at(dead),), "No other end is given."),),
    )  # fmt: skip


def incoming(number: int = 1, *, read: bool = True, **facts: Any) -> Incoming:
    """Report ``number`` on its way in; ``facts`` are those of its document ("url", "publisher", "extra" …)."""
    reading = reading_of(number, **facts)
    data = f"original {number}\n{reading.document.text}".encode()
    return Incoming(
        key=arrival_key(data, facts=facts, options={}),
        locator=f"reports.zip/{number}.txt",
        data=data,
        kind="text",
        document=reading.document,
        status="read" if read else "unread",
        reader="by hand",
        rows=rows_of(reading) if read else None,
    )
