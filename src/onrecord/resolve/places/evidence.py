"""Decides whether a match is a toponym here: "Jack London", "Bank of England" and "Nice to see you" are not.

A sum of signed hints, each with its sentence; the strongest hint against is the reason that a match is dropped with.
Where the encoder has named entities, its label outweighs the surface.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core import Analysis, EntityMention, Span, Token
from onrecord.resolve.places.candidates import Match
from onrecord.resolve.places.cues import Cues
from onrecord.resolve.places.gazetteer import Gazetteer
from onrecord.resolve.places.names import fold

# Matches at or above stand; chosen on the development sentences of evaluation/gold/places.jsonl.
THRESHOLD = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much speaks for a match being a place, and the strongest reason against."""

    score: float
    because: str


# Names to look back over from the end of a toponym: it is a few words long, so few names can touch it.
NEAREST = 8


@dataclass(slots=True)
class Context:
    """What the judge looks at: the document, its names of people, and words seen in lower case."""

    analysis: Analysis
    places: Gazetteer
    words: Cues
    lower: frozenset[str]
    surnames: frozenset[str]
    entities: Sequence[EntityMention]  # names, in text order
    starts: Sequence[int]  # where each of them begins

    def names_over(self, span: Span) -> list[EntityMention]:
        """The encoder's names that share a character with ``span``; names do not overlap each other."""
        at = bisect_left(self.starts, span.end)
        return [mention for mention in self.entities[max(0, at - NEAREST) : at] if mention.span.overlaps(span)]


def context_of(analysis: Analysis, places: Gazetteer, words: Cues) -> Context:
    """Collect what the judge needs from one document."""
    lower = frozenset(token.text for token in analysis.tokens if token.text[0].islower())
    surnames: set[str] = set()
    previous: Token | None = None
    for token in analysis.tokens:
        if previous is not None and len(token.text) > 1 and token.text[0].isupper() and previous.text[0].isupper():
            beside = token.span.start == previous.span.end + 1 and token.sentence == previous.sentence
            if beside:
                named = previous.text in words.titles or (
                    places.given_name(previous.text) and not places.find(f"{previous.text} {token.text}")
                    and token.text not in words.closing
                )  # fmt: skip
                if named:
                    surnames.add(token.text)
        previous = token
    named_entities = [mention for mention in analysis.entities if mention.form == "name"]
    named_entities.sort(key=lambda mention: mention.span)
    starts = [mention.span.start for mention in named_entities]
    return Context(analysis, places, words, lower, frozenset(surnames), named_entities, starts)


def judge(match: Match, context: Context) -> Verdict:
    """Weigh one match; the score is positive evidence minus negative, about −6 to 8."""
    hints: list[tuple[float, str]] = [(_prior(match, context), "too rare a place for a bare name")]
    hints += _neighbours(match, context)
    hints += _person_hints(match, context)
    hints += _longer_name(match, context)
    hints += _entity_hints(match, context)
    score = sum(weight for weight, _ in hints)
    worst = min((hint for hint in hints if hint[1]), key=lambda hint: hint[0])
    return Verdict(score, worst[1])


def _prior(match: Match, context: Context) -> float:
    if match.of_kind:
        return 3.0
    if not match.entries:
        return 0.5
    best = match.entries[0]
    single = match.last - match.first == 1
    value = {"country": 3.0, "continent": 3.0, "area": 2.6, "water": 2.6, "mountains": 2.4, "admin1": 1.6,
             "admin2": 0.4, "capital": 2.6, "noted": 1.8, "city": 0.0}[best.kind]  # fmt: skip
    if best.kind == "admin1" and best.country in ("US", "CA", "AU", "IN"):
        value = 2.6
    elif best.kind == "admin1" and best.population < 200_000:
        value = 0.6
    if best.kind in ("city", "noted"):
        steps = ((1e6, 2.5), (2e5, 2.0), (5e4, 1.2), (1e4, 0.6), (2e3, 0.3))
        value = max(value, next((points for least, points in steps if best.population >= least), 0.0))
    if best.other:
        value = min(value - 0.8, 1.0)
    if not single:
        value += 0.9
    word = match.name.strip(".")
    if single and best.kind not in ("country", "continent", "water"):
        if fold(word) in context.words.plain:
            value -= 2.2
        if word.lower() in context.lower:
            value -= 1.2
    if single and len(word) <= 3 and not word.isupper() and best.population < 1e6:
        value -= 1.0
    return value


def _neighbours(match: Match, context: Context) -> list[tuple[float, str]]:
    tokens, words = context.analysis.tokens, context.words
    sentence = context.analysis.sentences[tokens[match.first].sentence]
    hints: list[tuple[float, str]] = []
    before = tokens[match.first - 1] if match.first > sentence.first else None
    after = tokens[match.last] if match.last < sentence.last else None
    back = 2
    while before is not None and before.text.lower() in ("the", "“", '"', "‘") and match.first - back >= sentence.first:
        before, back = tokens[match.first - back], back + 1
    if before is not None:
        word = before.text.lower()
        if word in words.located_strong:
            hints.append((2.0, ""))
        elif word in words.located_weak:
            hints.append((0.9 if word != "and" and word != "or" else 0.3, ""))
    elif after is not None and after.text not in (",", "(", "—", "–", "-", "'s", "’s"):
        ordinary = match.last - match.first == 1 and fold(match.name) in words.plain
        if ordinary:
            hints.append((-1.5, "an ordinary word at the start of a sentence"))
    if after is not None and after.text in ("No", "No.", "Nos", "Nos.", "№"):
        hints.append((-6.0, "a numbered post, camp or block"))
    article = match.first > sentence.first and tokens[match.first - 1].text in ("the", "The")
    region = after is not None and (after.text in words.closing or after.text in words.kinds)  # "the Creggan area"
    river = before is not None and before.text.lower() in words.along
    if article and not match.entries and match.hint is None and not (region or river):
        hints.append((-5.0, "no village that the maps lack has an article: a ship, a paper, a house"))
    if match.hint is not None and not match.of_kind:
        hints.append((1.2, ""))
    label = _label(match, context)
    if label and fold(match.name) not in words.plain:
        hints.append((2.5, ""))
    if (
        match.name.isupper()
        and len(match.name) > 3
        and "." not in match.name
        and not (_dateline(match, context) or label)
    ):
        line = [token.text for token in tokens[sentence.first : sentence.last] if token.text[0].isalpha()]
        if all(map(str.isupper, line)):
            hints.append((-1.5, "a line in capitals tells no name from a word"))
    if after is not None and after.text in ("'s", "’s"):
        hints.append((0.3, ""))
    if before is None and after is not None and after.text in ("(", ",", "—", "–", "--") and _dateline(match, context):
        hints.append((2.5, ""))
    return hints


def _dateline(match: Match, context: Context) -> bool:
    """True for "HERZLIYA, Israel —" or "Aleppo (AP) -" at the start of a sentence."""
    tokens = context.analysis.tokens
    for token in tokens[match.last : match.last + 12]:
        if token.text in ("—", "–", "--") or (
            token.text == "-" and token.span.start > tokens[token.index - 1].span.end
        ):
            return True
        if token.text in (".", "!", "?", ":"):
            return False
    return False


def _label(match: Match, context: Context) -> bool:
    """True for "BATKEN." where a paragraph opens with it and goes on."""
    tokens, sentences = context.analysis.tokens, context.analysis.sentences
    sentence = sentences[tokens[match.first].sentence]
    opens = match.first == sentence.first and (
        sentence.index == 0 or sentences[sentence.index - 1].paragraph != sentence.paragraph
    )
    if not opens or not match.name.isupper() or match.last + 1 >= len(tokens):
        return False
    after = sentences[tokens[match.last + 1].sentence]
    return tokens[match.last].text == "." and after.paragraph == sentence.paragraph


def _person_hints(match: Match, context: Context) -> list[tuple[float, str]]:
    """A first name before, a last name after, a title: "Mr. London", "Chelsea Clinton", "Jack London, 34"."""
    tokens, words, places = context.analysis.tokens, context.words, context.places
    hints: list[tuple[float, str]] = []
    best = match.entries[0] if match.entries else None
    strong = best is not None and best.kind in ("country", "continent", "area", "water")
    before, after = _beside(match, context)
    if match.last - match.first == 1:
        given, family = places.given_name(match.name), places.family_name(match.name)
        if (given or family) and not strong and not match.of_kind:
            hints.append((-0.9 if given else -0.6, "also a name of people, and nothing here says place"))
        if match.name in context.surnames and not strong:
            placed = _word_before(match, context) in ("in", "near", "outside", "around")
            hints.append((-0.5 if placed else -3.0, "the name of a person in this text"))
        if (
            (
                after is not None
                and given
                and match.name not in ("Al", "El")
                and after.text not in words.closing
                and after.text not in words.jobs
            )
            and after.text[0].isupper()
            and after.text not in words.after
        ):
            hints.append((-4.0, f"the first name of a person, {match.name} {after.text}"))
        if after is not None and (given or family) and after.text in words.person_verbs and not strong:
            hints.append((-1.5, "does what a person does"))
    if before is not None and before.text in words.titles:
        hints.append((-5.0, f"a person: {before.text} {match.name}"))
    if before is not None and before.text[0].isupper() and match.first > 0:
        first = before.text
        initial = len(first) <= 2 and first[0].isupper() and first[-1] in "." + first[0]
        known = places.given_name(first) and not _is_function(first, context) and first not in words.jobs
        if (initial and first.upper() != "U.S.") or (known and not places.find(first)) or (known and not strong):
            hints.append((-4.0, f"the last name of a person, {first} {match.name}"))
    if match.last < len(tokens) - 1 and tokens[match.last].text == "," and not strong:
        age = tokens[match.last + 1].text
        if age.isdigit() and len(age) == 2:
            hints.append((-2.0, "followed by an age"))
    return hints


def _word_before(match: Match, context: Context) -> str:
    """The word before a match in lower case, "the" skipped; "" at the start."""
    tokens = context.analysis.tokens
    at = match.first - 1
    if at >= 0 and tokens[at].text == "the":
        at -= 1
    return tokens[at].text.lower() if at >= 0 else ""


def _beside(match: Match, context: Context) -> tuple[Token | None, Token | None]:
    """The tokens directly before and after, with one blank between."""
    tokens = context.analysis.tokens
    before = after = None
    if match.first > 0:
        token = tokens[match.first - 1]
        if token.span.end + 1 == match.span.start and token.sentence == tokens[match.first].sentence:
            before = token
    if match.last < len(tokens):
        token = tokens[match.last]
        if match.span.end + 1 == token.span.start and token.sentence == tokens[match.first].sentence:
            after = token
    return before, after


def _is_function(word: str, context: Context) -> bool:
    """True for "In", "From", "The" at the start of a sentence."""
    return word.lower() in context.lower and word.lower() not in context.surnames


def _longer_name(match: Match, context: Context) -> list[tuple[float, str]]:
    """Tell places that are only part of a name: "University of Texas", "London Bridge", "New York Times"."""
    analysis, words, places = context.analysis, context.words, context.places
    tokens = analysis.tokens
    hints: list[tuple[float, str]] = []
    before, after = _beside(match, context)
    for phrase in _phrases(match, analysis):
        if phrase in words.whole:
            return [(-9.0, f"part of the name {phrase}")]
    if after is not None and after.text in words.after and after.text not in words.jobs:
        hints.append((-6.0, f"inside the name of an organisation, event or team: {match.name} {after.text}"))
    elif after is not None and after.text in words.closing and not match.of_kind:
        hints.append((-4.0, f"inside the name of a building, street or other thing: {match.name} {after.text}"))
    elif after is not None and after.text[0].isupper() and after.text not in words.jobs and len(after.text) > 1:
        person = (
            places.given_name(after.text) and bool(match.entries) and match.entries[0].kind in ("country", "admin1")
        )
        if after.text not in words.demonyms and not person and fold(after.text) not in words.never:
            hints.append((-2.0, f"perhaps part of a longer name, {match.name} {after.text}"))
    if before is not None and before.text[0].isupper() and not _is_function(before.text, context):
        known = (
            before.text in words.jobs or before.text in words.demonyms or before.text.lower() in words.located_strong
        )
        if not known and fold(before.text) not in words.never and len(before.text) > 1 and not match.of_kind:
            hints.append((-1.6, f"perhaps part of a longer name, {before.text} {match.name}"))
    if (
        match.first >= 2
        and tokens[match.first - 1].text == "-"
        and tokens[match.first - 1].span.end == match.span.start
    ):
        other = tokens[match.first - 2].text
        if (
            not places.find(other)
            and other not in words.demonyms
            and tokens[match.first - 2].span.end + 1 == match.span.start
        ):
            hints.append((-3.0, f"inside a compound: {other}-{match.name}"))
    named = _named_of(match, context)
    if named:
        hints.append((-6.0, f"inside the name of an organisation: {named} of {match.name}"))
    return hints


def _named_of(match: Match, context: Context) -> str | None:
    """The word before "of (the)" that makes an organisation of both: "University of Texas", "Islamic State of Iraq and
    the Levant"."""
    tokens, words = context.analysis.tokens, context.words
    first = context.analysis.sentences[tokens[match.first].sentence].first
    before = [token.text for token in tokens[max(first, match.first - 7) : match.first]]
    if before[-1:] == ["the"]:
        before.pop()
    if before[-1:] == ["and"] and "of" in before[-4:]:
        before = before[: len(before) - before[::-1].index("of")]
    if len(before) < 2 or before[-1] != "of":
        return None
    if " ".join(before[-3:-1]) in words.before_of:
        return " ".join(before[-3:-1])
    return before[-2] if before[-2] in words.before_of else None


def _phrases(match: Match, analysis: Analysis) -> list[str]:
    """The match with up to three words on either side, to be looked up whole."""
    tokens, text = analysis.tokens, analysis.text
    found = []
    for back in range(3):
        for ahead in range(5 - back):
            first, last = match.first - back, match.last + ahead
            if first >= 0 and last <= len(tokens) and (back or ahead):
                found.append(text[tokens[first].span.start : tokens[last - 1].span.end])
    found.append(match.span.of(text))
    return found


def _described(whole: Span, part: Span, context: Context) -> str:
    """What stands in a description in front of a name, in small letters alone; else nothing: "mayor of "."""
    before = context.analysis.text[whole.start : part.start]
    return before if before.islower() else ""


def _entity_hints(match: Match, context: Context) -> list[tuple[float, str]]:
    """What the encoder says of the words: its kind, and whether the match is all of the name.

    Weights follow how the encoder labels 440 toponyms of evaluation/gold/places.jsonl: place 89 %; person and nothing
    but the toponym 5 %, so that label alone says little; a longer name of a person or organisation 2 %.
    """
    for mention in context.names_over(match.span):
        whole = mention.span.common(match.span) >= 0.7 * mention.span.length
        name = mention.span.of(context.analysis.text)
        if mention.kind == "place":
            return [(0.3 + 3.0 * mention.score, "")]
        if mention.kind == "person":
            if _described(mention.span, match.span, context).endswith(" of "):
                return [(0.5, "")]  # "the mayor of Odesa"
            known = (
                bool(match.entries) and match.entries[0].kind in ("country", "capital") and not match.entries[0].other
            )
            alone = (-0.8 if known else -2.0) * mention.score
            return [(alone, "read as a person") if whole else (-5.0 * mention.score, f"a person: {name}")]
        if mention.kind == "organization":
            known = bool(match.entries) and match.entries[0].kind == "country"
            if known and not whole and mention.span.start == match.span.start:
                return [(-0.5, f"inside an organisation: {name}")]  # "U.S. Navy", "Iraq's army": the country stands
            return [
                (-0.3, "read as an organisation")
                if whole
                else (-3.0 * mention.score, f"inside an organisation: {name}")
            ]
        if mention.kind in ("weapon", "vehicle", "document", "event", "group"):
            return [(-3.0 * mention.score, f"read as a {mention.kind}")]
    return [(-0.4, "not read as a name")] if context.entities else []
