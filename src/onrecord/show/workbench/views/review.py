"""The review queue: one thing after the other, with the keyboard alone if wanted, the evidence always in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.written import as_written
from onrecord.core.mentions import Certainty, Polarity, SpeakerKind
from onrecord.core.span import Span
from onrecord.lang import lexicon
from onrecord.ledger.judgements import author_of
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At, Bench, Reviewer
from onrecord.show.workbench.listing import download
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.queue import KINDS, Kind, Waiting, left, order, these, waiting
from onrecord.show.workbench.ruled import seen

PAGE = Page(name="review", title="Review", path="/review", order=90)
router = APIRouter()

MOST = 20
FIELDS = {"certainty": get_args(Certainty), "polarity": get_args(Polarity), "speaker_kind": get_args(SpeakerKind)}
"""What can be chosen where the reading of a claim is corrected; who speaks is written."""
MEASURES = tuple(sorted(name for name in lexicon("measures") if name != "lists"))
"""What a figure can measure."""
NOUNS = {"claims": ("claim", "claims"), "figures": ("figure", "figures"), "flags": ("flag", "flags"),
         "all": ("thing", "things")}  # fmt: skip
_AT_ONCE = 200
_MOST_ROWS = 1_000_000_000

KindAsked = Annotated[Kind, Query(description="What waits: claims, figures, flags, or all of them in one order")]
Skip = Annotated[int, Query(ge=0, le=1_000_000, description="How many to pass over")]
Fix = Annotated[str, Query(max_length=60, description="What is to be corrected or commented: C9, D41/fig3, F9")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One row of the queue as a file: what it is, what the record has of it, and the words it stands on."""

    id: str
    kind: str
    weight: float
    document: str | None
    span: Span | None
    words: str
    speaker: str | None
    certainty: str | None
    confidence: float | None
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    counted: str | None
    measure: str | None
    because: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, in the order of the columns."""
        written: dict[str, Any] = as_written(self)
        return written


@router.get("/review", response_class=HTMLResponse)
def review(
    request: Request, bench: At, asked: Filter, author: Reviewer, kind: KindAsked = "claims", skip: Skip = 0,
    fix: Fix = "",
) -> HTMLResponse:  # fmt: skip
    """What waits, what matters most first. Of rulings only one's own are told: a queue is not to lead anybody."""
    with bench.ledger.desk.reading() as connection:
        queue = waiting(bench, connection, kind, asked, most=MOST, skip=skip)
        number, more = left(bench, connection, kind, asked)
        asked_of = {one.id: seen(connection, one.id) for one in queue}
    mine = bench.ledger.judgements(author=author_of(author, bench.ledger.desk.settings))
    standing = [one for one in mine if one.act != "undo" and one.undone_by is None]
    own = {"kind": kind if kind != KINDS[0] else None, "skip": skip or None}
    return shown(
        request, PAGE, asked, own=own, queue=queue, left=number, more=more, seen=asked_of, skip=skip, most=MOST,
        last=standing[-1] if standing else None, done=len(standing), fix=fix if fix in asked_of else "",
        fields=FIELDS, measures=MEASURES, kind=kind, kinds=KINDS, noun=NOUNS[kind], blind=False,
    )  # fmt: skip


@router.get("/review.{form}")
def review_kept(
    bench: At, asked: Filter, form: Literal["csv", "json"], kind: KindAsked = "claims"
) -> StreamingResponse:
    """Everything that waits, in the same order, as a file."""
    return download(_every(bench, kind, asked), Waits, form, "review")


def _every(bench: Bench, kind: Kind, asked: Asked) -> Iterator[Waits]:
    with bench.ledger.desk.reading() as connection:
        names = order(bench, connection, kind, asked, most=_MOST_ROWS, every=True)
        for start in range(0, len(names), _AT_ONCE):
            yield from map(_row, these(bench, connection, names[start : start + _AT_ONCE]))


def _row(one: Waiting) -> Waits:
    quote = one.quotes[0] if one.quotes else None
    read, number = one.read, one.number
    return Waits(
        id=one.id,
        kind=one.kind,
        weight=round(one.weight, 3),
        document=quote.document if quote else None,
        span=quote.span if quote else None,
        words=quote.text if quote else "",
        speaker=read.speaker or read.kind if read else None,
        certainty=("denied" if read.denied else read.certainty) if read else None,
        confidence=read.confidence if read else None,
        low=number.low if number else None,
        best=number.best if number else None,
        high=number.high if number else None,
        unit=number.unit if number else None,
        counted=number.counted if number else None,
        measure=number.measure if number else None,
        because=one.alarm.because if one.alarm else None,
    )
