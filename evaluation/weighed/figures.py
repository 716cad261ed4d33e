"""Which figures were found with their bounds, how two of them stand to each other, and who stands behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.weighed import events
from evaluation.weighed.gold import Answer, Answers, Collection, overlap, percent

Place = tuple[str, int]  # group of the ledger, and which of its statements


class Found:
    """The statements of the ledger, by the statements of gold that they stand on."""

    def __init__(self, wanted: Collection, groups: list[Answer] | None, ids: Mapping[str, str]) -> None:
        self.wanted = wanted
        self.groups = {str(group["id"]): group for group in groups or []}
        self._by_report: dict[str, list[tuple[Place, Answer]]] = {}
        for name, group in self.groups.items():
            for at, statement in enumerate(group["statements"]):
                report = ids.get(str(statement["document"]), "")
                self._by_report.setdefault(report, []).append(((name, at), statement))

    def places(self, told: Mapping[str, Any]) -> list[tuple[Place, Answer]]:
        """Where the ledger has the statement of gold, those of the same value first."""
        span = self.wanted.span(told)
        hits = [hit for hit in self._by_report.get(told["document"], []) if overlap(hit[1]["span"], span)]
        return sorted(hits, key=lambda hit: not same_value(told, hit[1]))

    def right(self, told: Mapping[str, Any]) -> bool:
        """Whether value, bounds and comparator are there."""
        return any(same_value(told, statement) for _, statement in self.places(told))

    def group(self, gold: Mapping[str, Any]) -> str | None:
        """The group of the ledger in which most statements of a group of gold lie."""
        votes = Counter(place[0] for told in gold["statements"] for place, _ in self.places(told)[:1])
        return max(votes, key=lambda name: (votes[name], name)) if votes else None

    def kinds(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
        """How the ledger says two statements stand to each other; "apart" where they lie in no common group."""
        ours, theirs = ([place for place, _ in self.places(told)] for told in (one, other))
        if not ours or not theirs:
            return set()
        common = {name for name, _ in ours} & {name for name, _ in theirs}
        if not common:
            return {"apart"}
        wanted = {frozenset((at, to)) for name, at in ours for group, to in theirs if name == group}
        return {
            str(relation["kind"])
            for name in common
            for relation in self.groups[name]["relations"]
            if frozenset((relation["a"], relation["b"])) in wanted
        }


def same_value(told: Mapping[str, Any], ours: Answer) -> bool:
    """Comparator, low, best and high are equal."""
    ends = all(_equal(told[end], ours[end]) for end in ("low", "best", "high"))
    return ends and told["comparator"] == ours["comparator"]


def _equal(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) <= 1e-9 * max(abs(one), abs(other))


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """Statements found, relations right, denials and drift found and not invented, origins and outlets."""
    found = Found(wanted, given.figures, given.ids())
    statements = [told for group in wanted.gold["figures"] for told in group["statements"]]
    pairs = list(related(wanted))
    right = sum(_right(found.kinds(one, other), kinds) for one, other, kinds in pairs)
    return {
        "figures found": percent(sum(map(found.right, statements)), len(statements)),
        "relations of figures": percent(right, len(pairs)),
        **_denials(found, pairs),
        **_behind(wanted, given, found),
    }


def related(wanted: Collection) -> Iterator[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    """Every pair of statements of gold with the kinds that count as right."""
    for group in wanted.gold["figures"]:
        for relation in group["relations"]:
            yield group["statements"][relation["a"]], group["statements"][relation["b"]], relation["kind"]
    for pair in wanted.gold["not_comparable"]:
        yield pair["a"], pair["b"], pair["kind"]


def _right(said: set[str], kinds: list[str]) -> bool:
    return bool(said & set(kinds)) or (said == {"apart"} and "not_comparable" in kinds)


def _denials(found: Found, pairs: list[tuple[dict[str, Any], dict[str, Any], list[str]]]) -> dict[str, float]:
    """A denial is found where the statement that denies is set against any other."""
    deniers = [told for one, other, kinds in pairs if kinds[0] == "denial" for told in (one, other) if _denies(told)]
    unique = {(told["document"], told["text"], told["nth"]): told for told in deniers}
    said = [
        {(name, relation["a"]), (name, relation["b"])}
        for name, group in found.groups.items()
        for relation in group["relations"]
        if relation["kind"] == "denial"
    ]
    places = [{place for place, _ in found.places(told)} for told in unique.values()]
    hit = sum(any(pair & own for pair in said) for own in places)
    true = sum(any(pair & own for own in places) for pair in said)
    return {"denials found": percent(hit, len(places)), "denials rightly": percent(true, len(said))}


def _denies(told: Mapping[str, Any]) -> bool:
    return told["polarity"] == "denied" or told["high"] == 0


def _behind(wanted: Collection, given: Answers, found: Found) -> dict[str, float]:
    best = events.matched(events.chosen(wanted, given.events, given.ids()))
    by_id = {str(one["id"]): one for one in given.events or []}
    pairs = [(one, by_id.get(best.get(one["id"], ""))) for one in wanted.gold["events"]]
    pairs += [(group, found.groups.get(found.group(group) or "")) for group in wanted.gold["figures"]]
    origins = sum(
        ours is not None and all(ours["origins"][end] == gold["origins"][end] for end in ("min", "max"))
        for gold, ours in pairs
    )
    outlets = sum(ours is not None and ours["outlets"] == gold["outlets"] for gold, ours in pairs)
    return {"origins interval": percent(origins, len(pairs)), "outlets": percent(outlets, len(pairs))}
