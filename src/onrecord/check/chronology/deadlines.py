"""Deadlines that were past at publication: "must be done by July 1", published in August, told as still due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.check.calendar import Written, nearest, publication, spelled
from onrecord.check.case import Case
from onrecord.check.chronology.ground import around, flagged, words
from onrecord.core import Flag, Span, Token

# A deadline without a year that is this long gone, in days, and no longer, is this year's and past.
LATEST, LONGEST = 3, 150
REACH = 22
_BE = frozenset({"is", "are", "'s", "’s", "be"})
_HAVE = frozenset({"has", "have"})
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def overdue(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """A day by which something "must", "will" or "is due to" be done, and which had passed when it was published."""
    today = publication(case.reading.document)
    if today is None:
        return
    for item in written:
        day = item.on(item.year) if item.year is not None and 1 <= item.month <= 12 else _gone(case, item, today)
        if day is None or day >= today[0] - timedelta(days=1) or (today[0] - day).days > 366 * 2:
            continue
        if _still_due(case, item.span) and not _elsewhere(case, item, day) and not _over(case, item.span):
            because = f"It is told as still due, but {spelled(day)} was before publication ({spelled(today[0])})."
            yield flagged(case, item.span, "medium", because)


def _gone(case: Case, item: Written, today: tuple[date, date]) -> date | None:
    """The day gone by that "by July 1" means, seen from August."""
    if item.year is not None or not 1 <= item.month <= 12:
        return None
    day = nearest(item, today[0])
    if day is None or not LATEST <= (today[0] - day).days <= LONGEST:
        return None
    near = around(case, item.span.start, before=1).of(case.analysis.text)
    if any(int(year) != day.year for year in _YEAR.findall(near)):
        return None
    low = near.lower()
    return None if any(phrase in low for phrase in words().other_years) else day


def _still_due(case: Case, span: Span) -> bool:
    """The first word that decides, on the way back from the date, speaks of what is still to be done."""
    analysis, table = case.analysis, words()
    sentence = analysis.sentence_at(span.start)
    if sentence is None:
        return False
    first = analysis.token_at(span.start)
    back = [
        token for token in analysis.tokens[max(sentence.first, first - REACH) : first] if token.span.end <= span.start
    ]
    index = len(back) - 1
    while index >= 0 and back[index].text.lower() in table.between and back[index].text.lower() not in table.bounds:
        index -= 1
    if index > 0 and back[index].text.lower() in ("is", "remains"):
        return "deadline" in {token.text.lower() for token in back}
    if index < 0 or back[index].text.lower() not in table.bounds:
        return False
    weak = back[index].text.lower() in ("on", "for")
    return _decides(back[:index], weak=weak)


def _decides(back: Sequence[Token], *, weak: bool) -> bool:
    """ "must be handed over by", "has until", "the deadline is": due; "had to be", "voted to finish by": not."""
    table = words()
    lows = [token.text.lower() for token in back]
    for place in range(len(back) - 1, -1, -1):
        word, after = lows[place], lows[place + 1] if place + 1 < len(lows) else ""
        if word in (";", ":", "“", '"', "”", "if", "when", "unless", "whether"):
            return False
        if word in _BE and (after in table.due_after_be or after == "" or "deadline" in lows[:place]):
            return word != "be" and (not weak or after in table.due_after_be or "deadline" in lows[:place])
        if word in _HAVE and lows[place - 1 : place] != ["must"]:
            return after in ("to", "") and not weak
        if word in table.due and word != "deadline":
            guess = weak and "have" in lows[place + 1 : place + 3]  # "must have left on 3 May"
            return not guess and (not weak or word in ("will", "'ll", "shall"))
        if not {"be", "must"}.isdisjoint(lows[max(0, place - 3) : place]):
            continue  # the participle of "must be handed over", "must have submitted"
        if word in table.due_after_be and lows[place - 1 : place] and lows[place - 1] in _BE | {"was", "were"}:
            continue
        finished = word in table.past or word in table.happened or word in table.said
        if finished or (back[place].upos == "VERB" and word.endswith("ed")):
            return False
    return False


def _elsewhere(case: Case, item: Written, day: date) -> bool:
    """True where the demand is told from an earlier day: "In a letter of 3 June the army said all must leave by …"."""
    near = around(case, item.span.start, before=1)
    earlier = any(
        near.contains(time.span) and not time.span.overlaps(item.span)
        and time.latest is not None and time.latest[:10] < day.isoformat()
        for time in case.reading.times
    )  # fmt: skip
    return earlier or _quoted(case, item.span)


def _quoted(case: Case, span: Span) -> bool:
    """Words in quotation marks may be older than the report that quotes them."""
    return any(
        part.contains(span) for item in case.reading.attributions if item.form == "direct" for part in item.content
    )


def _over(case: Case, span: Span) -> bool:
    near = around(case, span.start, before=1, after=2).of(case.analysis.text).lower()
    return any(phrase in near for phrase in words().over)
