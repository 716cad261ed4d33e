"""The text as the event rules see it: lower-case words, verb groups, what governs what, where clauses end."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import Analysis, EventMention, Sentence, Span, Token
from onrecord.resolve.events.vocabulary import Vocabulary, vocabulary

# Words back from a verb within which its auxiliaries stand: "had not , police said , been killed" is rare beyond.
GROUP = 8
# Words back within which the verb that governs an infinitive or a noun is looked for where the tree is silent.
REACH = 7
_STOPS = frozenset(
    (",", ";", ":", "(", ")", "—", "–", "-", "that", "which", "who", "and", "but", "or", "when", "while")
)


@dataclass(frozen=True, slots=True)
class View:
    """One text with the look-ups that every rule needs; ``triggers`` are the tokens that carry an event."""

    analysis: Analysis
    lows: list[str]
    vocabulary: Vocabulary
    triggers: frozenset[int]
    trees: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words and signs of the text, in order."""
        return self.analysis.tokens

    def low(self, index: int) -> str:
        """The lower-case word at ``index``; "" beyond the text."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def relation(self, index: int) -> str:
        """The UD relation of a token without its subtype: "nsubj" of "nsubj:pass"."""
        return self.tokens[index].deprel.partition(":")[0]

    def sentence(self, index: int) -> Sentence:
        """The sentence that holds a token."""
        return self.analysis.sentences[self.tokens[index].sentence]

    def case(self, index: int) -> str:
        """The preposition in front of a phrase, by the tree, else by the word before its articles; "" without one."""
        for child in self.analysis.children[index]:
            if child < index and self.tokens[child].deprel == "case":
                return self.lows[child]
        return ""

    def group(self, index: int) -> list[int]:
        """Auxiliaries, negations and adverbs in front of a verb, nearest first: "did not immediately" of "attack"."""
        first = max(self.sentence(index).first, index - GROUP)
        found: list[int] = []
        for at in range(index - 1, first - 1, -1):
            word = self.lows[at]
            if word in self.vocabulary.helpers or (word.endswith("ly") and len(word) > 4 and word != "family"):
                found.append(at)
            elif word == "to" and (at == index - 1 or found):
                break
            else:
                break
        return found

    def is_verb(self, index: int) -> bool:
        """True for a trigger that is used as a verb, by its part of speech or, without one, by what stands before."""
        upos = self.tokens[index].upos
        if upos in ("VERB", "AUX"):
            return not self._like_noun(index)
        if upos in ("NOUN", "PROPN"):
            return False
        if self.low(index - 1) in self.vocabulary.articles or self._like_noun(index):
            return False
        takes = index + 1 < len(self.tokens) and self.tokens[index + 1].upos in ("DET", "NUM") and upos != "X"
        return (
            takes or bool(self.group(index)) or self.low(index - 1) == "to" or self.lows[index].endswith(("ed", "ing"))
        )

    def _like_noun(self, index: int) -> bool:
        """A noun that the reader took for a verb: "held talks", "fighting between", "the killing of"."""
        word, before, after = self.lows[index], self.low(index - 1), self.low(index + 1)
        if word.endswith("ing"):
            return after in ("between", "of") or (before in self.vocabulary.articles and before != "that")
        if before in self.vocabulary.light and word.endswith("s"):
            return True
        return before in ("the", "a", "an", "of", "its", "their", "his", "for") and not word.endswith("ed")

    def phrase_start(self, index: int) -> int:
        """First token of the noun phrase that ends in ``index``: the article or adjective it begins with."""
        first = self.sentence(index).first
        at = index
        while at > first and index - at < REACH:
            before, word = self.tokens[at - 1], self.lows[at - 1]
            if (
                before.upos in _INSIDE
                or word in ("'s", "’s", "-")
                or (self.low(at - 2) == "-" and at - 2 >= first)
                or (before.upos == "VERB" and before.head == index and before.deprel == "amod")
                or (before.upos == "PRON" and before.deprel == "nmod:poss")
            ):
                at -= 1
                continue
            if before.upos == "X" and (word in self.vocabulary.articles or word in self.vocabulary.no):
                return at - 1
            break
        return at

    def governor(self, index: int) -> int:
        """The verb, noun or adjective that an infinitive, gerund or event noun hangs on; −1 where there is none."""
        head = self.tokens[index].head if self.trees else -1
        relation = self.relation(index) if self.trees else ""
        if self.is_verb(index):
            return self._of_verb(index, head, relation)
        if head >= 0 and (relation in ("obj", "obl", "nmod", "xcomp") or self.tokens[index].deprel == "nsubj:pass"):
            return head
        return -1 if self.trees else self._before(self.phrase_start(index))

    def _of_verb(self, index: int, head: int, relation: str) -> int:
        group = self.group(index)
        start = (group[-1] if group else index) - 1
        to = self.low(start) == "to" or any(self.lows[at] == "to" for at in group)
        gerund = self.lows[index].endswith("ing") and relation in ("acl", "ccomp") and index - head < 3
        if to or relation == "xcomp" or gerund:
            if 0 <= head < index and relation in ("xcomp", "ccomp", "acl", "advcl"):
                return head if relation != "advcl" or self.lows[head] not in _CALLS or self._calls_on(head) else -1
            if to or relation == "xcomp":
                return self._before(start if self.low(start) == "to" else start + 1)
        return -1

    def _calls_on(self, index: int) -> bool:
        """ "called on the army to leave", not "called his wife to say"."""
        return self.low(index + 1) in ("on", "for", "upon")

    def _before(self, index: int) -> int:
        """The nearest word in front that governs something, within the clause."""
        first = max(self.sentence(index).first, index - REACH) if 0 <= index < len(self.tokens) else 0
        for at in range(index - 1, first - 1, -1):
            if self.lows[at] in _STOPS:
                return -1
            if self.lows[at] in self.vocabulary.governs:
                return at if self.lows[at] not in _CALLS or self._calls_on(at) else -1
        return -1

    def clause(self, index: int) -> tuple[int, int]:
        """Tokens ``[first, last)`` around ``index`` up to the next comma, semicolon, dash or bracket on each side."""
        sentence = self.sentence(index)
        first, last = index, index + 1
        while first > sentence.first and self.lows[first - 1] not in _BREAKS:
            first -= 1
        while last < sentence.last and self.lows[last] not in _BREAKS:
            last += 1
        return first, last


_CALLS = frozenset(("call", "calls", "called", "calling"))
_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "DET"))
_BREAKS = frozenset((",", ";", ":", "(", ")", "—", "–", '"', "“", "”"))


def view_of(analysis: Analysis, mentions: tuple[EventMention, ...]) -> View:
    """Prepare the look-ups; linear in the text."""
    return View(
        analysis=analysis,
        lows=[token.text.lower() for token in analysis.tokens],
        vocabulary=vocabulary(),
        triggers=frozenset(mention.trigger for mention in mentions),
        trees=any(token.head >= 0 for token in analysis.tokens[:200]),
    )


def trigger_span(view: View, index: int) -> Span:
    """The trigger with what belongs to it and stands beside it: "blew up", "shot dead", "called off", else one word."""
    span = view.tokens[index].span
    after = index + 1
    if after >= len(view.tokens) or view.tokens[after].sentence != view.tokens[index].sentence:
        return span
    token = view.tokens[after]
    particle = token.head == index and token.deprel == "compound:prt"
    if particle or (view.lows[after] == "dead" and view.is_verb(index)):
        return span.cover(token.span)
    return span
