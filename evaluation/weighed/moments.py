"""What is due, and what was known: answers at moments of the past."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.weighed import events
from evaluation.weighed.figures import Found
from evaluation.weighed.gold import Answer, Answers, Collection, overlap, percent


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """Due items found, their status at the two moments, who answered them; figures and outlets as of a moment."""
    ids = given.ids()
    found = asked = right = answers = answered = 0
    for item in wanted.gold["due"]:
        hits = [_due(wanted, item, given.then.get(moment, {}).get("due"), ids) for moment in wanted.gold["moments"]]
        found += any(hit is not None for hit in hits)
        for status, hit in zip(item["status"], hits, strict=True):
            if hit is not None and status is not None:
                asked += 1
                right += hit["status"] == status
        if item["answered_by"]:
            answers += 1
            named = {ids.get(str(name)) for name in (hits[-1] or {}).get("answered_by", [])}
            answered += bool(named & set(item["answered_by"]))
    held = sum(_held(wanted, question, given.then.get(question["at"], {}), ids) for question in wanted.gold["as_of"])
    return {
        "due found": percent(found, len(wanted.gold["due"])),
        "due status": percent(right, asked),
        "due answered by": percent(answered, answers),
        "as of": percent(held, len(wanted.gold["as_of"])),
    }


def _due(
    wanted: Collection, item: Mapping[str, Any], ours: list[Answer] | None, ids: Mapping[str, str]
) -> Answer | None:
    span = wanted.span(item)
    hits = [one for one in ours or [] if ids.get(str(one["document"])) == item["document"]]
    return next((one for one in hits if overlap(one["span"], span)), None)


def _held(
    wanted: Collection, question: Mapping[str, Any], then: Mapping[str, list[Answer] | None], ids: Mapping[str, str]
) -> bool:
    if "outlets" in question:
        best = events.matched(events.chosen(wanted, then.get("events"), ids)).get(question["event"])
        ours = next((one for one in then.get("events") or [] if one["id"] == best), None)
        return ours is not None and ours["outlets"] == question["outlets"]
    found = Found(wanted, then.get("figures"), ids)
    gold = next(group for group in wanted.gold["figures"] if group["id"] == question["figures"])
    name = found.group(gold)
    resolved = found.groups[name]["resolved"] if name is not None else None
    return bool(resolved) and all(resolved[end] == value for end, value in question["resolved"].items())
