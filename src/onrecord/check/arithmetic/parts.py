"""Sums: "14 people, five soldiers and seven civilians", "12 killed: seven in Odesa and six in Kherson"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.check.amounts import Bounds, bounds, number, value, written
from onrecord.core import Figure, Flag
from onrecord.lang import lexicon

_LONGEST = 120  # characters between two members of one list
_MEMBERS = 12
_NEAR_ENOUGH = (0.5, 1.7)  # of the total: what a slip of the pen leaves
_WORD = re.compile(r"[a-z][a-z'’-]*")
# What opens a list of parts: "12 people were killed*:* seven", "12 people*,* seven", "12 people *(*seven".
_OPENS = re.compile(r"^(?P<noun>[^:;(—]*?)\s*(?P<sign>:|,|\(|—|–| - |-- )\s*(?P<lead>[\w ]{0,30})$")
_LEADS = frozenset(["", "they were", "they are", "namely", "comprising", "comprised of", "made up of", "consisting of",
                    "in all", "that is", "another", "all", "both"])  # fmt: skip
# What stands between two members: one comma or "and", and no second one inside the member.
_JOINS = re.compile(r"^(?P<member>[^,;:()—]*?)(?P<link>,\s*and|;\s*and|,|;|\s+and|\s+plus)\s+"
                    r"(?:a further |another |an additional )?$")  # fmt: skip
_CLOSES = re.compile(r"[,;:.)!?—–\n]|\s-\s")
_TOTAL = re.compile(r"(?:for a total of|a total of|in total,?|altogether,?|in all,?|making)\s*$", re.IGNORECASE)
_TOTAL_AFTER = re.compile(r"^(?:\s+[\w'’-]+){0,2}\s+(?:in all|in total|altogether)\b", re.IGNORECASE)
_RAISED = re.compile(r"\b(?:bringing|raising|taking|lifting|brought|raised|took|pushing)\s+(?:the|its|their|that)?\s*"
                     r"(?:[\w'’-]+\s+){0,6}from\s+$", re.IGNORECASE)  # fmt: skip
_INCLUDING = re.compile(r"(?:\s+[\w'’-]+){0,6}?,?\s+(?:including|among them|of whom|of which)\s+")
_OF_THEM, _NEXT = re.compile(r"\s+of (?:them|whom)\b"), re.compile(r"(?:\s+[\w'’-]+){1,6},\s+")
_EXTRA = re.compile(r"\b(?:another|further|additional)\b", re.IGNORECASE)
# "the jury *of* 12, seven men and six women"
_GROUP_OF = re.compile(rf"\b(?:{'|'.join(lexicon('arithmetic')['wholes']['groups'])})\s+of\s+$", re.IGNORECASE)
_MORE = re.compile(r"^(?:\s+[\w'’-]+){0,2}?\s+more\b", re.IGNORECASE)


class _Words(NamedTuple):
    wholes: frozenset[str]
    partial: frozenset[str]
    open_ends: tuple[str, ...]
    rest: tuple[str, ...]


@cache
def _words() -> _Words:
    data = lexicon("arithmetic")
    lists = data["lists"]
    return _Words(
        frozenset(data["wholes"]["nouns"]), frozenset(lists["partial"]), tuple(lists["open_ends"]), tuple(lists["rest"])
    )


def summed(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """Every total whose complete parts do not come to it, and every part that is larger than its whole."""
    for index, total in enumerate(figures):
        if total.dimension in ("time", "ratio", "temperature", "speed") or total.change is not None:
            continue
        parts = _behind(text, figures, index)
        if parts and not _peers(text, total, parts):
            yield from _wrong(total, parts)
        part = _larger(text, figures, index)
        if part is not None:
            yield Flag(
                "arithmetic", part.id, "medium", (total.span.cover(part.span),),
                f"The part, {_said(part)}, is larger than the whole it belongs to, {_said(total)}.",
            )  # fmt: skip
    yield from _rests(text, figures)
    yield from _announced(text, figures)
    yield from _added(text, figures)


def _wrong(total: Figure, parts: Sequence[Figure]) -> Iterator[Flag]:
    whole = bounds(total)
    pieces = [bounds(part) for part in parts]
    if whole is None or any(piece is None for piece in pieces) or math.isinf(whole.low):
        return
    added = Bounds(0.0, 0.0)
    for piece in pieces:
        assert piece is not None
        added = added + piece
    if not added.apart(whole):
        return
    sums = " + ".join(number(value(part) or 0.0) for part in parts)
    got = sum(value(part) or 0.0 for part in parts)
    span = total.span
    for part in parts:
        span = span.cover(part.span)
    yield Flag(
        "arithmetic", total.id, "medium", (span,),
        f"The parts come to {written(got, total.unit)} ({sums}), the total is given as {_said(total)}.",
    )  # fmt: skip


def _behind(text: str, figures: Sequence[Figure], index: int) -> list[Figure]:
    """The complete parts told behind ``figures[index]``; empty where there are none or the list is open."""
    if index + 2 >= len(figures):
        return []
    total = figures[index]
    opened = _OPENS.match(text[total.span.end : figures[index + 1].span.start][: 2 * _LONGEST])
    if opened is None or not _presents(text, figures, index, opened):
        return []
    parts = [figures[index + 1]]
    ended = False
    for left, right in pairwise(figures[index + 1 : index + 1 + _MEMBERS]):
        gap = text[left.span.end : right.span.start]
        joined = _JOINS.match(gap) if len(gap) <= _LONGEST else None
        if joined is None or ended or not _same(total, right) or _is_part(joined["member"]):
            break
        ended = "and" in joined["link"] or "plus" in joined["link"]
        parts.append(right)
    if len(parts) < 2 or not ended or not _same(total, parts[0]):
        return []
    return parts if _closed(text, figures, index + len(parts), opened["sign"]) else []


def _presents(text: str, figures: Sequence[Figure], index: int, opened: re.Match[str]) -> bool:
    """Does the text before the list present it as the parts of the total, all of them?"""
    total = figures[index]
    words = _WORD.findall(opened["noun"].lower())
    if opened["lead"].lower().strip() not in _LEADS or not _words().partial.isdisjoint(words):
        return False
    if index and _same(figures[index - 1], total) and _coordinate(text, figures[index - 1], total):
        return False
    if opened["sign"] == "," and _GROUP_OF.search(text[max(0, total.span.start - 40) : total.span.start]) is not None:
        return len(words) <= 3 and _kinds(figures, index)
    if opened["sign"] == ",":
        return bool(words) and len(words) <= 6 and not _words().wholes.isdisjoint(words) and _kinds(figures, index)
    return len(words) <= 14


def _peers(text: str, total: Figure, parts: Sequence[Figure]) -> bool:
    """True in "six policemen, a nurse and a driver": behind a comma, far too few for parts are more of the list."""
    whole, got = value(total) or 0.0, sum(value(part) or 0.0 for part in parts)
    comma = text[total.span.end : parts[0].span.start].rstrip().endswith(",")
    return comma and not _NEAR_ENOUGH[0] * whole <= got <= _NEAR_ENOUGH[1] * whole


def _coordinate(text: str, left: Figure, right: Figure) -> bool:
    """True in "12 killed and 30 wounded: …", where the list may belong to either."""
    gap = text[left.span.end : right.span.start].lower()
    return bool(re.search(r"\band\b|,|\bor\b", gap)) and len(gap) < _LONGEST and not re.search(r"[.;:]", gap)


def _kinds(figures: Sequence[Figure], index: int) -> bool:
    """Behind a comma the members must count something of their own: "14 people, five soldiers and …"."""
    nouns = [figure.counted for figure in figures[index + 1 : index + 3]]
    own = [noun for noun in nouns if noun and noun != figures[index].counted]
    return len(own) == 2 or (len(own) == 1 and nouns[0] is not None)


def _same(total: Figure, part: Figure) -> bool:
    return total.unit == part.unit and total.dimension == part.dimension and part.change is None


def _is_part(member: str) -> bool:
    return not _words().partial.isdisjoint(_WORD.findall(member.lower()))


def _closed(text: str, figures: Sequence[Figure], last: int, sign: str) -> bool:
    """Nobody uncounted follows the last member: "seven civilians and others", "and their driver"."""
    end = figures[last].span.end
    stop = figures[last + 1].span.start if last + 1 < len(figures) else min(len(text), end + _LONGEST)
    rest = text[end : min(stop, end + _LONGEST)]
    close = _CLOSES.search(rest)
    tail = rest[: close.start()] if close else rest
    low = f" {' '.join(_WORD.findall(tail.lower()))} "
    if " and " in low or any(f" {word} " in low for word in _words().open_ends):
        return False
    if sign == "," and close is None:
        return stop == len(text)
    if close is not None and close.group() == "," and last + 1 < len(figures):
        # The list goes on: "five soldiers and seven civilians, and two more".
        return not re.match(r",\s*(?:and|plus|as well as)\b", rest[close.start() :])
    return close is not None or stop == len(text)


def _larger(text: str, figures: Sequence[Figure], index: int) -> Figure | None:
    """The part of "12 people, including 15 children" that exceeds its whole."""
    if index + 1 >= len(figures):
        return None
    total, part = figures[index], figures[index + 1]
    whole, piece = bounds(total), bounds(part)
    gap = text[total.span.end : part.span.start].lower()
    if whole is None or piece is None or not _same(total, part) or len(gap) > _LONGEST or total.dimension != "count":
        return None
    if index and _same(figures[index - 1], total) and _coordinate(text, figures[index - 1], total):
        return None  # "56 passengers and 10 crew, among them 30 …": of all 66
    of_them = _OF_THEM.match(text[part.span.end : part.span.end + 9]) and _NEXT.fullmatch(gap)
    if not of_them and not _INCLUDING.fullmatch(gap):
        return None
    return part if piece.low > whole.high else None


def _rests(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """ "Of the 40 detainees, 30 were released and the other 20 remain": the rest says that the parts are complete."""
    for whole, first, second in zip(figures, figures[1:], figures[2:], strict=False):
        before = text[max(0, whole.span.start - 24) : whole.span.start].lower()
        gap = text[first.span.end : second.span.start].lower()
        near = text[whole.span.end : first.span.start]
        if (
            re.search(r"\bof\s+(?:the|those|its|their|all)?\s*(?:[\w'’-]+['’]s\s+)?$", before)
            and any(gap.rstrip().endswith(word) for word in _words().rest)
            and len(near) < _LONGEST and len(gap) < _LONGEST and ";" not in gap
            and _same(whole, first) and _same(whole, second)
        ):  # fmt: skip
            yield from _wrong(whole, (first, second))


def _announced(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """ "Five soldiers and seven civilians, 14 people in all": the total behind its parts."""
    for index in range(2, len(figures)):
        total = figures[index]
        before = text[max(0, total.span.start - 24) : total.span.start]
        behind = text[total.span.end : total.span.end + 50]
        if not (_TOTAL.search(before) or _TOTAL_AFTER.match(behind)):
            continue
        parts = [figures[index - 1]]
        for left, right in zip(
            reversed(figures[max(0, index - _MEMBERS) : index - 1]),
            reversed(figures[max(0, index - _MEMBERS) + 1 : index]),
            strict=False,
        ):
            gap = text[left.span.end : right.span.start]
            joined = _JOINS.match(gap) if len(gap) <= _LONGEST else None
            last = len(parts) == 1
            if joined is None or ("and" in joined["link"]) != last or _is_part(joined["member"]):
                break
            parts.insert(0, left)
        between = text[parts[-1].span.end : total.span.start]
        if len(parts) >= 2 and len(between) < 80 and _alike(total, parts) and not _parted(between):
            yield from _wrong(total, parts)


def _parted(between: str) -> bool:
    """True where a sentence ends, or only some are told of: "— including 22 emails in total"."""
    return bool(re.search(r"[.;]", between)) or _is_part(between)


def _alike(total: Figure, parts: Sequence[Figure]) -> bool:
    return all(_same(total, part) for part in parts)


def _added(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """ "Six more bodies were found, raising the toll from 12 to 20": what came, and from what to what."""
    for index, more in enumerate(figures):
        ends = _ends(text, figures[index + 1 : index + 3])
        if ends is None or not _alike(more, ends):
            continue
        start, end = ends
        before = text[more.span.end : start.span.start]
        before = f"{before}from " if start.text.lower().startswith("from ") else before
        extra = _MORE.match(before) or _EXTRA.search(text[max(0, more.span.start - 14) : more.span.end])
        if not extra or len(before) > 160 or not _RAISED.search(before):
            continue
        first, last, step = bounds(start), bounds(end), bounds(more)
        if first is None or last is None or step is None:
            continue
        if (first + step).apart(last):
            yield Flag(
                "arithmetic", end.id, "medium", (more.span.cover(end.span),),
                f"{_said(start)} and {_said(more)} more are {number((value(start) or 0) + (value(more) or 0))}, "
                f"not {_said(end)}.",
            )  # fmt: skip


def _ends(text: str, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two ends of "from 12 to 20", read as one range or as two figures."""
    if figures and figures[0].comparator == "range":
        item = figures[0]
        return replace(item, high=item.low, comparator="exact"), replace(item, low=item.high, comparator="exact")
    if len(figures) == 2 and text[figures[0].span.end : figures[1].span.start].strip() == "to":
        return figures[0], figures[1]
    return None


def _said(figure: Figure) -> str:
    return written(value(figure) or 0.0, figure.unit)
