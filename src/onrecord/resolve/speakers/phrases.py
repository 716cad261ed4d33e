"""What a source phrase is about: its head noun, whether it names many or one, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core import Analysis, Span, Token
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.words import fold, is_plural, singular

_STOPS = {"(", "—", "–", ";", ":"}
_APOSTROPHE = {"'s", "’s", "'", "’"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """ "a spokeswoman for the Red Cross, who asked …": ``head`` spokeswoman, ``core`` the words up to "for".

    ``owner`` are the tokens after the first preposition or before "'s"; ``after`` those behind the first comma
    ("the coordinator, **Marguerite Aubin**,"). ``joint`` is that preposition, "" before "'s".
    """

    tokens: tuple[Token, ...]
    core: tuple[Token, ...]
    head: Token
    owner: tuple[Token, ...]
    joint: str
    after: tuple[Token, ...]
    first: str
    word: str
    plural: bool

    @property
    def span(self) -> Span:
        """The whole source without relative clauses."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)


def phrase(
    analysis: Analysis,
    lex: Lexicons,
    spans: Sequence[Span],
    nouns: frozenset[str],
    makers: frozenset[str] = frozenset(),
) -> Phrase | None:
    """Read a source; None where it holds no word. ``nouns`` are further words that sources are headed by,
    ``makers`` participles before the maker of a document ("**compiled** by the union").
    """
    tokens = [token for span in sorted(spans) for token in analysis.tokens_in(span)]
    tokens = tokens[: _unbroken(tokens)]
    while tokens and not tokens[0].text[0].isalnum():
        tokens.pop(0)
    if not tokens:
        return None
    tail = _tail(tokens)
    tokens = tokens[: _end(tokens, lex)]
    stop = _core_end(tokens, lex, nouns)
    core = tokens[:stop]
    rest = tokens[stop:]
    owner: list[Token] = []
    begin, joint = 0, ""
    for number, token in enumerate(core[:-1]):
        if token.text in _APOSTROPHE and number:
            owner, begin = core[:number], number + 1
    made = next((number for number, token in enumerate(rest[:4]) if fold(token.text) == "by"), 0)
    if not owner and made and fold(rest[0].text) in makers:
        rest = rest[made:]
    if not owner and rest and fold(rest[0].text) in lex.prepositions:
        comma = next((number for number, token in enumerate(rest) if token.text == ","), len(rest))
        owner, rest, joint = rest[1:comma], rest[comma:], fold(rest[0].text)
    after = rest[1:] if rest and rest[0].text == "," else []
    head = _head(core[begin:])
    word = fold(head.text)
    one = singular(word)
    if one not in lex.role_heads and word in lex.heads:
        one = word
    return Phrase(
        tokens=tuple(tokens),
        core=tuple(core[begin:]),
        head=head,
        owner=tuple(owner),
        joint=joint,
        after=tuple(after) or tail,
        first=fold(tokens[0].text),
        word=one,
        plural=is_plural(word),
    )


def _unbroken(tokens: Sequence[Token]) -> int:
    """How many tokens run on: a gap of more than three tokens, or another sentence, begins another source."""
    for number in range(1, len(tokens)):
        one, two = tokens[number - 1], tokens[number]
        if two.index - one.index > 4 or two.sentence != one.sentence:
            return number
    return len(tokens)


def _tail(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A name behind the last comma: "A former minister who was in office at the time, **Carmel Zahra-Wood**,"."""
    end = len(tokens)
    while end and not tokens[end - 1].text[0].isalnum():
        end -= 1
    begin = end
    while begin and tokens[begin - 1].text != ",":
        begin -= 1
    run = tokens[begin:end]
    return (
        tuple(run)
        if begin and len(run) >= 2 and all(token.text[0].isupper() or token.text == "-" for token in run)
        else ()
    )


def _end(tokens: Sequence[Token], lex: Lexicons) -> int:
    """Where a relative clause or an aside begins: "Voss, | who resigned in May"."""
    for number, token in enumerate(tokens):
        if number and (token.text in _STOPS or fold(token.text) in lex.relatives):
            return number - 1 if tokens[number - 1].text == "," and number > 1 else number
    return len(tokens)


def _core_end(tokens: Sequence[Token], lex: Lexicons, nouns: frozenset[str]) -> int:
    """End of the head noun phrase: before a preposition, a comma or a participle that follows the noun."""
    noun = False
    for number, token in enumerate(tokens):
        word = fold(token.text)
        if number and (token.text == "," or word in lex.prepositions):
            inside_name = word in {"of", "and", "for"} and number + 1 < len(tokens) and _in_name(tokens, number, lex)
            if not inside_name:
                return number
        if (
            noun
            and token.text[0].islower()
            and (word.endswith(("ed", "ing")) or token.upos == "VERB")
            and word not in nouns
        ):
            return number
        one = singular(word)
        noun = noun or word in nouns or one in nouns or word in lex.heads or one in lex.role_heads or one in lex.heads
    return len(tokens)


def _in_name(tokens: Sequence[Token], number: int, lex: Lexicons) -> bool:
    """ "Ministry **of** Defense": a joining word behind a body's head noun, between capitals, belongs to the name."""
    before, after = tokens[number - 1], tokens[number + 1]
    named = before.text[0].isupper() and after.text[0].isupper()
    return named and fold(before.text) in lex.heads and singular(fold(before.text)) not in lex.role_heads


def _head(core: Sequence[Token]) -> Token:
    for token in reversed(core):
        if token.text[0].isalnum() and not token.text[0].isdigit():
            return token
    return core[-1]


def readable(text: str, span: Span) -> str:
    """The source's own words on one line, without a closing comma: "Unconfirmed reports in local media"."""
    return " ".join(span.of(text).split()).strip(' ,;:–—-"“”')


def is_definite(reading: Phrase, lex: Lexicons) -> bool:
    """ "the mayor", "Malta's security service", "its director" — somebody in particular."""
    return reading.first in {"the", "this", "that", "its", "their", "his", "her", "our"} or (
        bool(reading.owner) and reading.tokens[0].text[0].isupper() and reading.first not in lex.many
    )
