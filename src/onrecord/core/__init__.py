"""The nouns: what a reading is made of. Imports nothing from the rooms."""

from onrecord.core.analysis import Analysis, EntityMention, EventMention, Predicate, Sentence, Token
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
    Statement,
    Time,
)
from onrecord.core.reading import Reading
from onrecord.core.span import Span

__all__ = [
    "Actor", "ActorMention", "Analysis", "Attribution", "Document", "Dropped", "EntityMention", "Event",
    "EventMention", "Figure", "Flag", "Place", "Predicate", "Reading", "Relation", "Role", "Sentence", "Span",
    "Statement", "Time", "Token",
]  # fmt: skip
