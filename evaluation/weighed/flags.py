"""What a careful reader would stop at: drift, circles, contradictions, single origins; found, and not invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.weighed.gold import Answer, Answers, Collection, percent

DRIFT = ("unit_drift", "magnitude_drift")


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """Per kind the share found and, where gold is complete, the share of what was said that is right."""
    ids = given.ids()
    said = [(str(flag["kind"]), _reports(flag, ids)) for flag in given.flags or []]
    drifting = [("drift", {report}) for report in _drifting(given.figures, ids)]
    scores = {}
    for name, kinds in (("drift", DRIFT), ("circular sourcing", ("circular_sourcing",)),
                        ("contradictions", ("contradiction",))):  # fmt: skip
        gold = [flag for flag in wanted.gold["flags"] if flag["kind"] in kinds]
        ours = [one for one in said if one[0] in kinds] + (drifting if name == "drift" else [])
        hit = sum(any(_fits(flag, kind, reports) for kind, reports in ours) for flag in gold)
        true = sum(any(kind == "drift" or _fits(flag, kind, reports) for flag in gold if _seen(flag) & reports)
                   for kind, reports in ours)  # fmt: skip
        if gold:
            scores[f"{name} found"] = percent(hit, len(gold))
        if gold or ours:  # nothing there and nothing said is no merit
            scores[f"{name} rightly"] = percent(true, len(ours))
    alone = [flag for flag in wanted.gold["flags"] if flag["kind"] == "single_origin"]
    if alone:
        hit = sum(any(_fits(flag, kind, reports) for kind, reports in said) for flag in alone)
        scores["single origins found"] = percent(hit, len(alone))
    return scores


def _reports(flag: Answer, ids: Mapping[str, str]) -> set[str]:
    return {ids.get(str(shown["document"]), "") for shown in flag["evidence"]}


def _drifting(groups: Iterable[Answer] | None, ids: Mapping[str, str]) -> set[str]:
    """The reports whose figure is said to have drifted: of the two, the later one."""
    return {
        ids.get(str(max((group["statements"][relation[end]] for end in "ab"), key=lambda told: told["published"] or "")
                    ["document"]), "")
        for group in groups or []
        for relation in group["relations"]
        if relation["kind"] == "drift"
    }  # fmt: skip


def _seen(flag: Mapping[str, Any]) -> set[str]:
    """Where a flag of gold can be seen: drift in the copy, the others in any of their reports."""
    return set(flag["documents"][:1] if flag["kind"] in DRIFT else flag["documents"])


def _fits(flag: Mapping[str, Any], kind: str, reports: set[str]) -> bool:
    return kind in (flag["kind"], "drift") and bool(_seen(flag) & reports)
