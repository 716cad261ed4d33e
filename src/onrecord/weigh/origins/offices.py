"""Offices that other reports of the ledger give: whose speaker "Ana Deluca" is, where her own report does not say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.ledger.schema import documents, namings
from onrecord.weigh.origins.faces import face
from onrecord.weigh.origins.joined import office
from onrecord.weigh.origins.voice import Voice

_AT_ONCE = 500


def lacks(voice: Voice) -> bool:
    """True of somebody whose report names no body for which he speaks: "Ana Deluca, the director"."""
    return voice.body == "person" and voice.actor is not None and not any(" of " in title for title in voice.titles)


def with_known_offices(connection: Connection, voices: Mapping[int, Sequence[Voice]]) -> dict[int, list[Voice]]:
    """The same voices, by event or group, with the offices that reports known by the latest of them give.

    Later reports are not looked at, so that the answer is the same whatever else is asked for, and when.
    """
    actors = sorted({voice.actor for listed in voices.values() for voice in listed
                     if voice.actor is not None and lacks(voice)})  # fmt: skip
    held = _held(connection, actors)
    if not held:
        return {key: list(listed) for key, listed in voices.items()}
    known = _known(connection, {int(one.document[1:]) for listed in voices.values() for one in listed if lacks(one)})
    return {key: [_with(voice, held, _latest(listed, known)) for voice in listed] for key, listed in voices.items()}


def _latest(voices: Sequence[Voice], known: Mapping[int, str]) -> str:
    return max((known.get(int(voice.document[1:]), "") for voice in voices), default="")


def _with(voice: Voice, held: Mapping[int, Sequence[tuple[str, str]]], latest: str) -> Voice:
    if voice.actor is None or not lacks(voice):
        return voice
    offices = (title for moment, title in held.get(voice.actor, ()) if moment <= latest)
    return replace(voice, titles=tuple(dict.fromkeys((*voice.titles, *offices))))


def _held(connection: Connection, actors: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """By actor the offices with their body, each with the moment from which its report was known."""
    found: dict[int, list[tuple[str, str]]] = {}
    bodies = namings.alias("bodies")
    for start in range(0, len(actors), _AT_ONCE):
        query = (
            select(namings.c.actor, namings.c.roles, documents.c.known_from, bodies.c.local, bodies.c.name)
            .join(documents, documents.c.id == namings.c.document)
            .join(bodies, bodies.c.document == namings.c.document)
            .where(namings.c.actor.in_(actors[start : start + _AT_ONCE]), namings.c.kind == "person")
            .where(namings.c.roles != "[]", documents.c.retracted_by.is_(None), bodies.c.kind != "person")
            .order_by(documents.c.known_from, documents.c.id, bodies.c.id)
        )
        for row in connection.execute(query):
            for role in json.loads(row.roles):
                if role.get("former"):
                    continue
                if role.get("organization") == row.local:
                    found.setdefault(row.actor, []).append((row.known_from, f"{role['title']} of {row.name}"))
                elif role.get("organization") is None and _tells(role["title"]):
                    found.setdefault(row.actor, []).append((row.known_from, role["title"]))
    return found


def _tells(title: str) -> bool:
    """True of a title that tells the office without a body: "fire chief", "mayor", not "surgeon"."""
    one = face(title)
    return one.head is not None or (bool(one.words) and office(title))


def _known(connection: Connection, reports: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    listed = sorted(reports)
    for start in range(0, len(listed), _AT_ONCE):
        query = select(documents.c.id, documents.c.known_from)
        found.update(connection.execute(query.where(documents.c.id.in_(listed[start : start + _AT_ONCE]))).all())
    return found
