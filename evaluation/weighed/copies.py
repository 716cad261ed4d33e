"""Who copied whom, how, with what changed, and whom the copy credits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from evaluation.weighed.gold import Answer, Answers, Collection, f1, percent

Pairs = set[frozenset[str]]


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """Families by pairs, kinds over the copies of gold, changes and credits found."""
    ids = given.ids()
    known = {ids[str(one["id"])]: one for one in given.documents or []}
    gold = {one["document"]: one for one in wanted.gold["copies"]}
    ours = {name: ids.get(str(one["copy_of"])) for name, one in known.items() if one["copy_of"]}
    asked, found = _pairs({name: one["of"] for name, one in gold.items()}), _pairs(ours)
    kinds = sum(name in ours and known[name]["copy_kind"] == one["kind"] for name, one in gold.items())
    changes = [(name, change) for name, one in gold.items() for change in one["changed"]]
    told = sum(
        any(_same(change, other) for other in known.get(name, {}).get("changed", [])) for name, change in changes
    )
    credits = wanted.gold["carries"]
    credited = sum(_credits(known.get(one["document"]), one["agency"]) for one in credits)
    return {
        "copy families F1": f1(len(asked & found), len(found), len(asked)),
        "kind of copy": percent(kinds, len(gold)),
        "changes in copies": percent(told, len(changes)),
        "agencies credited": percent(credited, len(credits)),
    }


def _pairs(copy_of: Mapping[str, str | None]) -> Pairs:
    families: dict[str, set[str]] = {}
    for name in copy_of:
        root, seen = name, {name}
        while (above := copy_of.get(root)) is not None and above not in seen:
            root = above
            seen.add(root)
        families.setdefault(root, {root}).add(name)
    return {frozenset(pair) for family in families.values() for pair in combinations(sorted(family), 2)}


def _same(gold: Mapping[str, str], ours: Answer) -> bool:
    """Whether the one change is the other, told with more or fewer words around it."""
    ends = [(str(gold[end]).casefold(), str(ours.get(end) or "").casefold()) for end in ("from", "to")]
    return all(told for _, told in ends) and any(_within(ends, flip=flip) for flip in (False, True))


def _within(ends: Iterable[tuple[str, str]], *, flip: bool) -> bool:
    return all((told in gold) if flip else (gold in told) for gold, told in ends)


def _credits(ours: Answer | None, agency: str) -> bool:
    said = str((ours or {}).get("carries") or "").casefold()
    initials = "".join(word[0] for word in agency.split())
    return said in {agency.casefold(), initials.casefold()}
