"""Which tellings in different reports are of one event: each new report joins known events or founds its own."""

from __future__ import annotations

from onrecord.weigh.events.account import Account, account_of, packed, unpacked
from onrecord.weigh.events.compare import Stories, Weighed, weighed
from onrecord.weigh.events.join import Group, Known, join
from onrecord.weigh.events.memory import Memory
from onrecord.weigh.events.place import joins, keep
from onrecord.weigh.events.scorer import Parameters, shipped
from onrecord.weigh.events.stories import keys_of, near_stories, shortlist
from onrecord.weigh.events.traits import Page, Story, Traits, story_of, traits_at, traits_of
from onrecord.weigh.events.veto import veto
from onrecord.weigh.events.weights import Weights

__all__ = [
    "Account",
    "Group",
    "Known",
    "Memory",
    "Page",
    "Parameters",
    "Stories",
    "Story",
    "Traits",
    "Weighed",
    "Weights",
    "account_of",
    "join",
    "joins",
    "keep",
    "keys_of",
    "near_stories",
    "packed",
    "shipped",
    "shortlist",
    "story_of",
    "traits_at",
    "traits_of",
    "unpacked",
    "veto",
    "weighed",
]
