"""How many reports came out on each day: what the slider of the filter runs over."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.show.workbench.bench import At
from onrecord.show.workbench.counting import reports_a_day

router = APIRouter()


@router.get("/days.json")
def days(bench: At) -> dict[str, int]:
    """Day → reports known from that day on."""
    with bench.ledger.desk.reading() as connection:
        return reports_a_day(connection)
