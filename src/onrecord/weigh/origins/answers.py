"""Across documents: which outlet of the ledger a voice cites, and whether that one has it from the first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, select

from onrecord.ledger.schema import documents, texts
from onrecord.weigh.origins.seen import cited
from onrecord.weigh.origins.sorts import outlet_named, press_office
from onrecord.weigh.origins.voice import Voice

_PASSING_ON = frozenset({"media", "document", "cited"})
_OWN = frozenset({None, "author"})
_BEFORE = 20  # reports of the cited outlet that are looked through, the latest before
_IN_COMMON = 2  # names that both reports must have, beside those of the outlets
_NAME = re.compile(r"(?<![.!?\n] )(?<!\n)\b[A-Z][\w'’-]{2,}")


def with_answers(connection: Connection, voices: Mapping[int, list[Voice]]) -> dict[int, list[Voice]]:
    """The same voices, with outlets by their full name and, where a cited outlet cites back, its voice beside them.

    "The blog reports" in the Herald and "I read in the Herald" in the blog's report before it are a circle. Only
    reports known before the one that cites are looked at, so that answers at a past moment use nothing later.
    """
    if not any(one.kind not in _OWN and one.last for listed in voices.values() for one in listed):
        return dict(voices)
    query = select(documents.c.publisher).where(documents.c.publisher.is_not(None)).distinct()
    known = {outlet_named(name): name for name in sorted(connection.scalars(query))}
    answered: dict[int, list[Voice]] = {}
    for event, listed in voices.items():
        found = [by_full_name(one, known) for one in listed]
        more: list[Voice] = []
        cites = {(outlet_named(one.publisher or ""), outlet_named(one.last or "")) for one in found
                 if one.kind in _PASSING_ON}  # fmt: skip
        for at, one in enumerate(found):
            own, name = outlet_named(one.publisher or ""), outlet_named(one.last or "")
            if one.kind not in _PASSING_ON | _OWN:
                if name in known and (name, own) in cites:  # a body that publishes is an outlet in a circle alone
                    found[at] = replace(one, speaker=known[name], kind="media", chain=None)
            elif one.kind in _PASSING_ON and (outlet := known.get(outlet_named(one.last or ""))) is not None:
                more.extend(_citing_back(connection, one, outlet))
        answered[event] = found + more
    return answered


@lru_cache(maxsize=10_000)
def _longer(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The outlets of which a name is a part, or that are a part of it: the same few are asked for again and again."""
    return tuple(
        one for one in known
        if one.endswith(f" {name}") or one.startswith(f"{name} ") or name.endswith((f" of {one}", f" of the {one}"))
    )  # fmt: skip


def by_full_name(voice: Voice, known: Mapping[str, str]) -> Voice:
    """A voice that is an outlet's, under the outlet's own name; its own publisher by a short name is itself.

    Only what is read as an outlet is another; what is not may still be its own publisher by the last word of the name.
    """
    name = outlet_named(voice.last or "")
    if voice.kind in _OWN or not name or press_office(voice.last or "") is not None:
        return voice
    full = name if name in known else None
    own = outlet_named(voice.publisher or "")
    if full is None and voice.kind not in _PASSING_ON:
        return replace(voice, speaker=None, kind="author", chain=None) if _short(voice, own) else voice
    if full is None:
        longer = _longer(name, tuple(known))
        full = own if own in longer else longer[0] if len(longer) == 1 else None
    if full is None:
        return voice
    if full == own:
        return replace(voice, speaker=None, kind="author", chain=None)
    if voice.kind not in _PASSING_ON:
        return voice
    return replace(voice, speaker=known[full], kind="cited" if voice.kind == "cited" else "media", chain=None)


def _short(voice: Voice, own: str) -> bool:
    """ "The Herald wrote" in the Coast Herald: the last word of its own name, of nothing that is read as a person."""
    return voice.body != "person" and own.endswith(f" {outlet_named(voice.last or '')}")


def _citing_back(connection: Connection, voice: Voice, outlet: str) -> list[Voice]:
    own = select(documents.c.known_from, texts.c.text).join(texts, texts.c.id == documents.c.text_id)
    row = connection.execute(own.where(documents.c.id == int(voice.document[1:]))).one()
    query = select(documents.c.id, texts.c.text).join(texts, texts.c.id == documents.c.text_id)
    query = query.where(documents.c.publisher == outlet, documents.c.known_from <= row.known_from)
    query = query.where(documents.c.retracted_by.is_(None)).order_by(documents.c.known_from.desc()).limit(_BEFORE)
    found = []
    outlets = {word for name in (outlet, voice.publisher or "") for word in name.split()}
    names = set(_NAME.findall(row.text)) - outlets
    for other in connection.execute(query):
        if len(names & set(_NAME.findall(other.text))) < _IN_COMMON:
            continue
        for name, start, end in cited(other.text):
            if outlet_named(name) == outlet_named(voice.publisher or ""):
                found.append(Voice(f"D{other.id}", outlet, None, voice.publisher, "cited", None, tells=False,
                                   start=start, end=end))  # fmt: skip
    return found
