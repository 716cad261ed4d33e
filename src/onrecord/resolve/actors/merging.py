"""Which names are one actor: states, bodies and people, each by rules of their own."""

from __future__ import annotations

from collections import Counter

from onrecord.resolve.actors.body_names import cluster_bodies
from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.naming import Key, Naming
from onrecord.resolve.actors.person_names import cluster_people
from onrecord.resolve.actors.scene import Scene
from onrecord.resolve.actors.states import cluster_states


def cluster_names(scene: Scene, mentions: list[Mention]) -> list[Cluster]:
    """Give every name mention its ``cluster``."""
    groups: dict[Key, list[int]] = {}
    for number, mention in enumerate(mentions):
        groups.setdefault(mention.words, []).append(number)
    naming = Naming(scene, mentions, groups, _sorts(scene, mentions, groups))
    cluster_states(naming)
    cluster_bodies(naming)
    cluster_people(naming)
    return naming.clusters


def _sorts(scene: Scene, mentions: list[Mention], groups: dict[Key, list[int]]) -> dict[Key, str]:
    families = {key[-1] for key, items in groups.items() if len(key) > 1 and mentions[items[0]].kind == "person"}
    families -= {key[-1] for key in scene.lex.capitals}
    sorts = {key: _sort_of(scene, key, [mentions[i] for i in items], families) for key, items in groups.items()}
    for key, sort in sorts.items():
        if sort != "body" or key in scene.lex.names or key in scene.lex.outlets or key[-1] in scene.lex.heads:
            continue
        family = len(key) == 1 and key[0] in families
        if family or (1 < len(key) < 4 and sorts.get(key[-1:]) == "person"):
            sorts[key] = "person"
    return sorts


def _sort_of(scene: Scene, key: tuple[str, ...], items: list[Mention], families: set[str]) -> str:
    """ "person", "body" or "state" by listed names, titles, gazetteer and the reader's votes, in that order.

    A single word that is also the family name of somebody in the text ("Paris" after "Anna Paris") is no place.
    """
    lex = scene.lex
    votes = Counter(item.kind for item in items)
    if key in lex.capitals and not any(item.title is not None for item in items) and key[-1] not in families:
        return "state"
    if any(item.title is not None for item in items) and votes["person"]:
        return "person"
    if key in lex.names or key in lex.outlets:
        return "body"
    if any(_place_country(scene, item) for item in items) and not (len(key) == 1 and key[0] in families):
        body = votes["organization"] > votes["place"] and (len(key) > 1)
        return "body" if body else "state"
    if votes["person"] * 2 >= len(items) and votes["person"] and key[-1] not in lex.outlet_words:
        return "person"
    if votes["organization"] or votes["facility"]:
        return "body"
    if votes["place"]:
        return "state"
    if len(key) in (2, 3) and key[0] in lex.first_names:
        return "person"
    return "body"


def _place_country(scene: Scene, mention: Mention) -> str | None:
    place = scene.places.get(mention.head)
    if place is None or mention.first != _first_token(scene, place.span.start):
        return None
    return place.country or "?"


def _first_token(scene: Scene, offset: int) -> int:
    return max(0, scene.analysis.token_at(offset))
