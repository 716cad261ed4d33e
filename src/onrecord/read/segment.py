"""Text into paragraphs, sentences and tokens: the frame everything else hangs in. No model, linear time.

Tokens follow Universal Dependencies closely enough for trees: "didn't" → did, n't; "Lt." and "U.S." keep their stop;
"6,000" is one; hyphens stand alone. Sentences end at ". ! ?" unless an abbreviation, an initial or a lower-case word
says otherwise; "Lt. Gen." does not split (pysbd does, and took 4.6 s on 46 kB).
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.core import Analysis, Sentence, Span, Token
from onrecord.lang import lexicon

# A sentence longer than this is cut at the next white space: keeps every later stage linear on hostile input.
LONGEST_SENTENCE = 4_000
# Lines at least this long that end without a stop are taken as hard-wrapped prose, not as paragraphs of their own.
WRAPPED_LINE = 50

_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"]{1,2000}            # addresses
    | \#\w+ | @\w+                                   # tags and handles
    | \d+(?:[.,:/]\d+)*                              # 6,000  18:30  3.5
    | (?:[^\W\d_]\.){2,}                             # U.S.  e.g.
    | (?:n['’]t)\b                                   # n't, when the verb stopped before it
    | [^\W\d_]+?(?=n['’]t\b)                         # did|n't
    | ['’](?:s|re|ve|ll|d|m)\b                       # 's
    | [^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+)*+   # words, Ha'ir and O'Brien among them
    | \.{2,} | …+ | -{2,} | –+ | —+
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n\s*")
_OPENING = "\"'“‘«([—–-•*"


def segment(text: str) -> Analysis:
    """Cut ``text`` up; tokens carry no grammar yet (``upos`` "X", ``head`` −1, ``deprel`` "dep")."""
    paragraphs = _paragraphs(text)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        for span in _sentences(text, paragraph):
            first = len(tokens)
            index = len(sentences)
            for piece in _tokens(text, span):
                tokens.append(Token(len(tokens), piece, text[piece.start : piece.end], "X", -1, "dep", index))
            sentences.append(Sentence(index, span, first, len(tokens), number))
    return Analysis.of(text, paragraphs=tuple(paragraphs), sentences=tuple(sentences), tokens=tuple(tokens))


def _paragraphs(text: str) -> list[Span]:
    """Blocks between blank lines; a lone line break also ends one unless the line looks hard-wrapped."""
    found: list[Span] = []
    start = 0
    ends = [(match.start(), match.end()) for match in _BLANK.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        found.extend(_lines(text, Span(start, end)))
        start = after
    return found


def _lines(text: str, block: Span) -> list[Span]:
    found: list[Span] = []
    start = position = block.start
    while position < block.end:
        stop = text.find("\n", position, block.end)
        if stop < 0:
            break
        line = text[position:stop].rstrip()
        wrapped = len(line) >= WRAPPED_LINE and line[-1] not in '.!?:;"”’)'
        if not wrapped:
            found.append(Span(start, stop))
            start = stop + 1
        position = stop + 1
    found.append(Span(start, block.end))
    trimmed = (span.trimmed(text) for span in found)
    return [span for span in trimmed if span.length]


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, match, paragraph.end):
            found.extend(_capped(text, Span(start, match.end())))
            start = match.end()
    found.extend(_capped(text, Span(start, paragraph.end)))
    trimmed = (span.trimmed(text) for span in found)
    return [span for span in trimmed if span.length]


def _capped(text: str, span: Span) -> list[Span]:
    """``span`` in parts of at most ``LONGEST_SENTENCE`` characters, cut at white space where there is any."""
    parts: list[Span] = []
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        parts.append(Span(start, cut))
        start = cut
    parts.append(Span(start, span.end))
    return parts


def _ends_sentence(text: str, match: re.Match[str], limit: int) -> bool:
    follow = match.end()
    while follow < limit and text[follow].isspace():
        follow += 1
    if follow >= limit:
        return True
    opener = follow
    while opener < limit and text[opener] in _OPENING:
        opener += 1
    letter = text[opener] if opener < limit else ""
    if letter.islower():
        return False
    if text[match.start()] != "." or match.end() - match.start() > 2:
        return True
    return not _is_abbreviation(text, match.start(), opener)


def _is_abbreviation(text: str, stop: int, opener: int) -> bool:
    """True where the full stop at ``stop`` belongs to an abbreviation or initial, not to the sentence."""
    begin = stop
    while begin > 0 and stop - begin < 12 and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:stop].lower()
    if not word:
        return False
    always, inside, openers = _abbreviations()
    if word in always:
        # "No." and "art." are abbreviations only before a number.
        return word not in {"no", "nos", "art", "sec", "fig", "vol"} or text[opener : opener + 1].isdigit()
    following = re.compile(r"[^\W\d_]+").match(text, opener)
    capitalised = following.group().lower() if following else ""
    if word in inside:
        return capitalised not in openers
    # An initial: "Ali K. Hassan", but "plan B. The …" ends.
    return len(word) == 1 and text[begin].isupper() and capitalised not in openers


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon("abbreviations")
    return frozenset(table["always"]), frozenset(table["inside"]), frozenset(table["openers"])


def _tokens(text: str, span: Span) -> list[Span]:
    always, inside, _ = _abbreviations()
    found: list[Span] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        if text[start:end] == "." and found and found[-1].end == start and end < span.end:
            word = text[found[-1].start : start].lower()
            if word in always or word in inside or (len(word) == 1 and word.isalpha()):
                found[-1] = Span(found[-1].start, end)
                continue
        found.append(Span(start, end))
    return found
