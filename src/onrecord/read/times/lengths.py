"""Lengths of time, and what is counted with them: "48 hours", "the past four years", "two weeks ago"."""

from __future__ import annotations

from onrecord.core.timex import Length, Reference, Shift, Unit, Window
from onrecord.read.times.counting import Count, count, small
from onrecord.read.times.lexemes import Found, Lexemes
from onrecord.read.times.words import GAP, words

WINDOWS: dict[str, Window] = {
    "past": "past", "last": "past", "next": "next", "coming": "next", "first": "first", "upcoming": "next",
}  # fmt: skip


def unit(lex: Lexemes, index: int) -> Unit | None:
    """The unit of time at ``index``, if there is one."""
    return words().units.get(lex.words[index])


def length(lex: Lexemes, index: int) -> Found | None:
    """ "48 hours", "a week", "two and a half years", "48-hour", "several consecutive days"."""
    counted = count(lex, _past_some(lex, index))
    if counted is None:
        return _half(lex, index)
    end = counted.end
    hyphenated = lex.hyphen(end)
    if hyphenated and lex.words[end + 1] in ("plus", "odd") and not lex.joined(end + 2):
        end, hyphenated = end + 2, False
    if hyphenated:
        end += 1
        if lex.words[end] == "and" and lex.words[end + 2] == "a" and lex.words[end + 4] == "half":
            counted, end = Count((counted.value or 0) + 0.5, None, end + 6), end + 6
    else:
        end = _past_fillers(lex, end)
    kind = unit(lex, end)
    if kind is None or not _fits(lex, index, counted, end, hyphenated):
        return None
    value, high, end = counted.value, counted.high, end + 1
    if lex.words[end : end + 3] == ["and", "a", "half"]:
        value, end = (value or 0) + 0.5, end + 3
    if lex.hyphen(end) and lex.words[end + 1] in ("long", "plus"):
        end += 2
    more = None if hyphenated else _more(lex, end, kind)
    if more is not None:
        return Found(Length(kind, value, high, more=more[0]), more[1])
    return Found(Length(kind, value, high), end)


def _past_some(lex: Lexemes, index: int) -> int:
    """ "some 20 years", "another two years": the number follows."""
    if lex.words[index] == "some" and small(lex, index + 1) is not None:
        return index + 1
    return index + 1 if lex.words[index] == "another" and lex.words[index + 1] not in words().units else index


def _past_fillers(lex: Lexemes, end: int) -> int:
    fillers = words().fillers
    if lex.words[end] in fillers:
        end += 1
        if lex.words[end] in fillers:
            end += 1
    return end


def _fits(lex: Lexemes, index: int, counted: Count, end: int, hyphenated: bool) -> bool:
    """False where the word is no unit here: "a second man", "three quarters of", "a minute detail"."""
    word = lex.words[end]
    article = lex.words[index] in ("a", "an") or lex.words[index : index + 2] == ["one", "day"]
    if word == "second":
        return hyphenated or lex.words[end - 1] == "split"
    if word in ("min", "sec", "secs") and article:
        return False
    if word in ("quarter", "quarters"):
        return end > counted.end and not article and not hyphenated
    if word == "minute" and article and end == counted.end:
        return (
            lex.words[end + 1] in words().beside["after_minute"] or lex.words[end + 1] in words().beside["after_bare"]
        )
    plural = word.endswith("s")
    if (
        not hyphenated
        and not plural
        and counted.value is not None
        and (counted.value >= 1000 or (counted.value > 1 and word in ("night", "weekend")))
    ):
        return False
    if article and word in ("day", "night") and not hyphenated:
        return _long_day(lex, index, end)
    if (
        not hyphenated
        and not plural
        and counted.value not in (1.0, 0.5, None)
        and word in ("day", "night", "weekend")
        and lex.raws[end][0].isupper()
    ):
        return False
    return not (lex.words[index] == "no" or (counted.value == 0 and not plural))


def _long_day(lex: Lexemes, index: int, end: int) -> bool:
    """ "a day" is a length in "for a day" and "a day after"; in "a difficult day" it is a kind of day."""
    if lex.words[index - 1] in (
        "for",
        "in",
        "within",
        "after",
        "than",
        "about",
        "nearly",
        "almost",
        "just",
        "only",
        "over",
        "under",
        "barely",
        "once",
        "least",
        "took",
        "lasted",
    ):
        return True
    return lex.words[end + 1] in (
        "after",
        "before",
        "ago",
        "later",
        "earlier",
        "-",
        "and",
        "or",
        "from",
        "ahead",
        "prior",
        "without",
    )


def _half(lex: Lexemes, index: int) -> Found | None:
    """ "half-hour", "half century", "quarter-century", "another week", "a decades-long", "for months"."""
    word, table = lex.words[index], words()
    if word in ("half", "quarter") and (lex.hyphen(index + 1) or lex.words[index + 1] in ("century", "hour", "decade")):
        end = index + 2 if lex.hyphen(index + 1) else index + 1
        if lex.words[end] in ("century", "hour", "decade", "year"):
            return Found(Length(table.units[lex.words[end]], 0.5 if word == "half" else 0.25), end + 1)
        return None
    if word == "another" and lex.words[index + 1] in table.units and lex.words[index + 1] != "second":
        return Found(Length(table.units[lex.words[index + 1]], 1.0), index + 2)
    kind = table.units.get(word)
    if kind is None:
        return None
    if lex.hyphen(index + 1) and lex.words[index + 2] == "long":
        return Found(Length(kind, None if word.endswith("s") or word == "centuries" else 1.0), index + 3)
    if word.endswith("s") and kind not in ("weekend", "quarter") and word not in ("mins", "secs", "hrs", "yrs"):
        before, after = lex.words[index - 1], lex.words[index + 1]
        if before in ("the", "these") and lex.words[index - 2] in ("over", "through", "across") and word != "days":
            return Found(Length(kind, None), index + 1)
        if before in ("our", "his", "her", "their", "my", "its", "s", "old", "early", "dark", "final"):
            return None
        if before in words().beside["before_bare"] or (
            after in words().beside["after_bare"] and not lex.joined(index + 1)
        ):
            return Found(Length(kind, None), index + 1)
    return None


def _more(lex: Lexemes, end: int, kind: Unit) -> tuple[Length, int] | None:
    """The second part of "two years and three months", "6 years, 3 months"."""
    order = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")
    start = end + 1 if lex.words[end] in ("and", ",") else end
    if start != end and lex.words[end] == "," and lex.words[start] == "and":
        start += 1
    second = small(lex, start)
    if second is None or kind not in order:
        return None
    other = unit(lex, second[1])
    if (
        other is None
        or other not in order
        or order.index(other) <= order.index(kind)
        or lex.words[second[1]] == "second"
    ):
        return None
    if lex.words[second[1] + 1] in ("ago", "later", "earlier") or (
        lex.words[end] == "and" and kind in ("century", "decade")
    ):
        return None
    return Length(other, second[0]), second[1] + 1


def counted(lex: Lexemes, index: int) -> Found | None:
    """A length and the word after it that makes it a date: "two weeks ago", "three days later", "a year from now"."""
    found = length(lex, index)
    if found is None or not isinstance(found.when, Length):
        return found
    size, end = found.when, found.end
    end = end + 2 if lex.words[end : end + 2] in (["or", "so"], ["or", "more"]) else end
    word, after = lex.words[end], lex.words[end + 1]
    if word == "ago":
        return Found(Shift(size.unit, -size.amount) if size.amount is not None else Reference("past"), end + 1)
    if word == "since" and _passed(lex, index) and size.amount is not None:
        return Found(Shift(size.unit, -size.amount), end)
    if (word, after) in (("from", "now"), ("from", "today")) or word == "hence":
        shift = Shift(size.unit, size.amount, forward=True)
        return Found(shift, end + (1 if word == "hence" else 2))
    if word in ("earlier", "previously", "prior") or (
        word in ("before", "beforehand") and after in (GAP, ".", ",", ";", ")")
    ):
        return Found(Shift(size.unit, None if size.amount is None else -size.amount, "mention"), end + 1)
    if (word in ("later", "afterward", "afterwards", "thereafter") and after != "than") or (
        word == "after" and after in (GAP, ".")
    ):
        return Found(Shift(size.unit, size.amount, "mention", forward=True), end + 1)
    if lex.words[index - 1] == "in" and size.amount is not None and _is_point_ahead(lex, index, found.end):
        return Found(Length(size.unit, size.amount, size.high, "in"), found.end)
    return found


def _passed(lex: Lexemes, index: int) -> bool:
    """ "Today it is two years since a bomb fell": the length leads back to a day."""
    before = index - 1 if lex.words[index - 1] in ("exactly", "almost", "just", "now", "nearly") else index
    return lex.words[before - 1] in ("is", "been", "'s", "’s") and lex.words[before - 2] in ("it", "has", "now")


def _is_point_ahead(lex: Lexemes, index: int, end: int) -> bool:
    """ "The vote will be held in two weeks": the end of the length, not the length, is meant."""
    if lex.words[end] in ("of", "since", "after", "before", "from") or (
        lex.words[index] in ("a", "an") and lex.words[end] in words().units
    ):
        return False
    start = max(0, index - 12)
    before = lex.words[start : index - 1]
    if GAP in before:
        before = before[len(before) - before[::-1].index(GAP) :]
    return "will" in before or "due" in before or "scheduled" in before or "expected" in before


def window(lex: Lexemes, index: int) -> Found | None:
    """ "the past four years", "the next few days", "the past year", "the first six months of"."""
    start = index + 1 if lex.words[index] in ("the", "these", "his", "her", "their", "its", "our", "my") else index
    word = lex.words[start]
    place = WINDOWS.get(word)
    if place is None and word not in words().beside["unplaced"]:
        return None
    after = start + 1
    if start > index and place in ("past", "next") and word != "coming":
        single = unit(lex, after)
        plural = lex.words[after].endswith("s") or lex.words[after] == "centuries"
        if single is not None and plural and word in ("past", "last", "next") and single != "weekend":
            return Found(Length(single, None, window=place), after + 1)
        if single is not None and _one_window(word, single) and lex.words[after + 1] not in ("'", "’"):
            return Found(Length(single, 1.0, window=place), after + 1)
    found = length(lex, after) if lex.words[after] not in ("a", "an") else None
    if found is None or not isinstance(found.when, Length):
        return None
    if word == "last" and start == index and found.when.amount == 1:
        return None
    size = found.when
    return Found(Length(size.unit, size.amount, size.high, place, more=size.more), found.end)


def _one_window(word: str, single: Unit) -> bool:
    """ "the past year" is twelve months; "the next day" and "the last quarter" are dates."""
    if single in ("second", "weekend", "night", "season"):
        return False
    if word == "past":
        return True
    return (
        single in ("year", "decade", "century", "hour", "month", "fortnight")
        if word == "next"
        else single not in ("day", "quarter", "minute")
    )
