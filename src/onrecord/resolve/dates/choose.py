"""Which Friday, which May, which Christmas: the tense of the clause and nearness decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.core.timex import Tense, Which
from onrecord.resolve.dates.stretch import Stretch

# A past clause may still name a day a little ahead ("said the vote on March 20"), a future one a day just gone.
PAST_MAY_LOOK_AHEAD = 30
FUTURE_MAY_LOOK_BACK = 20
# Without any cue a date lies behind unless the next one is this many times nearer.
UNCUED_NEARER = 3


def weekday(number: int, today: date, *, tense: Tense | None, which: Which | None) -> date:
    """The day meant by "Friday" (5) in an article of ``today``; the day itself counts for both directions."""
    back = (today.isoweekday() - number) % 7
    ahead = (number - today.isoweekday()) % 7
    if which in ("last", "previous"):
        return today - timedelta(days=back or 7)
    if which in ("next", "following"):
        return today + timedelta(days=ahead or 7)
    if which == "this":
        return today - timedelta(days=back) if tense == "past" else today + timedelta(days=ahead)
    return today + timedelta(days=ahead) if tense == "future" else today - timedelta(days=back)


def yearly(
    make: Callable[[int], Stretch | None], today: date, *, tense: Tense | None, which: Which | None
) -> Stretch | None:
    """The year's turn of something yearly ("May 14", "Christmas", "the summer"): ``make`` gives it for one year."""
    around = [stretch for year in range(today.year - 2, today.year + 3) if (stretch := make(year)) is not None]
    found = [stretch for stretch in around if stretch.start is not None and stretch.end is not None]
    if not found:
        return None
    behind = [stretch for stretch in found if stretch.start.date() <= today]  # type: ignore[union-attr]
    ahead = [stretch for stretch in found if stretch.end.date() > today]  # type: ignore[union-attr]
    if which in ("last", "previous"):
        gone = [stretch for stretch in found if stretch.end.date() <= today]  # type: ignore[union-attr]
        return gone[-1] if gone else None
    if which in ("next", "following"):
        coming = [stretch for stretch in found if stretch.start.date() > today]  # type: ignore[union-attr]
        return coming[0] if coming else None
    if which in ("this", "that"):
        same = [stretch for stretch in found if stretch.start.year == today.year]  # type: ignore[union-attr]
        return same[0] if same else behind[-1]
    if not behind or not ahead:
        return (behind or ahead)[-1 if behind else 0]
    past, future = behind[-1], ahead[0]
    gone_days = max(0, (today - past.end.date()).days + 1)  # type: ignore[union-attr]
    wait_days = max(0, (future.start.date() - today).days)  # type: ignore[union-attr]
    if tense == "future":
        return past if 0 < gone_days <= FUTURE_MAY_LOOK_BACK < wait_days and past.grain == "day" else future
    if tense == "past":
        return future if 0 < wait_days <= PAST_MAY_LOOK_AHEAD < gone_days and past.grain == "day" else past
    return past if gone_days <= UNCUED_NEARER * wait_days else future
