"""What a role goes on with: "head **of the water committee**", "ambassador **to Baku**", "surgeon **on duty**"."""

from __future__ import annotations

from onrecord.resolve.actors.scene import Scene

_JOINS = {"of", "for", "to", "at", "on"}
_INSIDE = {"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"}
LONGEST = 9


def complement_end(scene: Scene, last: int) -> int:
    """Last token of the complement behind the head noun at ``last``; ``last`` itself where there is none."""
    if scene.word(last + 1) not in _JOINS:
        return last
    limit = min(scene.analysis.sentences[scene.tokens[last].sentence].last, last + 2 + LONGEST)
    end = last
    for index in range(last + 2, limit):
        word = scene.words[index]
        if word in {"of", "for", "and"} and end == index - 1:
            continue
        if not _carries_on(scene, index):
            break
        if word not in {"the", "a", "an", "its", "their"}:
            end = index
    return end


def _carries_on(scene: Scene, index: int) -> bool:
    word, token = scene.words[index], scene.tokens[index]
    if not word[0].isalnum() and word not in {"-", "'s", "’s"}:
        return False
    if word in {"the", "a", "an", "its", "their", "-", "'s", "’s"} or token.text[0].isupper():
        return True
    lex = scene.lex
    if word in lex.speech or word in lex.locative:
        return False
    if scene.trees:
        return token.upos in _INSIDE and word not in {"who", "which", "that", "whose", "whom"}
    return word in lex.heads or word in lex.role_heads or word in lex.modifiers or word in lex.fields or word == "duty"
