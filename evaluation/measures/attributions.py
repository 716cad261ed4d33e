"""Attributions: whole F1; on those found, certainty, polarity, form, nesting, speaker."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.gold.nouns import GoldAttribution, GoldText
from evaluation.measures.actors import actor_of
from evaluation.measures.match import Tally, any_overlap, jaccard, pair, plain, tokens
from onrecord.core import Actor, Attribution

CONTENT_SHARED = 0.5  # token-Jaccard of the contents at which two attributions are the same


def score_attributions(
    gold: GoldText, predicted: Sequence[Attribution], tally: Tally, *, actors: Sequence[Actor] = ()
) -> None:
    """Compare the attributions of one text; ``actors`` are the predicted ones that ``speaker`` points to."""
    pairs = paired(gold, predicted)
    asked = [(one, other) for one, other in pairs if not one.optional]
    free = sum(one.optional for one, _ in pairs)
    wanted = sum(not one.optional for one in gold.attributions)
    tally.found("attributions: whole", right=len(asked), gold=wanted, predicted=len(predicted) - free)
    partner = {one.key: other for one, other in pairs}
    for one, other in asked:
        tally.asked("attributions: certainty", other.certainty in one.certainties)
        tally.asked("attributions: polarity", one.polarity == other.polarity)
        tally.asked("attributions: form", one.form == other.form)
        tally.asked("attributions: speaker kind", other.speaker_kind in one.speaker_kinds)
        if one.parent is None or one.parent in partner:
            tally.asked("attributions: parent", _parent_id(one, partner) == other.parent)
        _score_speaker(gold, one, other, actors, tally)
    for one in gold.attributions:
        if one.parent is not None and not one.optional:
            found = partner.get(one.key)
            right = found is not None and found.parent is not None and _parent_id(one, partner) == found.parent
            tally.asked("attributions: nested found", right)


def _parent_id(gold: GoldAttribution, partner: dict[str, Attribution]) -> str | None:
    if gold.parent is None or gold.parent not in partner:
        return None
    return partner[gold.parent].id


def paired(gold: GoldText, predicted: Sequence[Attribution]) -> list[tuple[GoldAttribution, Attribution]]:
    """One-to-one pairs where the cues overlap, the contents share half, and the sources overlap if the gold has one."""
    text = gold.document.text

    def likeness(one: GoldAttribution, other: Attribution) -> float:
        if one.cue and not any_overlap(one.cue, other.cue):
            return 0.0
        if one.source and not any_overlap(one.source, other.source):
            return 0.0
        shared = jaccard(tokens(text, one.content), tokens(text, other.content))
        return shared if shared >= CONTENT_SHARED else 0.0

    return pair(gold.attributions, predicted, likeness)


def _score_speaker(
    gold: GoldText, one: GoldAttribution, other: Attribution, actors: Sequence[Actor], tally: Tally
) -> None:
    """Named speakers: the predicted actor must be the gold one. Unnamed ones: no actor may be made up for them."""
    if not one.speakers:
        if one.speaker_kinds == ("unnamed",):
            tally.asked("attributions: unnamed speaker", other.speaker_kind == "unnamed")
        return
    actor = next((actor for actor in actors if actor.id == other.speaker), None)
    tally.asked("attributions: speaker", actor is not None and speaker_right(gold, one, actor))


def speaker_right(gold: GoldText, one: GoldAttribution, actor: Actor) -> bool:
    """True where the predicted actor is the gold speaker: by its mentions, or by its name where none are annotated."""
    meant = actor_of(gold, actor)
    if meant is not None:
        return meant.name in one.speakers
    given = plain(actor.name).split()
    return any(given and (set(given) <= set(name) or set(name) <= set(given)) for name in _names(one))


def _names(one: GoldAttribution) -> list[list[str]]:
    return [plain(name).split() for name in one.speakers]
