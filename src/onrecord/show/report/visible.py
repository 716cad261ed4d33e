"""Characters that hide or deceive, made visible: "3\u202e1\u202c" is shown as "3⟨RLO⟩1⟨PDF⟩", never turned round.

The text itself is kept as it came; only what is shown changes. Covers bidirectional controls, zero-width and other
invisible characters, control codes (a terminal would obey them), words that mix alphabets ("Kуiv" with a Cyrillic у)
and digits that are not 0–9.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.core import Span

# C0 without tab and newline, DEL, C1, soft hyphen, Arabic letter mark, Mongolian vowel separator, zero width and
# directional marks, line and paragraph separators, embeddings and isolates, word joiner to invisible plus, deprecated
# formatting, Hangul fillers, byte order mark, interlinear marks, musical formatting, tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LOOKALIKE = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff"
_MIXED = re.compile(f"[{_LATIN}][{_LOOKALIKE}]|[{_LOOKALIKE}][{_LATIN}]")
_FOREIGN_DIGITS = re.compile(r"[^\W\D0-9]+")
_SHORT = {
    "\u00ad": "SHY", "\u061c": "ALM", "\u180e": "MVS", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
    "\u200e": "LRM", "\u200f": "RLM", "\u2028": "LSEP", "\u2029": "PSEP", "\u202a": "LRE", "\u202b": "RLE",
    "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI",
    "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM", "\x1b": "ESC", "\x00": "NUL", "\x07": "BEL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Oddity:
    """A stretch to look at twice, what to print in its place (None: the words themselves), and why."""

    span: Span
    shown: str | None
    because: str


def visible(text: str) -> str:
    """``text`` with every hidden character replaced by its label: safe to print in a terminal or a page."""
    return _HIDDEN.sub(lambda match: _label(text, match), text)


def line(text: str | None) -> str:
    """``text`` on one line, white space collapsed, hidden characters shown; "" for None."""
    return visible(" ".join((text or "").split()))


def oddities(text: str) -> Iterator[Oddity]:
    """Everything in ``text`` that hides or deceives, in text order within each class; never overlapping."""
    for match in _HIDDEN.finditer(text):
        label = _label(text, match)
        if label != match[0]:
            yield Oddity(Span(*match.span()), label, f"an invisible character, {_name(match[0])}")
    if text.isascii():
        return
    last = -1
    for match in _MIXED.finditer(text):
        if match.start() >= last:
            span = _word(text, match.start(), floor=max(last, 0))
            last = span.end
            yield Oddity(span, None, f"a word that mixes {_scripts(span.of(text))} letters")
    for match in _FOREIGN_DIGITS.finditer(text):
        digits = "".join(str(unicodedata.decimal(sign, "?")) for sign in match[0])
        yield Oddity(Span(*match.span()), None, f"digits of another script, {digits} in ours")


def _label(text: str, match: re.Match[str]) -> str:
    sign = match[0]
    if sign in _JOINERS and _joins(text, match.start()):
        return sign
    return f"⟨{_SHORT.get(sign) or f'U+{ord(sign):04X}'}⟩"


def _joins(text: str, at: int) -> bool:
    """True where a joiner does its honest work, between two letters of a script that needs it or two emoji."""
    return 0 < at < len(text) - 1 and not text[at - 1].isascii() and not text[at + 1].isascii()


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control code').lower()}"


def _word(text: str, at: int, *, floor: int) -> Span:
    """The letters around ``at``, at most 64 to either side."""
    start, end = at, at + 1
    while start > max(floor, at - 64) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), at + 64) and text[end].isalpha():
        end += 1
    return Span(start, end)


def _scripts(word: str) -> str:
    found = dict.fromkeys(unicodedata.name(sign, "").split(" ")[0].capitalize() for sign in word if sign.isalpha())
    return " and ".join(found)
