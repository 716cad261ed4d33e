"""Voices that are one origin: an office, its holder and its spokesman; one mayor in ten outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.weigh.origins.faces import Face, face, same
from onrecord.weigh.origins.sorts import office_alone, press_office
from onrecord.weigh.origins.voice import Voice

_UNDER = {"government": {"ministry", "government", "president", "governor", "army", "service", "police", "prosecutor"}}
"""What a general word may stand for, where a report uses it alone."""

_KINDS = {
    "company": frozenset({"organization"}), "organization": frozenset({"organization"}),
    "group": frozenset({"armed_group", "party", "organization"}), "agency": frozenset({"organization", "government"}),
}  # fmt: skip
"""Which actors a general word may mean that is in nobody's name."""


def together(voices: Sequence[Voice]) -> list[list[int]]:
    """The numbers of the voices that are one origin each, in the order in which they are first heard."""
    faces = [_faces(voice) for voice in voices]
    parents = list(range(len(voices)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    def join(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        parents[second] = first

    first_of: dict[tuple[str, int] | Face, int] = {}
    for at, voice in enumerate(voices):
        keys: list[tuple[str, int] | Face] = [one for one in faces[at] if not one.weak]
        if voice.actor is not None:
            keys.append(("actor", voice.actor))
        for key in keys:
            join(first_of.setdefault(key, at), at)
    strong = [(key, at) for key, at in first_of.items() if isinstance(key, Face)]
    by_word: dict[str, list[tuple[Face, int]]] = {}
    for one, at in strong:
        for word in {word[:6] for word in one.words}:
            for other, there in by_word.setdefault(word, []):
                if same(one, other):
                    join(at, there)
            by_word[word].append((one, at))
    _weak(voices, faces, join)
    found: dict[int, list[int]] = {}
    for at in range(len(voices)):
        found.setdefault(root(at), []).append(at)
    return list(found.values())


def _weak(voices: Sequence[Voice], faces: Sequence[Sequence[Face]], join: Callable[[int, int], None]) -> None:
    """ "The ministry" is the ministry that its report names, else the only one named, else one of its own."""
    by_head: dict[str, list[int]] = {}
    for at, listed in enumerate(faces):
        for one in listed:
            if not one.weak and one.head is not None:
                by_head.setdefault(one.head, []).append(at)
    alone: dict[str, int] = {}
    for at, holder in _holders(voices, faces):
        join(at, holder)
    for at, listed in enumerate(faces):
        for one in listed:
            if not one.weak or one.head is None:
                continue
            fitting = [there for head in _UNDER.get(one.head, {one.head}) for there in by_head.get(head, ())]
            own = [there for there in fitting if voices[there].document == voices[at].document]
            if not own and len(listed) == 1:
                own = _meant(at, one.head, voices, faces)
            if own or fitting:
                join(at, (own or fitting)[0])
            else:
                join(alone.setdefault(one.head, at), at)


def _holders(voices: Sequence[Voice], faces: Sequence[Sequence[Face]]) -> Iterator[tuple[int, int]]:
    """Who is meant by "the director": the one of that title in the report, or in all, or who is named without any."""
    for at, voice in enumerate(voices):
        word = office_alone(alike(voice.last or ""))
        if word is None or (faces[at] and " of " not in (voice.last or "")) or voice.body not in {None, "person"}:
            continue
        others = [there for there, other in enumerate(voices) if there != at and other.body == "person"
                  and office_alone(alike(other.last or "")) is None]  # fmt: skip
        holding = [there for there in others
                   if any(word in alike(title).split(" of ")[0].split() for title in voices[there].titles)]  # fmt: skip
        near = [there for there in holding if voices[there].document == voice.document]
        bare = [there for there in others if voices[there].document == voice.document
                and voices[there].kind != "unnamed" and not any(map(office, voices[there].titles))]  # fmt: skip
        for some in (near, holding, bare):
            if some and len({voices[there].actor or there for there in some}) == 1:
                yield at, some[0]
                break


def described(voices: Sequence[Voice], group: Sequence[int]) -> bool:
    """True of an origin that is nothing but a description whose name nobody gives: "the group", "the operator"."""
    said = [(voices[at].last or "", _faces(voices[at])) for at in group]
    return all(name.islower() and bool(listed) and all(one.head in _KINDS for one in listed) for name, listed in said)


def _meant(at: int, head: str, voices: Sequence[Voice], faces: Sequence[Sequence[Face]]) -> list[int]:
    """Whom "the company" or "the mediator" means in its report: the only such body, or who is named without office."""
    kinds = _KINDS.get(head)
    report = [there for there in range(len(voices)) if voices[there].document == voices[at].document and there != at]
    if kinds is not None:
        return [there for there in report if any(not one.weak and one.head is None and not one.person
                and voices[there].body in (kinds | {"person"} if voices[there].titles else kinds)
                for one in faces[there])]  # fmt: skip
    if voices[at].body not in {None, "person"}:
        return []
    return [there for there in report
            if all(face(title).head == head or not office(title) for title in voices[there].titles)
            and any(one.person and one.given for one in faces[there])]  # fmt: skip


def office(title: str) -> bool:
    """True of a title that shows another office: "spokesman for the Third Zone", "lieutenant-colonel"."""
    words = lexicon("origins")["mouthpieces"]["words"].split()
    return face(title).head is not None or any(word in words for word in alike(title).split())


def _faces(voice: Voice) -> list[Face]:
    name = voice.last or ""
    name = press_office((voice.publisher if voice.kind in {None, "author"} or not name else name) or "") or name
    person = voice.body == "person" and office_alone(alike(name)) is None
    also = [face(other) for other in voice.also if not person]
    return [one for one in (face(name, person=person), *map(face, voice.titles), *(one for one in also if not one.weak))
            if one.words or one.head]  # fmt: skip


def names(voices: Iterable[Voice]) -> str:
    """The fullest name of one origin, with the office: "Ana Deluca, mayor of Port Example"."""
    listed = list(voices)
    found = [press_office(voice.last or voice.publisher or "") or voice.last or "" for voice in listed]
    best = max(found, key=lambda name: (any(word[:1].isupper() for word in name.split()[1:]), found.count(name)))
    title = next((voice.titles[0] for voice in listed if voice.last == best and voice.titles), None)
    return f"{best}, {title}" if title else best
