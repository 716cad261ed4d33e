"""What kind of actor a name or description is, from its words: ministry, militia, newspaper, union, people."""

from __future__ import annotations

from collections import Counter
from typing import cast, get_args

from onrecord.core.mentions import ActorKind
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.mention import Cluster

_KINDS = frozenset(get_args(ActorKind))


def kind_of(lex: Lexicons, cluster: Cluster) -> ActorKind:
    """Listed names first, then head nouns of the name, then what the text calls it, then the reader's vote."""
    if cluster.kind is not None:
        return cluster.kind
    for key in cluster.keys:
        if key in lex.names:
            return lex.names[key]
        if key in lex.outlets:
            return "media"
    if cluster.hints:
        return cluster.hints.most_common(1)[0][0]
    votes: Counter[ActorKind] = Counter()
    for key in cluster.keys:
        kind = _of_name(lex, key)
        if kind is not None:
            votes[kind] += 2
    for head in cluster.heads:
        kind = lex.heads.get(head)
        if kind is not None:
            votes[kind] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return _by_vote(cluster)


def _of_name(lex: Lexicons, key: tuple[str, ...]) -> ActorKind | None:
    """ "Azov Brigade" by its last telling word, "Ministry of Defense" by its first, "UN Office" as the UN's."""
    if len(key) > 1 and key[0] in lex.above_states:
        return "organization"
    if len(key) > 1 and (key[-1] in lex.outlet_words or not lex.media_signs.isdisjoint(key)):
        return "media"
    if len(key) == 1 and len(key[0]) <= 5 and key[0].endswith("tv") and key[0] != "tv":
        return "media"
    if key[0] in lex.turned and key[0] in lex.heads:
        return lex.heads[key[0]]
    return next((lex.heads[word] for word in reversed(key) if word in lex.heads), None)


def _by_vote(cluster: Cluster) -> ActorKind:
    for vote, _ in cluster.kinds.most_common():
        if vote in {"place", "facility"}:
            return "organization"
        if vote in _KINDS:
            return cast(ActorKind, vote)
    return "group" if cluster.plural else "other"
