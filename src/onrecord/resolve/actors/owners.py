"""Whose somebody is: "the ministry's spokesman", "Foreign Ministry spokeswoman", "head of the security service"."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.scene import Scene

_JOINS = {"of", "for", "at", "with", "from", "in", "to"}
_APOSTROPHE = {"'s", "’s", "'", "’"}


def link_owners(scene: Scene, mentions: list[Mention]) -> None:
    """Fill ``owner`` (an index into ``mentions``, which are in text order) of every description that has one."""
    by_last = {mention.last: number for number, mention in enumerate(mentions)}
    starts = [mention.first for mention in mentions]
    for number, mention in enumerate(mentions):
        if mention.form != "nominal":
            continue
        owner = _before(scene, mention, by_last)
        if owner is None:
            owner = _inside(mentions, mention, by_last)
        if owner is None:
            owner = _after(scene, mentions, mention, starts)
        if owner is not None and owner != number:
            mention.owner = owner
            mention.country = mention.country or mentions[owner].country


def _before(scene: Scene, mention: Mention, by_last: dict[int, int]) -> int | None:
    at = mention.first - 1
    if scene.word(at) in _APOSTROPHE:
        return by_last.get(at - 1)
    if scene.word(mention.first) in {"its", "their", "his", "her"}:
        return by_last.get(mention.first)
    return None


def _inside(mentions: list[Mention], mention: Mention, by_last: dict[int, int]) -> int | None:
    for index in range(mention.last - 1, mention.first - 1, -1):
        inner = by_last.get(index)
        if inner is not None and mentions[inner].form == "name" and mentions[inner].first >= mention.first:
            return inner
    return None


def _after(scene: Scene, mentions: list[Mention], mention: Mention, starts: list[int]) -> int | None:
    if scene.word(mention.last + 1) not in _JOINS:
        return None
    follower = bisect_right(starts, mention.last + 1)
    while follower < len(mentions) and mentions[follower].first <= mention.last + 4:
        other = mentions[follower]
        gap = range(mention.last + 2, other.first)
        if (
            other.sentence == mention.sentence
            and all(_light(scene, index) for index in gap)
            and other.definite != "pronoun"
        ):
            return follower
        follower += 1
    return None


def _light(scene: Scene, index: int) -> bool:
    word = scene.words[index]
    return word in {"the", "a", "an"} or index in scene.demonyms or word in scene.lex.modifiers
