"""Figures that are denied, as against deeds: "denied that nine workers had died", not "denied holding three"."""

from __future__ import annotations

from onrecord.ledger.senses.frame import Frame
from onrecord.ledger.senses.wording import listed, refusal, talk


def denied(frame: Frame) -> bool:
    """True where the figure itself is said to be wrong.

    "The talk of nine dead workers is an invention", "rejected the 400,000 litres", "the five of whom a newspaper writes
    exist only on paper"; not "denied that it was holding three engineers", which denies a deed.
    """
    if refusal().search(frame.sentence):
        return True
    false = listed("denied", "false").search(frame.rest)
    if false is None:
        return False
    between = frame.rest[: false.start()]
    if any(sign in between for sign in (";", ":")):
        return False
    if talk().search(frame.sentence):
        return True
    return between.startswith((" of whom", " of which")) or between.strip() in {"is", "are", "was", "were"}
