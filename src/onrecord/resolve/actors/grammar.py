"""What a mention does in its sentence: acts, speaks, is acted on; by the tree, without one by the words beside it."""

from __future__ import annotations

from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.scene import Scene

_SUBJECT = ("nsubj", "csubj")


def place_in_sentence(scene: Scene, mention: Mention) -> None:
    """Fill ``subject``, ``speaks``, ``acts`` and ``quoted`` of one mention."""
    mention.quoted = scene.quoted(mention.span.start)
    mention.speaks = not mention.quoted and _speaks(scene, mention)
    if scene.trees:
        relation = _relation(scene, mention)
        mention.subject = relation.startswith(_SUBJECT)
        mention.acts = mention.subject or relation in {"obl:agent", "nmod:poss", "obj", "iobj"}
    else:
        mention.subject = mention.speaks or _opens(scene, mention)
        mention.acts = mention.subject
    mention.acts = mention.acts or mention.speaks


def _relation(scene: Scene, mention: Mention) -> str:
    """How the phrase hangs in its sentence: by the token that leaves it; conjuncts do as their first one."""
    for index in range(mention.first, mention.last + 1):
        token = scene.tokens[index]
        if mention.first <= token.head <= mention.last or token.deprel == "punct":
            continue
        for _ in range(4):
            if token.deprel in {"conj", "flat", "appos", "compound"} and token.head >= 0:
                token = scene.tokens[token.head]
            else:
                break
        return token.deprel
    return ""


def governor(scene: Scene, mention: Mention) -> int:
    """Token that the phrase hangs on; −1 without a tree."""
    for index in range(mention.first, mention.last + 1):
        token = scene.tokens[index]
        if not mention.first <= token.head <= mention.last:
            return token.head
    return -1


def _opens(scene: Scene, mention: Mention) -> bool:
    """True where nothing but a determiner or a conjunction stands before it in its clause."""
    before = scene.word(mention.first - 1)
    if scene.opens_sentence(mention.first) or (
        before in {"the", "a", "an"} and scene.opens_sentence(mention.first - 1)
    ):
        return True
    return (
        before in {"that", "and", "but", "because", "when", "while", "after", "as", "if", "although"}
        and mention.definite == "pronoun"
    )


def _speaks(scene: Scene, mention: Mention) -> bool:
    """ "Voss, who resigned in May, said", "said Voss", "according to Voss"."""
    speech = scene.lex.speech
    end = scene.analysis.sentences[mention.sentence].last
    index, steps, comma = mention.last + 1, 0, False
    while index < end and steps < 4:
        word = scene.words[index]
        if word in speech:
            return scene.tokens[index].upos not in {"NOUN", "ADJ"}
        if word == "," and not comma:
            closing = _comma_after(scene, index + 1, min(end, index + 25))
            comma = True
            if closing < 0:
                break
            index = closing + 1
            continue
        if word not in scene.lex.auxiliary:
            break
        index, steps = index + 1, steps + 1
    before = scene.word(mention.first - 1)
    if before in {"the", "a", "an"} or (mention.title is not None):
        before = scene.word((mention.title[0] if mention.title is not None else mention.first - 1) - 1)
    start = scene.analysis.sentences[mention.sentence].first
    if before in {"said", "says", "added", "warned", "wrote", "explained"}:
        return mention.first - 1 > start
    return before == "to" and scene.word(mention.first - 2) == "according"


def _comma_after(scene: Scene, index: int, limit: int) -> int:
    while index < limit:
        if scene.words[index] == ",":
            return index
        index += 1
    return -1
