"""What stands before a name and says what it is: "the news agency Costa Libre", "told The Signal"."""

from __future__ import annotations

from onrecord.core.mentions import ActorKind
from onrecord.resolve.actors.scene import Scene
from onrecord.resolve.actors.words import singular

_TELLS = {"told", "telling", "tells"}


def hint_before(scene: Scene, first: int) -> ActorKind | None:
    """The kind that the word in front shows; None where there is nothing to go by."""
    if not first or scene.tokens[first - 1].sentence != scene.tokens[first].sentence:
        return None
    lex, before = scene.lex, scene.words[first - 1]
    token = scene.tokens[first - 1]
    if token.text == "The" and scene.word(first - 2).isalpha() and not scene.opens_sentence(first - 1):
        return "media"
    if before in _TELLS or (before == "the" and scene.word(first - 2) in _TELLS and token.text == "The"):
        return "media" if first not in scene.places and scene.words[first] not in lex.heads else None
    kind = lex.heads.get(before)
    if not token.text[0].islower() or (singular(before) in lex.role_heads and kind != "armed_group"):
        return None
    if before in {"agency", "service"} and scene.word(first - 2) in lex.media_signs:
        return "media"
    if before in lex.outlet_descriptions and before != "agency":
        return "media"
    return kind if kind not in {"group", "country"} and before not in lex.hypernyms else None
