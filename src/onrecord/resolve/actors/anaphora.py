"""Who "he", "they", "the minister" and "the paper" are: one walk through the text, remembering who is in view.

Salience in the manner of Lappin & Leass (1994): recency, subject before object, who spoke last, how often spoken of;
agreement in gender, number and animacy first. The weights were set on GUM train (evaluation/actors.py measures them).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log

from onrecord.resolve.actors.grammar import governor
from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.pronouns import case_of
from onrecord.resolve.actors.scene import Scene

# Candidates looked at for one pronoun, and how many sentences back it may reach: keeps the walk linear.
IN_VIEW = 24
REACH = {"s": 6, "n": 4, "p": 4}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign of salience counts, in units of one sentence of distance."""

    distance: float = 1.0
    subject: float = 0.6
    speaks: float = 0.4
    often: float = 0.45
    named: float = 0.35
    parallel: float = 0.75
    same_quote: float = 1.5
    quoted: float = 1.5
    possessor: float = 0.3
    body_for_they: float = 1.5
    place_for_it: float = 0.5
    unknown: float = 0.25


WEIGHTS = Weights()


@dataclass(slots=True)
class _View:
    """Clusters by latest mention, newest last, with the best place they had in each recent sentence."""

    order: list[int] = field(default_factory=list)
    latest: dict[int, Mention] = field(default_factory=dict)
    best: dict[int, Mention] = field(default_factory=dict)
    count: dict[int, int] = field(default_factory=dict)

    def see(self, mention: Mention) -> None:
        number = mention.cluster
        if number in self.latest:
            self.order.remove(number)
        self.order.append(number)
        if len(self.order) > 4 * IN_VIEW:
            gone = self.order.pop(0)
            self.latest.pop(gone, None)
            self.best.pop(gone, None)
        old = self.best.get(number)
        if old is None or old.sentence != mention.sentence or _rank(mention) >= _rank(old):
            self.best[number] = mention
        self.latest[number] = mention
        self.count[number] = self.count.get(number, 0) + 1


def _rank(mention: Mention) -> int:
    return 2 * mention.subject + mention.speaks


def resolve_anaphora(
    scene: Scene, mentions: list[Mention], clusters: list[Cluster], weights: Weights = WEIGHTS
) -> None:
    """Place every description and pronoun: into an actor in view, or into a new cluster of its own (descriptions)."""
    view = _View()
    spoken_by = _speakers_of_sentences(mentions)
    by_head: dict[str, list[int]] = {}
    known: set[int] = set()
    for mention in mentions:
        if mention.cluster < 0:
            if mention.definite == "pronoun":
                chosen = _for_pronoun(scene, mention, mentions, clusters, view, spoken_by, weights)
            else:
                chosen = _for_description(scene, mention, mentions, clusters, view, by_head)
                if chosen is None:
                    chosen = _new_cluster(clusters, mention)
            if chosen is None:
                continue
            _place(clusters[chosen], mention, mentions)
        cluster = clusters[mention.cluster]
        if cluster.number not in known or mention.form == "nominal":
            known.add(cluster.number)
            for head in cluster.heads:
                numbers = by_head.setdefault(head, [])
                if not numbers or numbers[-1] != cluster.number:
                    numbers.append(cluster.number)
        view.see(mention)


def _place(cluster: Cluster, mention: Mention, mentions: list[Mention]) -> None:
    mention.cluster = cluster.number
    cluster.mentions.append(_index(mentions, mention))
    if mention.definite == "pronoun":
        if mention.gender in {"m", "f"}:
            cluster.kind = "person"
            cluster.gender = cluster.gender or mention.gender
        return
    cluster.gender = cluster.gender or mention.gender
    cluster.country = cluster.country or mention.country
    cluster.describe(mention.words[0], mention.modifiers)


def _index(mentions: list[Mention], mention: Mention) -> int:
    """Position of a mention in the text-ordered list (each starts at its own token, or contains the next)."""
    low, high = 0, len(mentions)
    while low < high:
        middle = (low + high) // 2
        if (mentions[middle].first, -mentions[middle].last) < (mention.first, -mention.last):
            low = middle + 1
        else:
            high = middle
    while mentions[low] is not mention:
        low += 1
    return low


def _new_cluster(clusters: list[Cluster], mention: Mention) -> int:
    cluster = Cluster(len(clusters))
    if mention.kind == "person" and not mention.plural:
        cluster.kind = "person"
    cluster.plural = mention.plural
    cluster.kinds[mention.kind] += 1
    clusters.append(cluster)
    return cluster.number


def _speakers_of_sentences(mentions: list[Mention]) -> dict[int, list[int]]:
    """Sentence → clusters of names that speak in it: nobody says "he" of himself inside his own quotation."""
    found: dict[int, list[int]] = {}
    for mention in mentions:
        if mention.speaks and mention.cluster >= 0:
            found.setdefault(mention.sentence, []).append(mention.cluster)
    return found


# Pronouns ----------------------------------------------------------------------------------------------------------


def _for_pronoun(scene: Scene, pronoun: Mention, mentions: list[Mention], clusters: list[Cluster], view: _View,
                 spoken_by: dict[int, list[int]], weights: Weights) -> int | None:  # fmt: skip
    sort = "p" if pronoun.plural else "n" if pronoun.gender == "n" else "s"
    case = case_of(scene, pronoun)
    barred = set(spoken_by.get(pronoun.sentence, ())) if pronoun.quoted else set()
    if case in {"object", "subject"} and scene.trees:
        barred |= _same_clause(scene, pronoun, mentions)
    elif case == "object":
        barred |= _subject_before(pronoun, mentions)
    best: tuple[float, int] | None = None
    for number in view.order[: -IN_VIEW - 1 : -1]:
        latest = view.latest[number]
        if pronoun.sentence - latest.sentence > REACH[sort]:
            break
        cluster = clusters[number]
        if number in barred or not _agrees(pronoun, cluster, latest) or _holds(latest, pronoun):
            continue
        score = _salience(pronoun, case, cluster, latest, view, weights)
        if best is None or score > best[0]:
            best = (score, number)
    if best is not None:
        return best[1]
    return _ahead(pronoun, mentions, clusters) if case in {"possessive", "subject"} else None


def _agrees(pronoun: Mention, cluster: Cluster, latest: Mention) -> bool:
    if pronoun.gender in {"m", "f"}:
        return (cluster.is_person or _unknown(cluster)) and cluster.gender in {"", pronoun.gender}
    if pronoun.gender == "n":
        return not cluster.is_person and not cluster.plural and not latest.plural
    if cluster.is_person:
        return False
    return cluster.plural or latest.plural or not cluster.place


def _unknown(cluster: Cluster) -> bool:
    """A name of two or three words that nothing has told the kind of may be a person's."""
    return (
        cluster.kind is None
        and cluster.named
        and not cluster.place
        and 2 <= max(map(len, cluster.keys), default=0) <= 3
    )


def _holds(latest: Mention, pronoun: Mention) -> bool:
    """ "his wife" is not "he": a phrase cannot hold its own pronoun."""
    return latest.first <= pronoun.first <= latest.last


def _same_clause(scene: Scene, pronoun: Mention, mentions: list[Mention]) -> set[int]:
    """Clusters that hang on the same verb as an object pronoun: "Voss told him" is two people."""
    own = scene.tokens[pronoun.head].head
    if own < 0:
        return set()
    found: set[int] = set()
    at = _index(mentions, pronoun)
    for back in range(at - 1, max(-1, at - 8), -1):
        other = mentions[back]
        if other.sentence != pronoun.sentence:
            break
        if other.cluster >= 0 and governor(scene, other) == own:
            found.add(other.cluster)
    return found


def _subject_before(pronoun: Mention, mentions: list[Mention]) -> set[int]:
    """Without a tree: the subject that stands before an object pronoun ("The ministry denied **it**")."""
    at = _index(mentions, pronoun)
    for other in reversed(mentions[max(0, at - 6) : at]):
        if other.sentence == pronoun.sentence and other.subject and other.cluster >= 0:
            return {other.cluster}
    return set()


def _salience(pronoun: Mention, case: str, cluster: Cluster, latest: Mention, view: _View, weights: Weights) -> float:
    best = view.best[cluster.number]
    score = -weights.distance * (pronoun.sentence - latest.sentence)
    score += weights.subject * best.subject + weights.speaks * best.speaks
    score += weights.often * log(1 + view.count[cluster.number]) + weights.named * cluster.named
    score += weights.parallel * (best.subject and case == "subject")
    if pronoun.quoted:
        score += weights.same_quote * latest.quoted
    elif latest.quoted:
        score -= weights.quoted
    if latest.definite == "pronoun" and latest.words == pronoun.words:
        score += weights.possessor
    if pronoun.plural and not (cluster.plural or latest.plural):
        score -= weights.body_for_they
    if pronoun.gender in {"m", "f"} and cluster.kind is None:
        score -= weights.unknown
    if pronoun.gender == "n" and cluster.place:
        score -= weights.place_for_it
    return score


def _ahead(pronoun: Mention, mentions: list[Mention], clusters: list[Cluster]) -> int | None:
    """ "In his speech, Voss said": the first fitting name later in the same sentence, when nobody came before."""
    at = _index(mentions, pronoun)
    for later in mentions[at + 1 : at + 8]:
        if later.sentence != pronoun.sentence:
            break
        if (
            later.cluster >= 0
            and later.form == "name"
            and later.subject
            and _agrees(pronoun, clusters[later.cluster], later)
        ):
            return later.cluster
    return None


# Descriptions ------------------------------------------------------------------------------------------------------


def _for_description(scene: Scene, mention: Mention, mentions: list[Mention], clusters: list[Cluster], view: _View,
                     by_head: dict[str, list[int]]) -> int | None:  # fmt: skip
    if mention.definite == "a" or (mention.definite == "bare" and not mention.plural and mention.country is None):
        return None
    head = mention.words[0]
    owner = mentions[mention.owner].cluster if mention.owner is not None else -1
    for number in reversed(by_head.get(head, ())[-IN_VIEW:]):
        if _fits(mention, clusters[number], head) and owner != number and number in view.latest:
            if mention.definite == "bare" and not _said_the_same(mention, clusters[number]):
                continue
            return number
    if mention.definite == "bare":
        return None
    return _by_kind(scene, mention, clusters, view, head, owner)


def _said_the_same(mention: Mention, cluster: Cluster) -> bool:
    return cluster.heads.get(mention.words[0]) == mention.modifiers


def _fits(mention: Mention, cluster: Cluster, head: str) -> bool:
    """True unless the description says something else of its noun: "foreign minister", "deputy minister"."""
    if mention.country and cluster.country and mention.country != cluster.country:
        return False
    if mention.gender and cluster.gender and mention.gender != cluster.gender:
        return False
    if mention.plural != cluster.plural and cluster.is_person:
        return False
    known = cluster.heads.get(head, frozenset())
    return not mention.modifiers or not known or bool(mention.modifiers & known) or (cluster.named and not known)


def _told_apart(scene: Scene, mention: Mention, cluster: Cluster) -> bool:
    """ "the United Nations refugee agency" is not the ministry named before: its own words say which agency it is."""
    own = mention.modifiers - set(scene.lex.demonyms)
    return bool(own) and not any(word in key for word in own for key in cluster.keys)


def _by_kind(scene: Scene, mention: Mention, clusters: list[Cluster], view: _View, head: str, owner: int) -> int | None:
    """ "the group", "the paper", "the man": the actor of such a kind that was last in view."""
    fits = scene.lex.hypernyms.get(head)
    sex = scene.lex.generic.get(head)
    if (fits is None and sex is None) or mention.plural:
        return None
    for number in view.order[: -IN_VIEW - 1 : -1]:
        cluster, latest = clusters[number], view.latest[number]
        if mention.sentence - latest.sentence > 5:
            break
        if number == owner or _holds(mention, latest):
            continue
        if fits is not None and cluster.kind in fits and cluster.named:
            if mention.country and cluster.country and mention.country != cluster.country:
                continue
            if _told_apart(scene, mention, cluster):
                continue
            return number
        if (
            sex is not None
            and cluster.is_person
            and cluster.named
            and (not sex or cluster.gender in {"", sex})
            and not mention.modifiers
        ):
            return number
    return None
