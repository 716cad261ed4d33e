"""One number out of several statements, under a rule that has a name; nothing of it is stored.

Rules: how analysts settle figures that disagree. Sources: UCDP GED codebook (best, low and high estimates; of figures
of which none is more reliable, the more conservative is the best), ACLED's fatalities FAQ (the most conservative; tens
is 10, dozens 12, hundreds 100), Iraq Body Count's methods (the least and the greatest that is reported).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from onrecord.core.answers.happenings import Number, Resolved, Stated
from onrecord.errors import UsageError
from onrecord.lang import lexicon
from onrecord.ledger.moments import bounds


def resolved(statements: Sequence[Stated], rule: str) -> Resolved:
    """What ``rule`` makes of the last words of a group's origins; denied figures do not count.

    Raises ``UsageError`` where there is no such rule.
    """
    if rule not in RULES:
        raise UsageError(f"--rule {rule}: choose one of {', '.join(RULES)}")
    counting = [one for one in statements if one.polarity == "affirmed"]
    low, best, high = RULES[rule](counting) if counting else (None, None, None)
    return Resolved(rule=rule, low=low, best=best, high=high)


Ends = tuple[Number, Number, Number]


def _range(statements: Sequence[Stated]) -> Ends:
    """The outermost ends, open where one of them is; best: what most origins say, the latest where equally many.

    Zero is left out where another says more than zero.
    """
    statements = [one for one in statements if one.high != 0] or statements
    lows = [_low(one) for one in statements]
    highs = [one.high for one in statements]
    least = min((low for low in lows if low is not None), default=None)
    greatest = None if any(high is None for high in highs) else max(high for high in highs if high is not None)
    votes = Counter(_best(one) for one in statements)
    latest = max(statements, key=lambda one: (votes[_best(one)], moment_of(one.published)))
    return least, _best(latest), greatest


def _ucdp(statements: Sequence[Stated]) -> Ends:
    """Low and high: the lowest and highest that is reported; best: the lower middle of what is given as best."""
    bests = sorted(best for one in statements if (best := _best(one)) is not None)
    if not bests:
        return None, None, None
    ends = [end for one in statements for end in (_low(one), one.high) if end is not None]
    return min([*ends, bests[0]]), bests[(len(bests) - 1) // 2], max([*ends, bests[-1]])


def _acled(statements: Sequence[Stated]) -> Ends:
    """One figure: the most conservative, vague words at ACLED's values.

    Zero is left out where another says more than zero: who denies that anybody died gives no estimate.
    """
    each = [value for one in statements if (value := _conservative(one)) is not None]
    least = min([value for value in each if value] or each, default=None)
    return least, least, least


def _ibc(statements: Sequence[Stated]) -> Ends:
    """Min and max of what is reported; no best."""
    ends = [end for one in statements for end in (_low(one), one.high, one.best) if end is not None]
    return (min(ends), None, max(ends)) if ends else (None, None, None)


RULES: dict[str, Callable[[Sequence[Stated]], Ends]] = {
    "range": _range, "ucdp": _ucdp, "acled": _acled, "ibc": _ibc,
}  # fmt: skip


def moment_of(published: str | None) -> str:
    """When a report was published, as it sorts; "" where nobody knows."""
    found = bounds(published)
    return found[0] if found is not None else ""


def _low(one: Stated) -> Number:
    return one.low if one.low is not None else 0 if one.high is not None else None


def _best(one: Stated) -> Number:
    return one.best if one.best is not None else one.low if one.low is not None else one.high


def _conservative(one: Stated) -> Number:
    words = one.text.casefold().split()
    vague = [value for word, value in _vague().items() if word in words]
    if vague and not any(letter.isdigit() for letter in one.text):
        return min(vague)
    if one.comparator == "range":
        return one.low
    return _best(one)


@cache
def _vague() -> dict[str, int]:
    values: dict[str, int] = lexicon("acled")["vague"]
    return values
