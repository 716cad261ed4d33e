"""States and the capitals that stand for them: "U.S.", "the United States" and a speaking "Washington" are one."""

from __future__ import annotations

from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.naming import Key, Naming
from onrecord.resolve.actors.scene import Scene

# Folded spellings that demonym and gazetteer tables do not hold.
SHORT = {"us": "US", "uk": "GB", "uae": "AE", "usa": "US", "drc": "CD"}


def cluster_states(naming: Naming) -> None:
    """Country names by their country; mentions of a city one by one, as some mean the place and some the government."""
    of_country: dict[str, Cluster] = {}
    cities: list[tuple[str | None, int]] = []
    scene, capitals = naming.scene, naming.scene.lex.capitals
    for key in naming.keys("state"):
        for item in naming.groups[key]:
            place = scene.places.get(naming.mentions[item].head)
            code = place.country if place is not None else SHORT.get(key[0]) or capitals.get(key)
            if code is None or key in capitals or (place is not None and place.feature != "country"):
                cities.append((code, item))
                continue
            cluster = of_country.get(code) or naming.new()
            of_country[code] = cluster
            cluster.kind, cluster.country, cluster.place = "country", code, True
            naming.add(cluster, [item])
    _cities(naming, cities, of_country)


def _cities(naming: Naming, cities: list[tuple[str | None, int]], of_country: dict[str, Cluster]) -> None:
    seats: dict[str, Cluster] = {}
    quiet: dict[Key, Cluster] = {}
    for code, item in cities:
        mention = naming.mentions[item]
        if code is not None and _stands_for_state(naming.scene, mention):
            cluster = of_country.get(code) or seats.get(code) or naming.new()
            cluster.acting = True
            if code not in of_country:
                seats[code] = cluster
                cluster.kind, cluster.country, cluster.place = "government", code, True
        else:
            cluster = quiet.get(mention.words) or naming.new()
            quiet[mention.words] = cluster
            cluster.place, cluster.country = True, code
        naming.add(cluster, [item])


def _stands_for_state(scene: Scene, mention: Mention) -> bool:
    """By the gazetteer's word, or a capital that speaks, acts or is spoken to and stands after no "in" or "near"."""
    place = scene.places.get(mention.head)
    if place is not None and not place.literal:
        return True
    if mention.words not in scene.lex.capitals:
        return False
    taken_for_actor = place is None or mention.kind in {"organization", "person"}
    return mention.speaks or (
        taken_for_actor and mention.acts and scene.word(mention.first - 1) not in scene.lex.locative
    )
