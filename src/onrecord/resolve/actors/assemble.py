"""From clusters to actors: which are worth an entry, what they are called, and who employs whom."""

from __future__ import annotations

from collections import Counter

from onrecord.core import Actor, Role
from onrecord.core.mentions import ActorKind, ActorMention
from onrecord.resolve.actors.kinds import kind_of
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.scene import Scene

_CROWNED = {"king", "queen", "prince", "princess", "pope", "sheikh", "emir", "sultan", "lady", "lord"}


def assemble(scene: Scene, mentions: list[Mention], clusters: list[Cluster]) -> list[Actor]:
    """Actors in order of first mention, ids "act1"…; roles point at the actor that is their body."""
    kept = [cluster for cluster in clusters if cluster.mentions and _worth(scene, mentions, cluster)]
    kept.sort(key=lambda cluster: min(mentions[item].span for item in cluster.mentions))
    home = home_country(scene)
    ids = {cluster.number: f"act{number}" for number, cluster in enumerate(kept, start=1)}
    return [
        Actor(
            id=ids[cluster.number],
            name=_name(scene, mentions, cluster),
            kind=_kind(scene.lex, cluster),
            roles=tuple(
                Role(
                    title=role.title,
                    organization=ids.get(mentions[role.owner].cluster) if role.owner is not None else None,
                    former=role.former,
                    span=role.span,
                )
                for role in cluster.roles
            ),
            country=_country(scene, mentions, cluster) or _at_home(scene.lex, cluster, home),
            wikidata=None,
            mentions=tuple(
                ActorMention(mentions[item].span, mentions[item].form)
                for item in sorted(cluster.mentions, key=lambda item: mentions[item].span)
            ),
        )
        for cluster in kept
    ]


def _worth(scene: Scene, mentions: list[Mention], cluster: Cluster) -> bool:
    """A name (of a place only if it acts), or a definite description that does something."""
    items = [mentions[item] for item in cluster.mentions]
    if cluster.acting:
        return True
    if cluster.place:
        return cluster.kind == "country" and any(_acts_as_state(scene, item) for item in items)
    if cluster.named:
        return True
    known = [item for item in items if item.form == "nominal"]
    if not known or not any(item.acts for item in items):
        return False
    if any(item.speaks for item in items):
        return True
    definite = any((item.definite == "the" and not _vague(item)) or (item.country and item.plural) for item in known)
    return definite and len(items) > 1


def _vague(item: Mention) -> bool:
    return item.kind == "other"


def _acts_as_state(scene: Scene, item: Mention) -> bool:
    """ "Russia denied", "with Latvia", "Washington's decision" — but not "in Russia"."""
    place = scene.places.get(item.head)
    if place is not None and not place.literal:
        return True
    if place is not None and place.feature != "country":
        return False
    if item.form != "name":
        return item.acts
    at = item.first - 1
    if scene.word(at) == "the":
        at -= 1
    return item.acts and scene.word(at) not in scene.lex.locative


def _kind(lex: Lexicons, cluster: Cluster) -> ActorKind:
    kind = kind_of(lex, cluster)
    return "group" if kind == "other" and cluster.plural else kind


def _name(scene: Scene, mentions: list[Mention], cluster: Cluster) -> str:
    """The fullest name, in its first spelling; without a name, the fullest description without its article."""
    text = scene.analysis.text
    items = [mentions[item] for item in sorted(cluster.mentions)]
    names = [item for item in items if item.form == "name"]
    if names:
        pool = [item for item in names if item.kind != "place" or not cluster.place] or names
        best = max(pool, key=lambda item: _fullness(text, item, place=cluster.place))
        title = best.title
        if title is not None and len(best.words) == 1 and scene.words[title[1]] in _CROWNED:
            return " ".join(text[scene.tokens[title[1]].span.start : best.span.end].split())
        return " ".join(best.span.of(text).split())
    best = max(
        (item for item in items if item.form == "nominal"), key=lambda item: (item.last - item.first, -item.first)
    )
    words = best.span.of(text).split()
    while len(words) > 1 and words[0].lower() in {"the", "a", "an", "this", "that", "these", "those"}:
        words = words[1:]
    return " ".join(words)


# Share of all mentions of countries from which a text is taken to be about one country, and the fewest mentions.
HOME_SHARE, HOME_LEAST = 0.5, 2
_OF_STATES: set[ActorKind] = {"government", "military", "party", "armed_group"}


def home_country(scene: Scene) -> str | None:
    """The one country that a text is about, so that its "interior ministry" has a country without being told."""
    counts: Counter[str] = Counter(scene.demonyms.values())
    counts.update(
        place.country for place in {place.id: place for place in scene.places.values()}.values() if place.country
    )
    if not counts:
        return None
    code, most = counts.most_common(1)[0]
    return code if most >= HOME_LEAST and most >= HOME_SHARE * sum(counts.values()) else None


def _at_home(lex: Lexicons, cluster: Cluster, home: str | None) -> str | None:
    """Bodies of a state, not those above states (the UN, NATO), belong to the country that the text is about."""
    if _kind(lex, cluster) not in _OF_STATES or cluster.place:
        return None
    listed = any(key in lex.names or key[0] in lex.above_states for key in cluster.keys)
    return None if listed else home


def _fullness(text: str, item: Mention, *, place: bool) -> tuple[bool, int, int]:
    """Longer names first, headlines in capitals last; of a state's names "United States" before "U.S."."""
    words = item.span.of(text)
    shouted = words.isupper() and len(words) > 6
    return not shouted, len(words) if place else len(item.words), -item.first


def _country(scene: Scene, mentions: list[Mention], cluster: Cluster) -> str | None:
    """ISO 3166-1 alpha-2 from a demonym in the name or description, a listed outlet, or the body's own place name."""
    if cluster.country:
        return cluster.country
    lex = scene.lex
    for key in cluster.keys:
        if lex.outlets.get(key) or lex.institutions.get(key):
            return lex.outlets.get(key) or lex.institutions[key]
        for word in key if not cluster.is_person else ():
            if word in lex.demonyms:
                return lex.demonyms[word]
    if cluster.is_person:
        return next((role.country for role in cluster.roles if role.country), None)
    for item in cluster.mentions:
        mention = mentions[item]
        if mention.form == "name":
            for index in range(mention.first, mention.last + 1):
                place = scene.places.get(index)
                if place is not None and place.country:
                    return place.country
    return None
