"""Actors: name-match F1, B-cubed over mentions; on those found, kind, country, roles."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.gold.nouns import GoldActor, GoldText
from evaluation.measures.match import Tally, pair, plain
from onrecord.core import Actor, Span


def score_actors(gold: GoldText, predicted: Sequence[Actor], tally: Tally) -> None:
    """Compare the actors of one text. Predicted actors without any name ("residents") are neither right nor wrong."""
    given = named(predicted)
    pairs = pair(gold.actors, given, likeness)
    asked = [(one, other) for one, other in pairs if not one.optional]
    free = sum(one.optional for one, _ in pairs)
    wanted = sum(not one.optional for one in gold.actors)
    tally.found("actors: named", right=len(asked), gold=wanted, predicted=len(given) - free)
    for one, other in asked:
        tally.asked("actors: kind", other.kind in one.kinds)
        if one.country is not None:
            tally.asked("actors: country", one.country == other.country)
        _score_roles(one, other, tally)
    _score_mentions(gold, predicted, tally)


def named(predicted: Sequence[Actor]) -> list[Actor]:
    """Those that some mention names."""
    return [actor for actor in predicted if any(mention.form == "name" for mention in actor.mentions)]


def likeness(one: GoldActor, other: Actor) -> float:
    """How many mentions the two share (overlapping), and a little for the same name."""
    shared = sum(any(span.overlaps(mention.span) for mention in other.mentions) for span, _ in one.mentions)
    return shared + (0.5 if plain(one.name) == plain(other.name) else 0.0)


def actor_of(gold: GoldText, actor: Actor) -> GoldActor | None:
    """The gold actor that most of a predicted actor's mentions mean; None where none is annotated there."""
    best = max(gold.actors, key=lambda one: likeness(one, actor), default=None)
    return best if best is not None and likeness(best, actor) > 0 else None


def _score_roles(one: GoldActor, other: Actor, tally: Tally) -> None:
    """A role is found where one title holds the other's words ("minister" for "defence minister" is not enough)."""
    right = 0
    left = list(other.roles)
    for role in one.roles:
        wanted = set(plain(role.title).split())
        match = next((given for given in left if _covers(wanted, set(plain(given.title).split()))), None)
        if match is not None:
            left.remove(match)
            right += 1
            tally.asked("actors: role former", role.former == match.former)
    tally.found("actors: roles", right=right, gold=len(one.roles), predicted=len(other.roles))


def _covers(wanted: set[str], given: set[str]) -> bool:
    given -= {"former", "ex", "then", "acting"}
    wanted = wanted - {"former", "ex", "then", "acting"}
    return bool(given) and len(wanted & given) / len(wanted | given) > 0.5


def _score_mentions(gold: GoldText, predicted: Sequence[Actor], tally: Tally) -> None:
    """B-cubed over the gold mentions of asked actors; a mention nobody found stands alone."""
    mentions = [
        (span, number) for number, one in enumerate(gold.actors) for span, _ in one.mentions if not one.optional
    ]
    cluster = [_cluster(span, predicted, -1 - index) for index, (span, _) in enumerate(mentions)]
    recall = precision = 0.0
    for (_, number), mine in zip(mentions, cluster, strict=True):
        both = sum(n == number and c == mine for (_, n), c in zip(mentions, cluster, strict=True))
        recall += both / sum(n == number for _, n in mentions)
        precision += both / sum(c == mine for c in cluster)
    # B-cubed F1 per text, weighted by its mentions: kept in thousandths because tallies count in whole numbers
    if mentions:
        size = len(mentions)
        f1 = 2 * precision * recall / (precision + recall) / size if precision + recall else 0.0
        tally["actors: B-cubed mentions="] += round(1000 * f1 * size)
        tally["actors: B-cubed mentions#"] += 1000 * size


def _cluster(span: Span, predicted: Sequence[Actor], alone: int) -> int:
    best, where = 0, alone
    for number, actor in enumerate(predicted):
        for mention in actor.mentions:
            shared = span.common(mention.span)
            if shared > best:
                best, where = shared, number
    return where
