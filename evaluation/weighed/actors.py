"""Whether the names of one actor come together, and those of two stay apart."""

from __future__ import annotations

from itertools import combinations

from evaluation.weighed.gold import Answers, Collection, f1, percent
from onrecord.ledger.alike import alike


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """Names found, pairs of names joined (F1), look-alikes apart."""
    whose = {alike(name): one["id"] for one in wanted.gold["actors"] for name in one["names"]}
    ours = [{alike(name) for name in one["names"]} & whose.keys() for one in given.actors or []]
    known = set().union(*ours)
    asked = {pair for pair in combinations(sorted(whose), 2) if whose[pair[0]] == whose[pair[1]]}
    joined = {pair for held in ours for pair in combinations(sorted(held), 2)}
    rivals = {(one["id"], other) for one in wanted.gold["actors"] for other in one["not_same_as"] if one["id"] < other}
    present = {whose[name] for name in known}
    together = {(whose[one], whose[other]) for one, other in joined} | {(whose[b], whose[a]) for a, b in joined}
    apart = sum(set(pair) <= present and pair not in together for pair in rivals)
    return {
        "names of actors found": percent(len(known), len(whose)),
        "names joined F1": f1(len(asked & joined), len(joined), len(asked)),
        "look-alike actors apart": percent(apart, len(rivals)),
    }
