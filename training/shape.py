"""The one annotated shape every corpus is turned into before anything is learnt from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.core import Analysis, Span
from onrecord.core.plover import MODES

# Label sets of the heads. BIO labels are built as O, B-x, I-x … in this order; the order is frozen into the weights.
ATTRIBUTION = ("source", "cue", "content")
LINKED = ("source", "content")
RE3D = ("Organisation", "Location", "Person", "Nationality", "Temporal", "Quantity", "Weapon", "MilitaryPlatform",
        "Vehicle", "DocumentReference", "Money")  # fmt: skip
CROSSNER = (
    "politician",
    "person",
    "politicalparty",
    "organisation",
    "location",
    "country",
    "election",
    "event",
    "misc",
)
GUM_TYPES = ("person", "place", "organization", "object", "event", "time", "abstract", "substance", "animal", "plant")
NAMED = ("person", "place", "organization", "event", "object", "abstract")
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X")  # fmt: skip
DEPREL = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj",
    "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det", "det:predet", "discourse",
    "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss",
    "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked",
    "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip

# Event heads: a trigger's mode is read among those of its type, "" where the text gives none.
EVENT_MODES = ("", *dict.fromkeys(mode for modes in MODES.values() for mode in modes))
REALIS = ("actual", "future", "hypothetical", "negated")
SIDES = ("actor", "recipient")


def bio(names: tuple[str, ...]) -> tuple[str, ...]:
    """("O", "B-source", "I-source", …) for a tuple of span types."""
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """One gold attribution; each part a tuple of spans, ``source`` empty where the text names none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One gold event: its trigger word, PLOVER type and mode, the stretches that name its sides.

    ``inner`` says that the sentence only names it inside another event ("demanded the *withdrawal*").
    """

    trigger: Span
    type: str
    mode: str | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    realis: str
    inner: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated text. A layer that is None was not annotated, an empty one was and holds nothing.

    ``spans`` maps a span layer ("re3d", "crossner", "names") to (span, type) pairs; ``mentions`` gives the GUM entity
    type of head tokens; ``factuality`` the −3…3 score of predicate tokens; ``modal`` (certain, positive, future) flags.
    ``trees`` says that the tokens of ``analysis`` carry gold syntax; ``story`` is the one PLOVER type that a whole
    story is known to be about, no word being marked; ``eventless`` are words that tell of no event wherever they stand
    (the others of the text may or may not).
    """

    name: str
    corpus: str
    analysis: Analysis
    attributions: tuple[Quoted, ...] | None = None
    spans: dict[str, tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    mentions: dict[int, str] | None = None
    factuality: dict[int, float] | None = None
    modal: dict[int, tuple[int, int, int]] | None = None
    events: tuple[Happening, ...] | None = None
    story: str | None = None
    eventless: frozenset[str] | None = None
    trees: bool = False
