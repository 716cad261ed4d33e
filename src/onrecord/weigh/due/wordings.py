"""Words as promises and what is told of them are compared: stems, and marks for words that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lang import lexicon
from onrecord.weigh.events import stems

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def stem(word: str) -> str:
    """The stem of a word in small letters, of nouns for what is done that of the verb: "election" is "elect"."""
    return stems.stem(_forms().get(word, word))


@cache
def _forms() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon("due")["forms"]
    return {form: base for base, forms in table.items() for form in forms}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One telling word: its stem, the families of words that say the same, whether it is written as a name."""

    stem: str
    families: frozenset[int]
    name: bool

    def stands_in(self, marks: frozenset[str | int]) -> bool:
        """Whether it or a word that says the same is among the marks of a sentence."""
        return self.stem in marks or not self.families.isdisjoint(marks)


def tokens(words: str) -> Iterator[Token]:
    """The telling words of a sentence in order: "The truce begins on Monday" has "truce" and "begin"."""
    idle, same = _idle(), _families()
    for match in _WORD.finditer(words):
        written = match[0]
        low = written.lower()
        if low in idle or len(low) < 2 or (low in _months() and written[0].isupper()):
            continue
        name = written[0].isupper() and (
            (match.start() > 0 and words[match.start() - 1] not in '“"‘(') or written.isupper()
        )
        yield Token(stem=stem(low), families=same.get(stem(low), frozenset()), name=name)


def marks(words: str) -> frozenset[str | int]:
    """Everything a sentence can be found by: its stems, and the number of each family it has a word of."""
    low = words.lower()
    found: set[str | int] = set()
    begun: set[int] = set()
    for word in _WORD.findall(low):
        marked, begins = _marks_of(word)
        found |= marked
        begun |= begins
    found |= {number for number in begun - found if _phrases()[number].search(low)}
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _marks_of(word: str) -> tuple[frozenset[str | int], frozenset[int]]:
    """The marks of one word, and the families of which a phrase begins with it."""
    parts = (word, *word.split("-"))
    stems = {stem(part) for part in parts}
    marked = frozenset(stems).union(*(_families().get(base, frozenset()) for base in stems))
    return marked, frozenset().union(*(_beginnings().get(part, frozenset()) for part in parts))


@cache
def pattern(kind: str, table: str = "answers") -> re.Pattern[str]:
    """The pattern of one kind of wording in ``lang/en/due.toml``."""
    listed = lexicon("due")[table][kind]
    forms = [listed] if isinstance(listed, str) else listed
    return re.compile(rf"(?:\b|(?<=\w)(?=['’]))(?:{'|'.join(forms)})(?:\b|(?<=\s))", re.IGNORECASE)


@cache
def stems_of(kind: str, table: str = "answers") -> frozenset[str]:
    """The stems of a plain list of words in ``lang/en/due.toml``."""
    return frozenset(stem(word) for word in lexicon("due")[table][kind])


@cache
def _idle() -> frozenset[str]:
    return frozenset(lexicon("due")["answers"]["idle"]) | frozenset(lexicon("stems")["stop"])


def phrase_at(words: str) -> tuple[str, frozenset[int]]:
    """The phrase of a family with which a piece of a sentence begins, and its families: "made public on Monday"."""
    low = words.lower()
    begun = [match for known in _phrases().values() if (match := known.match(low)) is not None]
    longest = max((match[0] for match in begun), key=len, default="")
    return longest, families_of(longest) if longest else frozenset()


@cache
def _months() -> frozenset[str]:
    return frozenset(lexicon("months")["months"])


def families_of(words: str) -> frozenset[int]:
    """The families of words that say the same as a piece of a sentence: "put out", "hand over"."""
    low = words.lower()
    return frozenset(number for number, known in _phrases().items() if known.search(low))


@cache
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, forms in enumerate(lexicon("due")["answers"]["same"]):
        for form in forms:
            if " " not in form:
                found.setdefault(stem(form), set()).add(number)
    return {base: frozenset(numbers) for base, numbers in found.items()}


@cache
def _phrases() -> dict[int, re.Pattern[str]]:
    """The families that have forms of several words, by number."""
    return {
        number: re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in some)})\b")
        for number, forms in enumerate(lexicon("due")["answers"]["same"])
        if (some := [form for form in forms if " " in form])
    }


@cache
def _beginnings() -> dict[str, frozenset[int]]:
    """By the word with which such a form begins, as :func:`marks` cuts words."""
    found: dict[str, set[int]] = {}
    for number in _phrases():
        for form in lexicon("due")["answers"]["same"][number]:
            if " " in form:
                found.setdefault(_WORD.findall(form)[0].split("-")[0], set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
