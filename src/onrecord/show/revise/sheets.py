"""What a person may edit in each table of an export, and why the rest of it cannot be edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OWN = "a report's own facts never change"
_ALL = "is put together from all reports"
SPAN = ("span_start", "span_end", "text")
_WORDS = dict.fromkeys(SPAN, "span")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: the column that names its rows, and what becomes of an edit in each of the others.

    ``fields`` are the columns that can be corrected, with the field of the judgement ("text" → "span"); ``judged`` is
    true where accepted and rejected can be given; ``moving`` are the columns that new reports and judgements elsewhere
    change without anybody's edit; ``instead`` says of the others what to do, ``otherwise`` is said of all the rest.
    """

    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    judged: bool = True
    moving: frozenset[str] | None = None  # None: every column
    instead: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = OWN

    def moves(self, column: str) -> bool:
        """True of a column that may differ without an edit, once the ledger has grown."""
        return self.moving is None or column in self.moving or column.startswith("origin") or column == "outlets"

    def why_not(self, column: str) -> str:
        """Why an edit of this column comes to nothing, and what to do instead."""
        return self.instead.get(column, self.otherwise)


SHEETS: dict[str, Sheet] = {
    "claims": Sheet(
        key="id",
        fields={**{name: name for name in ("speaker", "speaker_kind", "form", "certainty", "polarity", "source")},
                "speaker_name": "speaker", **_WORDS},
        moving=frozenset({"speaker", "event", "figures", "copy_of", "events", "statements"}),
        instead={
            "chain": "who quotes whom cannot be corrected by itself; correct speaker_name or speaker",
            "cue": "it cannot be corrected; point with source, span_start and span_end",
            "content": "it cannot be corrected; point with span_start and span_end",
            "confidence": "it is the reader's own, of its reading",
            "parent": "it cannot be corrected; reject the claim, or write a comment",
            "event": f"it {_ALL}", "events": f"it {_ALL}", "figures": f"it {_ALL}", "statements": f"it {_ALL}",
            "copy_of": "say it of the report, in documents.csv",
        },
    ),
    "statements": Sheet(
        key="address",
        fields={**{name: name for name in ("comparator", "low", "best", "high", "approximate", "unit", "measure",
                                           "counted", "place", "edtf")}, **_WORDS},
        moving=frozenset({"group", "event", "copy_of", "measure", "counted"}),
        instead={
            "certainty": "correct the claim in which it stands, in claims.csv",
            "polarity": "correct the claim in which it stands, in claims.csv",
            "origin": "correct the speaker of its claim, in claims.csv",
            "group": "it follows from event, measure, counted and unit", "event": "correct that in tellings.csv",
            "copy_of": "say it of the report, in documents.csv",
        },
    ),
    "tellings": Sheet(
        key="address",
        fields={**{name: name for name in ("type", "mode", "realis", "effect", "place", "edtf", "event")},
                "span_start": "span", "span_end": "span"},
        moving=frozenset({"event", "actors", "recipients"}),
        instead={
            "time": "it stands as written; correct edtf",
            **dict.fromkeys(("quote", "sentence_start", "sentence_end"), "it follows span_start and span_end"),
            **dict.fromkeys(("actors", "recipients", "claim"),
                            "it cannot be corrected; reject the telling, or write a comment"),
        },
    ),
    "events": Sheet(key="id", otherwise=f"it {_ALL}; correct what a report says of it, in tellings.csv"),
    "figures": Sheet(key="id", judged=False, otherwise=f"it {_ALL}; correct the figures in statements.csv"),
    "actors": Sheet(
        key="id",
        fields={name: name for name in ("name", "kind", "country", "wikidata")},
        otherwise=f"it {_ALL}",
    ),
    "flags": Sheet(key="id", otherwise="a flag is accepted or rejected; correct what it stands on"),
    "documents": Sheet(
        key="id",
        fields={"copy_of": "copy", "copy_kind": "copy"},
        judged=False,
        moving=frozenset({"copy_of", "copy_kind", "changed", "carries", "superseded_by", "retracted_by", "judgement"}),
    ),
    "sources": Sheet(key="name", judged=False, otherwise=f"it {_ALL}"),
    "due": Sheet(key="id", judged=False, otherwise=f"it {_ALL}"),
}  # fmt: skip
"""Every table of the CSV export."""

VERDICTS = {"accepted": "accept", "accept": "accept", "rejected": "reject", "reject": "reject"}
"""What can be written in the column ``judgement``."""
EXTRA = frozenset({"comment", "judgement"})
"""Columns that a person may add."""
