"""The nouns: what a reading is made of. Imports nothing from the rooms."""

from onrecord.core.analysis import Analysis, EntityMention, Predicate, Sentence, Token
from onrecord.core.document import Document
from onrecord.core.mentions import (
    Actor,
    ActorMention,
    Attribution,
    Dropped,
    Event,
    Figure,
    Flag,
    Place,
    Relation,
    Role,
    Time,
)
from onrecord.core.reading import Reading
from onrecord.core.span import Span

__all__ = [
    "Actor", "ActorMention", "Analysis", "Attribution", "Document", "Dropped", "EntityMention", "Event", "Figure",
    "Flag", "Place", "Predicate", "Reading", "Relation", "Role", "Sentence", "Span", "Time", "Token",
]  # fmt: skip
