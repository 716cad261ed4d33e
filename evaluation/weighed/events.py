"""Which reports tell of which event, whether look-alikes stay apart, and who stands behind an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping

from evaluation.weighed.gold import Answer, Answers, Collection, f1, percent

Items = dict[tuple[str, str], str]  # (report, event of gold) -> event of the ledger


def chosen(wanted: Collection, events: list[Answer] | None, ids: Mapping[str, str]) -> Items:
    """For each telling of gold the event of the ledger, of a fitting type, whose reports are most like gold's."""
    told: dict[str, list[tuple[Answer, set[str]]]] = {}
    for one in events or []:
        reports = {ids[name] for name in one["documents"] if name in ids}
        for name in reports:
            told.setdefault(name, []).append((one, reports))
    items: Items = {}
    for event in wanted.gold["events"]:
        types, want = {event["type"], *event["also"]}, set(event["documents"])
        for name in event["documents"]:
            fitting = [(one, reports) for one, reports in told.get(name, []) if one["type"] in types]
            if fitting:
                best = max(fitting, key=lambda pair: (f1(len(pair[1] & want), len(pair[1]), len(want)), pair[0]["id"]))
                items[name, event["id"]] = str(best[0]["id"])
    return items


def matched(items: Items, *, among: Container[str] | None = None) -> dict[str, str]:
    """For each event of gold the event of the ledger that most of its reports lead to."""
    votes: dict[str, Counter[str]] = {}
    for (name, event), ours in items.items():
        if among is None or name in among:
            votes.setdefault(event, Counter())[ours] += 1
    return {event: max(count, key=lambda ours: (count[ours], ours)) for event, count in votes.items()}


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """B³ of the tellings, look-alikes, status; contested events found, and of those said to be, how many are."""
    items = chosen(wanted, given.events, given.ids())
    best = matched(items)
    ours = {str(one["id"]): one for one in given.events or []}
    status = [str(ours[best[one["id"]]]["status"]) if one["id"] in best else None for one in wanted.gold["events"]]
    right = [said in one["status"] for said, one in zip(status, wanted.gold["events"], strict=True)]
    contested = [one["status"][0] == "contested" for one in wanted.gold["events"]]
    may_be = {best[one["id"]] for one in wanted.gold["events"] if one["id"] in best and "contested" in one["status"]}
    said_so = [name for name, one in ours.items() if one["status"] == "contested"]
    found = sum(want and said == "contested" for want, said in zip(contested, status, strict=True))
    return {
        "events B3 F1": _b_cubed(wanted, items, ours),
        "look-alike events apart": _apart(wanted, items),
        "status of events": percent(sum(right), len(right)),
        "contested events found": percent(found, sum(contested)),
        "contested events rightly": percent(sum(name in may_be for name in said_so), len(said_so)),
    }


def _b_cubed(wanted: Collection, items: Items, ours: Mapping[str, Answer]) -> float:
    sizes = {event["id"]: len(event["documents"]) for event in wanted.gold["events"]}
    together = Counter((event, own) for (_, event), own in items.items())
    alike = [(together[event, own], event, own) for (_, event), own in items.items()]
    precise = sum(count / len(set(ours[own]["documents"])) for count, _, own in alike)
    recalled = sum(count / sizes[event] for count, event, _ in alike)
    precision, recall = precise / max(1, len(items)), recalled / sum(sizes.values())
    return percent(2 * precision * recall, precision + recall)


def _apart(wanted: Collection, items: Items) -> float:
    together = Counter((event, own) for (_, event), own in items.items())
    events = {event for event, _ in together}
    pairs = [pair for pair in wanted.gold["look_alikes"] if set(pair) <= events]
    merged = 0
    for one, other in pairs:
        shared = {own for event, own in together if event == one} & {own for event, own in together if event == other}
        # Two tellings of one report that both lead to its only event are a reading too few, and no join.
        merged += any(together[one, own] + together[other, own] > 2 for own in shared)
    return percent(len(pairs) - merged, len(wanted.gold["look_alikes"]))
