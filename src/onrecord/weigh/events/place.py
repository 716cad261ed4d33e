"""The events of a new report take their place in the ledger: each joins a known event or founds one.

Only reports that share telling words with the new one are looked at, the latest of them, so that the hundred thousandth
costs what the thousandth did. Nothing known is moved: what people have joined or parted stands, and what is like an
event of theirs joins that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection

from onrecord.ledger import stories as kept
from onrecord.ledger.founding import Joined
from onrecord.ledger.stories import Told
from onrecord.weigh.events.account import Account, packed, unpacked
from onrecord.weigh.events.compare import Weighed, weighed
from onrecord.weigh.events.incidents import incidents
from onrecord.weigh.events.join import Group, Known
from onrecord.weigh.events.outline import Outline, family, outline
from onrecord.weigh.events.scorer import shipped
from onrecord.weigh.events.stories import MOST_LOOKED_AT, keys_of, near_stories, own_bag, own_keys
from onrecord.weigh.events.weights import Weights


def joins(connection: Connection, number: int, account: Account) -> list[Joined]:
    """Which tellings of document ``number`` are one event, and which known event that is; asked before it is kept."""
    if not account.tellings:
        return []
    parameters = shipped()
    weights = Weights(parameters.background)
    passing = [own_bag((account.tellings[local] for local in each), weights) for each in account.incidents]
    keys = keys_of(account.bag)
    asked = {key: round(1000 * weights.weight(key)) for key in (*keys, *own_keys(passing, keys))}
    found = kept.sharing(connection, number, asked, most=MOST_LOOKED_AT)
    near = near_stories(account.bag, kept.bags(connection, found).items(), passing=passing)
    kinds = sorted({family(one) for one in account.tellings.values()})
    told = kept.told_in(connection, sorted(near), kinds)
    known = [_known(one) for one in told]
    locals_ = list(account.tellings)
    new = [weighed(replace(account.tellings[local], document=number), weights) for local in locals_]
    sets = [[locals_.index(local) for local in each] for each in account.incidents]
    groups = incidents(new, sets, known, near=near, trees=parameters.trees)
    by_telling = {(one.document, one.local): one for one in told}
    return [_joined(group, locals_, by_telling) for group in groups]


def keep(connection: Connection, number: int, account: Account) -> None:
    """Keep what document ``number`` tells of for the reports that come after it; what was kept of it before goes."""
    kept.forget(connection, number)
    kept.keep_story(connection, number, account.bag, keys_of(account.bag))
    traits = {local: (family(one), packed(one)) for local, one in account.tellings.items()}
    kept.keep_tellings(connection, number, traits)


def _known(one: Told) -> Known:
    telling, shape = _ready(one.traits, one.document)
    return Known(telling, one.event, shape, one.copied)


@lru_cache(maxsize=2_500)
def _ready(traits: bytes, document: int) -> tuple[Weighed, Outline]:
    """A known telling ready to be compared; reports of one story follow each other and meet the same ones."""
    telling = unpacked(traits, document=document)
    return weighed(telling, Weights(shipped().background)), outline(telling)


def _joined(group: Group, locals_: Sequence[str], told: dict[tuple[int, str], Told]) -> Joined:
    members = tuple(locals_[member] for member in group.members)
    if group.event is None:
        return Joined(members, None, None, group.because)
    base = group.event
    if group.with_ is not None and group.with_.traits.local is not None:
        base = told[group.with_.traits.document, group.with_.traits.local].base
    return Joined(members, base, group.event, group.because)
