"""Which names are one actor: "Ilmar Voss" and "Voss", "Defense Ministry" and "Ministry of Defence", "OSCE"."""

from __future__ import annotations

from collections import Counter, defaultdict

from onrecord.resolve.actors.acronyms import expansions
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.scene import Scene

_SMALL = {"of", "for", "and", "the", "on", "in", "to", "&", "s", "de", "la"}
_STATE = {"us": "US", "uk": "GB", "uae": "AE", "usa": "US", "drc": "CD"}


def cluster_names(scene: Scene, mentions: list[Mention]) -> list[Cluster]:
    """Give every name mention its ``cluster``; clusters come in order of first mention."""
    groups = _by_key(mentions)
    families = {key[-1] for key, items in groups.items() if len(key) > 1 and mentions[items[0]].kind == "person"}
    families -= {key[-1] for key in scene.lex.capitals}
    kinds = {key: _sort_of(scene, key, [mentions[i] for i in items], families) for key, items in groups.items()}
    for key, kind in kinds.items():
        if kind == "body" and 1 < len(key) < 4 and kinds.get(key[-1:]) == "person" and key[-1] not in scene.lex.heads:
            kinds[key] = "person"
    clusters: list[Cluster] = []
    _states(scene, mentions, groups, kinds, clusters)
    _bodies(scene, mentions, groups, kinds, clusters)
    _people(scene, mentions, groups, kinds, clusters)
    return clusters


def _by_key(mentions: list[Mention]) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, mention in enumerate(mentions):
        groups.setdefault(mention.words, []).append(number)
    return groups


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


def _new(clusters: list[Cluster]) -> Cluster:
    clusters.append(Cluster(len(clusters), named=True))
    return clusters[-1]


def _add(cluster: Cluster, mentions: list[Mention], items: list[int]) -> None:
    for number in items:
        mention = mentions[number]
        mention.cluster = cluster.number
        cluster.mentions.append(number)
        cluster.keys[mention.words] += 1
        cluster.kinds[mention.kind] += 1
        if mention.hint is not None:
            cluster.hints[mention.hint] += 1
        cluster.gender = cluster.gender or mention.gender
        cluster.country = cluster.country or mention.country


# States ------------------------------------------------------------------------------------------------------------


def _states(scene: Scene, mentions: list[Mention], groups: dict[tuple[str, ...], list[int]],
            kinds: dict[tuple[str, ...], str], clusters: list[Cluster]) -> None:  # fmt: skip
    """Country names by their country, so that "U.S.", "the United States" and a speaking "Washington" are one."""
    of_country: dict[str, Cluster] = {}
    seats: dict[str, Cluster] = {}
    cities: list[tuple[str | None, int]] = []
    for key, items in groups.items():
        if kinds[key] != "state":
            continue
        for item in items:
            place = scene.places.get(mentions[item].head)
            code = place.country if place is not None else _STATE.get(key[0]) or scene.lex.capitals.get(key)
            if code is None or key in scene.lex.capitals or (place is not None and place.feature != "country"):
                cities.append((code, item))
                continue
            cluster = of_country.get(code) or _new(clusters)
            of_country[code] = cluster
            cluster.kind, cluster.country, cluster.place = "country", code, True
            _add(cluster, mentions, [item])
    quiet: dict[tuple[str, ...], Cluster] = {}
    for code, item in cities:
        mention = mentions[item]
        if code is not None and _stands_for_state(scene, mention):
            cluster = of_country.get(code) or seats.get(code) or _new(clusters)
            cluster.acting = True
            if code not in of_country:
                seats[code] = cluster
                cluster.kind, cluster.country, cluster.place = "government", code, True
        else:
            cluster = quiet.get(mention.words) or _new(clusters)
            quiet[mention.words] = cluster
            cluster.place, cluster.country = True, code
        _add(cluster, mentions, [item])


def _stands_for_state(scene: Scene, mention: Mention) -> bool:
    """By the gazetteer's word, or a capital that speaks, acts or is spoken to and stands after no "in" or "near"."""
    place = scene.places.get(mention.head)
    if place is not None and not place.literal:
        return True
    if mention.words not in scene.lex.capitals:
        return False
    taken_for_actor = place is None or mention.kind in {"organization", "person"}
    return mention.speaks or (taken_for_actor and mention.acts and scene.word(mention.first - 1) not in scene.lex.locative)


# Bodies ------------------------------------------------------------------------------------------------------------


def _bodies(scene: Scene, mentions: list[Mention], groups: dict[tuple[str, ...], list[int]],
            kinds: dict[tuple[str, ...], str], clusters: list[Cluster]) -> None:  # fmt: skip
    keys = [key for key in groups if kinds[key] == "body"]
    by_canon: dict[frozenset[str], list[Cluster]] = defaultdict(list)
    by_acronym: dict[str, Cluster] = {}
    stated = expansions(scene, mentions)
    short: list[tuple[str, ...]] = []
    for key in sorted(keys, key=lambda one: (-len(one), groups[one][0])):
        canon, country = canonical(scene.lex, key)
        if len(key) == 1 and (key[0] in stated or key[0] in by_acronym or not by_canon.get(canon)):
            short.append(key)
            continue
        cluster = _same_body(by_canon[canon], country or _country_before(mentions, groups[key]))
        if cluster is None:
            cluster = _new(clusters)
            by_canon[canon].append(cluster)
        cluster.country = cluster.country or country
        _add(cluster, mentions, groups[key])
        letters = _initials(key)
        if len(letters) >= 2:
            by_acronym.setdefault(letters, cluster)
    by_full = {key: clusters[mentions[groups[key][0]].cluster] for key in keys if mentions[groups[key][0]].cluster >= 0}
    for key in short:
        owner = by_full.get(stated.get(key[0], ())) or _by_letters(scene, mentions[groups[key][0]], by_acronym)
        owner = owner or _by_part(scene.lex, key[0], by_full)
        cluster = owner or _new(clusters)
        _add(cluster, mentions, groups[key])
        by_full[key] = cluster
    _part_names(keys, mentions, groups, clusters)


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
        code = lex.demonyms.get(word) or _STATE.get(word)
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


def _by_part(lex: Lexicons, word: str, by_full: dict[tuple[str, ...], Cluster]) -> Cluster | None:
    """ "the Times", "the Shield" for the one body whose longer name holds the word; inside or in front it must be rare."""
    rare = word not in lex.demonyms and word not in lex.modifiers and word not in lex.heads
    owners = {
        cluster.number: cluster
        for key, cluster in by_full.items()
        if len(key) > 1 and (key[-1] == word or (rare and word in key))
    }
    return next(iter(owners.values())) if len(owners) == 1 else None


def _part_names(keys: list[tuple[str, ...]], mentions: list[Mention],
                groups: dict[tuple[str, ...], list[int]], clusters: list[Cluster]) -> None:  # fmt: skip
    """ "Kordofan Shield" beside "Kordofan Shield Forces": a name that stands in exactly one longer name joins it."""
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for key in keys:
        cluster = mentions[groups[key][0]].cluster
        for length in range(2, min(len(key), 10)):
            for begin in range(min(len(key), 10) - length + 1):
                longer[key[begin : begin + length]].add(cluster)
    for key in keys:
        own = mentions[groups[key][0]].cluster
        others = longer.get(key, set()) - {own}
        if len(key) < 2 or len(others) != 1 or not clusters[own].mentions:
            continue
        target = clusters[next(iter(others))]
        if target.country and clusters[own].country and target.country != clusters[own].country:
            continue
        moved, clusters[own].mentions = clusters[own].mentions, []
        _add(target, mentions, moved)


# People ------------------------------------------------------------------------------------------------------------


def _people(scene: Scene, mentions: list[Mention], groups: dict[tuple[str, ...], list[int]],
            kinds: dict[tuple[str, ...], str], clusters: list[Cluster]) -> None:  # fmt: skip
    full: dict[str, list[Cluster]] = defaultdict(list)
    given: dict[str, list[Cluster]] = defaultdict(list)
    keys = [key for key in groups if kinds[key] == "person"]
    for key in sorted(keys, key=lambda one: groups[one][0]):
        bare = tuple(word for word in key if word not in scene.lex.suffixes) or key
        if len(bare) < 2:
            continue
        cluster = next((one for one in full[bare[-1]] if _same_person(one, bare)), None)
        if cluster is None:
            cluster = _new(clusters)
            cluster.kind = "person"
            full[bare[-1]].append(cluster)
            for word in bare[:-1]:
                given[word].append(cluster)
        _add(cluster, mentions, groups[key])
    for key in keys:
        bare = tuple(word for word in key if word not in scene.lex.suffixes) or key
        if len(bare) < 2 and not _is_body(scene.lex, bare[0], full, given, groups, kinds, mentions, clusters, groups[key]):
            _attach(mentions, groups[key], bare[0], full, given, clusters)


def _is_body(lex: Lexicons, word: str, full: dict[str, list[Cluster]], given: dict[str, list[Cluster]],
             groups: dict[tuple[str, ...], list[int]], kinds: dict[tuple[str, ...], str], mentions: list[Mention],
             clusters: list[Cluster], items: list[int]) -> bool:  # fmt: skip
    """ "Kestrel" taken for a person, where the only longer name with it is "Kestrel Watch": joins that body."""
    if word in full or word in given or any(mentions[item].title is not None for item in items):
        return False
    bodies = {key: clusters[mentions[group[0]].cluster] for key, group in groups.items() if kinds[key] == "body" and word in key}
    owner = _by_part(lex, word, bodies)
    if owner is None:
        return False
    _add(owner, mentions, items)
    return True


def _same_person(cluster: Cluster, key: tuple[str, ...]) -> bool:
    """Same family name (given), and first names that are equal or an initial of each other: "I. Voss", "Ilmar K. Voss"."""
    for other in cluster.keys:
        if len(other) < 2:
            continue
        one, two = key[0], other[0]
        if one == two or ((len(one) == 1 or len(two) == 1) and one[0] == two[0]):
            return True
        if set(key) <= set(other) or set(other) <= set(key):
            return True
    return False


def _attach(mentions: list[Mention], items: list[int], word: str, full: dict[str, list[Cluster]],
            given: dict[str, list[Cluster]], clusters: list[Cluster]) -> None:  # fmt: skip
    """Single names to the person of that family name (else first name) who was last spoken of."""
    alone: Cluster | None = None
    candidates = full.get(word) or given.get(word) or []
    for item in items:
        mention = mentions[item]
        fitting = [one for one in candidates if not (mention.gender and one.gender and mention.gender != one.gender)]
        if not fitting:
            if alone is None:
                alone = _new(clusters)
                alone.kind = "person"
            _add(alone, mentions, [item])
            continue
        before = [(max((m for m in one.mentions if m < item), default=-1), one) for one in fitting[:20]]
        latest = max(before, key=lambda pair: pair[0])
        _add(latest[1] if latest[0] >= 0 else fitting[0], mentions, [item])
