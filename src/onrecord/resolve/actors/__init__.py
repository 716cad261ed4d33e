"""Actors: names, descriptions and pronouns made into one entry per real-world person, body, group, state or outlet."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core import Actor, Analysis, Document, Place
from onrecord.resolve.actors.anaphora import WEIGHTS, Weights, resolve_anaphora
from onrecord.resolve.actors.assemble import assemble
from onrecord.resolve.actors.descriptions import find_descriptions
from onrecord.resolve.actors.grammar import place_in_sentence
from onrecord.resolve.actors.kinds import kind_of
from onrecord.resolve.actors.lexicons import lexicons, name_key
from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.merging import cluster_names
from onrecord.resolve.actors.names import find_names
from onrecord.resolve.actors.owners import link_owners
from onrecord.resolve.actors.pronouns import find_pronouns
from onrecord.resolve.actors.roles import attach_roles
from onrecord.resolve.actors.scene import Scene, scene

__all__ = ["resolve_actors"]


def resolve_actors(document: Document, analysis: Analysis, places: Sequence[Place]) -> list[Actor]:
    """One :class:`Actor` for "Ilmar Voss" … "Voss" … "the deputy minister" … "he", with ids "act1"… in text order.

    Works without entity mentions and without trees, on surface signs alone; linear in the length of the text.
    """
    view = scene(analysis, lexicons(), tuple(places))
    mentions, clusters = cluster_mentions(view)
    for cluster in clusters:
        if document.publisher and cluster.named and name_key(document.publisher) in cluster.keys:
            cluster.kind = "media"
    return assemble(view, mentions, clusters)


def cluster_mentions(view: Scene, *, weights: Weights = WEIGHTS) -> tuple[list[Mention], list[Cluster]]:
    """All mentions in text order with their clusters filled in; the step that evaluation measures."""
    names = find_names(view)
    for name in names:
        place_in_sentence(view, name)
    clusters = cluster_names(view, names)
    described = find_descriptions(view, names)
    mentions = sorted([*names, *described, *find_pronouns(view)], key=lambda mention: (mention.first, -mention.last))
    _renumber(mentions, clusters)
    for mention in mentions:
        if mention.form != "name":
            place_in_sentence(view, mention)
    for cluster in clusters:
        _headwords(view, cluster)
    link_owners(view, mentions)
    attach_roles(view, mentions, clusters)
    resolve_anaphora(view, mentions, clusters, weights)
    return mentions, clusters


def _renumber(mentions: list[Mention], clusters: list[Cluster]) -> None:
    """Names were numbered among themselves; from here on indices run through all mentions."""
    for cluster in clusters:
        cluster.mentions = []
    for number, mention in enumerate(mentions):
        if mention.cluster >= 0:
            clusters[mention.cluster].mentions.append(number)


def _headwords(view: Scene, cluster: Cluster) -> None:
    """The nouns in a body's own name describe it: "Ministry of Defense" is "the ministry"."""
    if cluster.is_person or cluster.place:
        if cluster.kind == "country":
            for word in ("country", "nation", "state"):
                cluster.describe(word, frozenset())
        return
    kind = kind_of(view.lex, cluster)
    cluster.kind = kind if kind != "other" else None
    for key in cluster.keys:
        for word in key:
            if word in view.lex.heads:
                cluster.describe(word, frozenset(key) - {word})
