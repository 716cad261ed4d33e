"""Who is said to have done it: named in somebody's words, claiming it, or denying it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import claims, documents, happenings, namings, sides, texts
from onrecord.weigh.origins.faces import face
from onrecord.weigh.origins.sorts import press_office
from onrecord.weigh.origins.status import Charge, one
from onrecord.weigh.origins.voice import Voice

_AT_ONCE = 500
_BODIES = frozenset({"armed_group", "military", "government", "organization", "party"})


def charges(connection: Connection, wanted: Collection[int], reports: Sequence[int]) -> dict[int, list[Charge]]:
    """The charges of these events in these reports: {12: [Charge("interior ministry", "Northern Front", …)]}."""
    found: dict[int, list[Charge]] = {}
    listed = set(wanted)
    for start in range(0, len(reports), _AT_ONCE):
        some = reports[start : start + _AT_ONCE]
        full = _full_names(connection, some)
        told: dict[tuple[int, int], list[Charge]] = {}
        for row in _rows(connection, some):
            if row.event in listed and (charge := _charge(row)) is not None:
                by, against = (full.get(alike(name), name) for name in (charge.by, charge.against))
                told.setdefault((row.event, row.id), []).append(Charge(by, against, charge.kind))
        for (event, _), made in told.items():
            found.setdefault(event, []).extend(_plain(made))
    return found


def _plain(made: list[Charge]) -> list[Charge]:
    """Who says in one breath that another did it does not claim it, also where both were read as those who did."""
    accuses = any(charge.kind == "accuses" for charge in made)
    return [charge for charge in made if charge.kind != "claims" or not accuses]


def _full_names(connection: Connection, some: Sequence[int]) -> dict[str, str]:
    """The fuller name of bodies that reports also call by a shorter one: {"nfr": "Northern Front"}."""
    found: dict[str, set[str]] = {}
    query = select(namings.c.name, namings.c.names).where(namings.c.document.in_(some), namings.c.kind.in_(_BODIES))
    for name, names in connection.execute(query):
        for other in json.loads(names):
            if alike(other) != alike(name):
                found.setdefault(alike(other), set()).add(name)
    return {short: full.pop() for short, full in found.items() if len({alike(name) for name in full}) == 1}


def claimed(voices: Iterable[Voice]) -> list[Charge]:
    """The charges of those who are said to have claimed it: "the Shield had claimed it hours earlier"."""
    named = [voice.last for voice in voices if voice.claims and voice.body in _BODIES and voice.last]
    return [Charge(name, name, "claims") for name in named]


def _rows(connection: Connection, some: Sequence[int]) -> list[Row[Any]]:
    said, told = claims.c, happenings.c
    query = (
        select(told.id, told.event, told.realis, told.end, told.type, documents.c.publisher, texts.c.text,
               said.polarity, said.speaker_name, said.speaker_kind, said.cue, namings.c.name, namings.c.kind)
        .join(documents, documents.c.id == told.document)
        .join(texts, texts.c.id == documents.c.text_id)
        .outerjoin(claims, said.id == told.claim)
        .outerjoin(sides, (sides.c.happening == told.id) & (sides.c.side == "actor"))
        .outerjoin(namings, namings.c.id == sides.c.naming)
        .where(told.document.in_(some), told.type.in_(lexicon("origins")["events"]["grave"]))
        .order_by(told.id, namings.c.id)
    )  # fmt: skip
    return list(connection.execute(query))


def _charge(row: Any) -> Charge | None:
    speaker = row.speaker_name if row.speaker_kind not in {None, "author", "unnamed"} else None
    speaker = speaker or (press_office(row.publisher or "") if row.speaker_kind in {None, "author"} else None)
    if speaker is None or face(speaker).head == "ministry":
        return None
    who = row.name if row.kind in _BODIES and _somebody(row.name, row.kind) else None
    own_words = row.speaker_kind in {None, "author"}
    ours = own_words and _ours(row.text[: row.end])
    if row.polarity == "denied" or (row.realis == "negated" and who is not None and one(who, speaker)):
        return Charge(speaker, speaker, "denies")
    if own_words and _not_us(row.text, row.end):
        return Charge(speaker, speaker, "denies")
    if own_words and ours:
        return Charge(speaker, speaker, "denies" if _no(row.text[row.end - 60 : row.end]) else "claims")
    if who is None or row.realis == "negated":
        return None
    return Charge(speaker, who, "claims" if one(who, speaker) else "accuses")


def _somebody(name: str, kind: str) -> bool:
    """True for a body that can be told from others: a name, or "the army"."""
    return kind in {"military", "government"} or any(word[:1].isupper() for word in name.split())


def _ours(before: str) -> bool:
    """ "Our units struck", in the communiqué of those whose units they are."""
    sentence = re.split(r"[.!?\n]\s", before[-200:])[-1]
    return re.search(r"\b(?:our|we)\b", sentence, re.IGNORECASE) is not None


def _not_us(text: str, at: int) -> bool:
    """ "Whoever struck the mill, it was not us." """
    after = re.split(r"[.!?](?:\s|$)|\n", text[at : at + 300])[0]
    return re.search(r"\b(?:not|never|nothing|none)\b.{0,40}\b(?:us|ours|we|our)\b", after, re.IGNORECASE) is not None


def _no(words: str) -> bool:
    sentence = re.split(r"[.!?\n]\s", words)[-1]
    return _denying().search(sentence) is not None


@cache
def _denying() -> re.Pattern[str]:
    return re.compile(r"\b(?:no|not|never|nothing|none|deny|denies|denied)\b|n't\b", re.IGNORECASE)
