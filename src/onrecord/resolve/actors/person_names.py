"""Which names are one person: "Ilmar Voss", "I. Voss", "Mr. Voss", "Voss"."""

from __future__ import annotations

from collections import defaultdict

from onrecord.resolve.actors.mention import Cluster
from onrecord.resolve.actors.naming import Key, Naming

# People of one family name that a new name is compared with: keeps hostile lists of namesakes linear.
NAMESAKES = 20

Family = dict[str, list[Cluster]]


def cluster_people(naming: Naming) -> None:
    """Full names first, in text order; then single names to who bears them and was last spoken of."""
    full: Family = defaultdict(list)
    given: Family = defaultdict(list)
    keys = naming.keys("person")
    for key in keys:
        bare = _bare(naming, key)
        if len(bare) < 2:
            continue
        cluster = next((one for one in full[bare[-1]][-NAMESAKES:] if _same_person(one, bare)), None)
        if cluster is None:
            cluster = naming.new()
            cluster.kind = "person"
            full[bare[-1]].append(cluster)
            for word in bare[:-1]:
                given[word].append(cluster)
        naming.add(cluster, naming.groups[key])
    for key in keys:
        bare = _bare(naming, key)
        if len(bare) > 1:
            continue
        namesakes = full.get(bare[0]) or given.get(bare[0]) or []
        body = None if namesakes or _titled(naming, key) else naming.body_with(bare[0])
        if body is not None:
            naming.add(body, naming.groups[key])
        else:
            _attach(naming, naming.groups[key], namesakes[-NAMESAKES:])


def _bare(naming: Naming, key: Key) -> Key:
    return tuple(word for word in key if word not in naming.scene.lex.suffixes) or key


def _titled(naming: Naming, key: Key) -> bool:
    return any(naming.mentions[item].title is not None for item in naming.groups[key])


def _same_person(cluster: Cluster, key: Key) -> bool:
    """Of one family name: first names are equal, or one is the initial of the other ("I. Voss", "Ilmar K. Voss")."""
    for other in cluster.keys:
        if len(other) < 2:
            continue
        one, two = key[0], other[0]
        if one == two or ((len(one) == 1 or len(two) == 1) and one[0] == two[0]):
            return True
        if set(key) <= set(other) or set(other) <= set(key):
            return True
    return False


def _attach(naming: Naming, items: list[int], namesakes: list[Cluster]) -> None:
    """Each single name to the fitting namesake that was last named before it; without any, one new person."""
    events = sorted((number, one.number) for one in namesakes for number in one.mentions)
    latest: dict[int, int] = {}
    alone: Cluster | None = None
    following = 0
    for item in items:
        while following < len(events) and events[following][0] < item:
            latest[events[following][1]] = events[following][0]
            following += 1
        sex = naming.mentions[item].gender
        fitting = [one for one in namesakes if not (sex and one.gender and sex != one.gender)]
        if not fitting and alone is None:
            alone = naming.new()
            alone.kind = "person"
        chosen = max(fitting, key=lambda one: latest.get(one.number, -1)) if fitting else alone
        assert chosen is not None
        latest[chosen.number] = item
        naming.add(chosen, [item])
