"""Texts all in capitals given their small letters back: "GUERRILLAS KILLED A PEASANT IN FLORES" is read as prose.

Old wires and monitoring services wrote capitals throughout, where no name can be told from a noun. A small tagger
(averaged perceptron, Collins 2002; learnt by ``training/casing.py``) chooses for every word between small letters, a
capital in front, and capitals throughout (FMLN). Only the shadow that is read changes: it has the length and the
offsets of the text, and every quotation is of the text itself.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.core import Token
from onrecord.lang import lexicon
from onrecord.read.acronyms import acronyms
from onrecord.read.segment import segment

FILE = "casing.bin"
MAGIC = b"onrecord casing 1\n"
BUCKETS = 1 << 16
LOWER, TITLE, UPPER = range(3)
# A text is taken as capitals throughout where this part of its letters is; names of firms and "Mc" may stay.
_SHARE = 0.9
# Fewer letters than this are a headline or an exclamation, not a text.
_LEAST = 40
_DASHES = frozenset(("--", "---", "–", "—"))
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")
_QUOTES = frozenset('"“«')
_PARTICLES = frozenset(("o", "d", "l"))  # O'Brien, D'Aubuisson
# A dateline ends within this many words: "SAN SALVADOR, 18 FEB 90 (DPA) -- [TEXT]".
_DATELINE = 24
_JOINING = 3  # letters: "of", "the", "and" inside a name stay small
_ACRONYM = 6  # letters: a longer word in brackets is a name (Notimex)
Case = int


@dataclass(frozen=True, slots=True)
class Casing:
    """What was learnt: weights of hashed features for three cases, 3 × 3 transitions, and two sets of words.

    ``small`` are words of the dictionary written small, ``both`` those of them that are names as well ("rosa"); each is
    a Bloom filter of bits, three a word.
    """

    weights: array[int]
    moves: tuple[tuple[int, ...], ...]
    small: bytes
    both: bytes


def shouting(text: str) -> bool:
    """True where nearly all letters are capitals and there are enough of them to speak of a text."""
    upper = sum(map(str.isupper, text))
    return upper >= _LEAST and upper >= _SHARE * (upper + sum(map(str.islower, text)))


def true_cased(text: str) -> str:
    """``text`` as a newspaper would print it, with the same length and the same offsets, in code points.

    "THE FMLN ATTACKED SAN SALVADOR." becomes "The FMLN attacked San Salvador."; words that already hold small letters
    stay as they are.
    """
    frame = segment(text)
    model = learnt()
    sentences = [frame.tokens[sentence.first : sentence.last] for sentence in frame.sentences]
    cases = [tagged([token.text for token in tokens], model) for tokens in sentences]
    names = _names(sentences, cases, model)
    for tokens, found in zip(sentences, cases, strict=True):
        names |= _expanded([token.text for token in tokens], found, model)
    out = list(text)
    for number, (tokens, found) in enumerate(zip(sentences, cases, strict=True)):
        settled = [names.get(token.text, case) for token, case in zip(tokens, found, strict=True)]
        for token, case in zip(tokens, _opened(tokens, settled, first=number == 0), strict=True):
            if case != UPPER and token.text.isupper():
                _lower(out, text, token.span.start + _kept(token.text, case), token.span.end)
    return "".join(out)


def _names(sentences: Sequence[Sequence[Token]], cases: Sequence[Sequence[Case]], model: Casing) -> dict[str, Case]:
    """One case for every word no dictionary has: a name behind a name anywhere is a name everywhere.

    Orlando Letelier's "LETELIER CASE" is the Letelier case; words seen only otherwise go by majority.
    """
    votes: dict[str, list[int]] = {}
    for tokens, found in zip(sentences, cases, strict=True):
        for at, (token, case) in enumerate(zip(tokens, found, strict=True)):
            if len(token.text) > 1 and _kind(token.text.lower(), model) == "u":
                behind = case == TITLE and at > 0 and found[at - 1] == TITLE
                votes.setdefault(token.text, [0, 0, 0])[case] += 3 if behind else 1
    return {
        word: max(range(3), key=count.__getitem__) if not count[TITLE] or count[UPPER] > count[TITLE] else TITLE
        for word, count in votes.items()
        if sum(count) > 1 and (count[TITLE] >= 3 or sum(count) != max(count))
    }


def _expanded(words: Sequence[str], found: list[Case], model: Casing) -> dict[str, Case]:
    """Short forms next to their names become capitals, the words of the names get theirs (``found`` is changed).

    Gives back the short forms that are so everywhere in the text: ARENA is, "up" (Patriotic Union [UP]) is not.
    """
    short: dict[str, Case] = {}
    for at, name in acronyms(words):
        found[at] = UPPER
        for inside in name:
            if found[inside] == LOWER and len(words[inside]) > _JOINING:
                found[inside] = TITLE
        if len(words[at]) > _JOINING or _kind(words[at].lower(), model) == "u":
            short[words[at]] = UPPER
    return short


def _lower(out: list[str], text: str, start: int, end: int) -> None:
    """Small letters for ``[start, end)``; a letter whose small form is longer than one sign stays."""
    for at in range(start, end):
        small = text[at].lower()
        if len(small) == 1:
            out[at] = small


def _kept(word: str, case: Case) -> int:
    """How many signs in front keep their capital: 3 of "D'AUBUISSON" leave "D'Aubuisson"."""
    if case == LOWER:
        return 0
    return 3 if len(word) > 3 and word[1] in "'’" and word[0].lower() in _PARTICLES else 1


def _opened(tokens: tuple[Token, ...], cases: Sequence[Case], *, first: bool) -> list[Case]:
    """The cases with a capital where a sentence or a quoted sentence opens, behind a dateline, and in months."""
    found = list(cases)
    start, headed = True, False
    for at, token in enumerate(tokens):
        word, before = token.text, tokens[at - 1] if at else None
        if not word[0].isalpha():
            if before is not None and word in _QUOTES and before.span.end < token.span.start:
                start = before.text in (",", ":")
            elif first and at < _DATELINE and (word in _DASHES or (word == "]" and headed)):
                start = headed = True
            continue
        if found[at] == LOWER and (start or _bracketed(tokens, at)):
            found[at] = TITLE if start or len(word) > _ACRONYM else UPPER
        start = False
        if before is not None and before.text[-1].isdigit():
            if before.span.end == token.span.start and len(word) <= 2:
                found[at] = LOWER  # "3D", "40MM"
            elif word.lower() in _months():
                found[at] = TITLE
    return found


def _bracketed(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a lone word in brackets that no dictionary has: "(DPA)"."""
    around = tokens[at - 1 : at] + tokens[at + 1 : at + 2]
    alone = len(around) == 2 and around[0].text in _OPENING and around[1].text in _CLOSING
    return alone and not holds(learnt().small, tokens[at].text.lower())


@cache
def _months() -> frozenset[str]:
    table = lexicon("months")
    return frozenset((*table["months"], *table["short"]))


def tagged(words: Sequence[str], model: Casing) -> list[Case]:
    """The best sequence of cases for the words of one sentence; signs and numbers count as small."""
    return best_path([scores(keys, model) for keys in features(words, model)], model)


def best_path(rows: Sequence[tuple[int, int, int]], model: Casing) -> list[Case]:
    """The cases with the highest sum of scores and transitions (Viterbi)."""
    if not rows:
        return []
    sums: list[int] = list(rows[0])
    back: list[list[Case]] = []
    for row in rows[1:]:
        steps = [max(range(3), key=lambda old: sums[old] + model.moves[old][case]) for case in range(3)]
        sums = [sums[old] + model.moves[old][case] + row[case] for case, old in enumerate(steps)]
        back.append(steps)
    path = [max(range(3), key=sums.__getitem__)]
    for steps in reversed(back):
        path.append(steps[path[-1]])
    return path[::-1]


def scores(keys: Sequence[int], model: Casing) -> tuple[int, int, int]:
    """The summed weights of one word's features for small, capital in front, capitals."""
    lower = title = upper = 0
    weights = model.weights
    for key in keys:
        lower += weights[key]
        title += weights[key + 1]
        upper += weights[key + 2]
    return lower, title, upper


def features(words: Sequence[str], model: Casing, *, rare: frozenset[str] = frozenset()) -> Iterator[list[int]]:
    """Positions in the weights of what is known of each word; words in ``rare`` are treated as never seen."""
    lows = ["", *(word.lower() for word in words), ""]
    kinds = ["^", *(_kind(low, model) for low in lows[1:-1]), "$"]
    for at in range(1, len(lows) - 1):
        low, before, after = lows[at], lows[at - 1], lows[at + 1]
        kind = kinds[at]
        named = [f"k{kind}", f"K{kinds[at - 1]}{kind}{kinds[at + 1]}", f"p{kind}{before}", f"n{kind}{after}"]
        if kind not in ".#":
            named += [f"s{kind}{low[-3:]}", f"S{kind}{low[-2:]}", f"l{kind}{min(len(low), 7)}{_spoken(low)}"]
            if before in _OPENING and after in _CLOSING:
                named.append(f"b{kind}{_spoken(low)}")
            if low not in rare:
                named += [f"w{low}", f"P{before} {low}", f"N{low} {after}"]
        else:
            named.append(f"w{low[:1]}")
        yield [3 * (zlib.crc32(name.encode("utf-8", "replace")) % BUCKETS) for name in named]


def _kind(low: str, model: Casing) -> str:
    """Small word "s", also a name "b", neither "u" (a name, as a rule); "#" number, "." sign, "a" U.S."""
    if not low[0].isalpha():
        return "#" if low[0].isdigit() else "."
    if "." in low[1:]:
        return "a"
    if not holds(model.small, low):
        return "u"
    return "b" if holds(model.both, low) else "s"


def _spoken(low: str) -> str:
    return "v" if any(sign in "aeiouy" for sign in low) else "c"


def holds(bits: bytes, word: str) -> bool:
    """True where the Bloom filter ``bits`` has ``word`` (and for about one other word in fifty)."""
    return all(bits[place >> 3] & (1 << (place & 7)) for place in places(word, 8 * len(bits)))


def places(word: str, size: int) -> Iterator[int]:
    """The three bits of ``word`` in a filter of ``size`` bits."""
    raw = word.encode("utf-8", "replace")
    first, step = zlib.crc32(raw), zlib.adler32(raw) * 2 + 1
    for turn in range(3):
        yield (first + turn * step) % size


@cache
def learnt() -> Casing:
    """The shipped casings, loaded once.

    Raises ``FileNotFoundError`` where the data file is missing.
    """
    return loaded(files("onrecord.data").joinpath(FILE).read_bytes())


def loaded(raw: bytes) -> Casing:
    """Casings from the bytes of their file; raises ``ValueError`` where they are something else."""
    if not raw.startswith(MAGIC):
        raise ValueError(f"{FILE} does not hold casings")
    body = zlib.decompress(raw[len(MAGIC) :])
    sizes = array("i")
    sizes.frombytes(body[:8])
    moves = array("h")
    moves.frombytes(body[8:26])
    if sys.byteorder == "big":
        sizes.byteswap()
        moves.byteswap()
    weights = array("b")
    weights.frombytes(body[26 : 26 + 3 * BUCKETS])
    rest = body[26 + 3 * BUCKETS :]
    rows = tuple(tuple(moves[3 * old : 3 * old + 3]) for old in range(3))
    return Casing(weights, rows, rest[: sizes[0]], rest[sizes[0] : sizes[0] + sizes[1]])


def dumped(model: Casing) -> bytes:
    """The bytes of the data file (little-endian, compressed)."""
    sizes = b"".join(len(bits).to_bytes(4, "little") for bits in (model.small, model.both))
    moves = b"".join(value.to_bytes(2, "little", signed=True) for row in model.moves for value in row)
    return MAGIC + zlib.compress(sizes + moves + model.weights.tobytes() + model.small + model.both, 9)
