"""Which names are one body: "Defense Ministry" and "Ministry of Defence", "OSCE", "the Times" after its full name."""

from __future__ import annotations

from collections import defaultdict

from onrecord.resolve.actors.acronyms import expansions
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.naming import Key, Naming
from onrecord.resolve.actors.scene import Scene
from onrecord.resolve.actors.states import SHORT

_SMALL = {"of", "for", "and", "the", "on", "in", "to", "&", "s", "de", "la"}
# Words of a name that are compared for parts of it; longer names are compared by their beginning.
_LONGEST = 10


def cluster_bodies(naming: Naming) -> None:
    """Long names first by their content words, then acronyms and single words, then parts of longer names."""
    scene, mentions = naming.scene, naming.mentions
    by_canon: dict[frozenset[str], list[Cluster]] = defaultdict(list)
    by_acronym: dict[str, Cluster] = {}
    by_key: dict[Key, Cluster] = {}
    stated = expansions(scene, mentions)
    short: list[Key] = []
    for key in sorted(naming.keys("body"), key=lambda one: (-len(one), naming.groups[one][0])):
        canon, country = canonical(scene.lex, key)
        if len(key) == 1 and (key[0] in stated or key[0] in by_acronym or not by_canon.get(canon)):
            short.append(key)
            continue
        cluster = _same_body(by_canon[canon], country or _country_before(mentions, naming.groups[key]))
        if cluster is None:
            cluster = naming.new()
            by_canon[canon].append(cluster)
        cluster.country = cluster.country or country
        naming.add(cluster, naming.groups[key])
        by_key[key] = cluster
        _index(naming, key, cluster)
        letters = _initials(key)
        if len(letters) >= 2:
            by_acronym.setdefault(letters, cluster)
    for key in short:
        owner = by_key.get(stated.get(key[0], ())) or _by_letters(scene, mentions[naming.groups[key][0]], by_acronym)
        owner = owner or naming.body_with(key[0])
        naming.add(owner or naming.new(), naming.groups[key])
    _join_parts(naming)


def _index(naming: Naming, key: Key, cluster: Cluster) -> None:
    if len(key) > 1:
        naming.endings[key[-1]].add(cluster.number)
        for word in key:
            naming.holders[word].add(cluster.number)


def canonical(lex: Lexicons, key: tuple[str, ...]) -> tuple[frozenset[str], str | None]:
    """Content words of a body without order or spelling, and the country its name shows.

    "Latvian Ministry of Defence" and "Defense Ministry" both give {defense, ministry}; the first also "LV".
    """
    joined = " ".join(word for word in key if word not in _SMALL)
    for phrase, other in lex.same.items():
        if " " in phrase:
            joined = joined.replace(phrase, other)
    country: str | None = None
    words: list[str] = []
    for word in joined.split():
        code = lex.demonyms.get(word) or SHORT.get(word)
        if code is not None and country is None and len(key) > 1:
            country = code
        else:
            words.append(lex.same.get(word, word))
    return frozenset(words or key), country


def _country_before(mentions: list[Mention], items: list[int]) -> str | None:
    return next((mentions[item].country for item in items if mentions[item].country), None)


def _same_body(found: list[Cluster], country: str | None) -> Cluster | None:
    """The cluster of these words unless the two countries differ ("Russian" and "Ukrainian Defense Ministry")."""
    for cluster in reversed(found):
        if country is None or cluster.country is None or cluster.country == country:
            return cluster
    return None


def _initials(key: tuple[str, ...]) -> str:
    return "".join(word[0] for word in key if word not in _SMALL).upper()


def _by_letters(scene: Scene, mention: Mention, by_acronym: dict[str, Cluster]) -> Cluster | None:
    """An acronym that nobody spelled out, if its letters are the initials of a body named in full."""
    text = mention.span.of(scene.analysis.text).replace(".", "")
    return by_acronym.get(text) if text.isupper() and len(text) >= 2 else None


def _join_parts(naming: Naming) -> None:
    """ "Kordofan Shield" beside "Kordofan Shield Forces": a name that stands in exactly one longer name joins it."""
    keys = [key for key in naming.keys("body") if len(key) > 1]
    longer: dict[Key, set[int]] = defaultdict(set)
    for key in keys:
        cluster = naming.mentions[naming.groups[key][0]].cluster
        size = min(len(key), _LONGEST)
        for length in range(2, size + (len(key) > _LONGEST)):
            for begin in range(size - length + 1):
                longer[key[begin : begin + length]].add(cluster)
    for key in keys:
        own = naming.clusters[naming.mentions[naming.groups[key][0]].cluster]
        others = longer.get(key, set()) - {own.number}
        if len(others) != 1 or not own.mentions:
            continue
        target = naming.clusters[next(iter(others))]
        if target.country and own.country and target.country != own.country:
            continue
        moved, own.mentions = own.mentions, []
        naming.add(target, moved)
