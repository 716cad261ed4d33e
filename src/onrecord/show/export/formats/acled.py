"""ACLED: the 31 columns of its event files, one row an event, with the most conservative count.

Source of columns, codes and rules: ACLED codebook (2023 and later). ACLED keeps one figure, the lowest that is
reported; every other one, and who gave it, is put into the notes.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.core.answers.cases import Case, Party, Site
from onrecord.show.export.dates import acled_day, days
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Cell, Out
from onrecord.show.export.places import acled_precision, country, point
from onrecord.show.export.sides import FORCES, Sort, forces, names, of_side, sort_of
from onrecord.show.export.tolls import Toll, toll
from onrecord.show.export.words import differ, joined, quote, said

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
Side = tuple[str | None, tuple[Party, ...], Sort | None]
"""How a side is called, who is on it, and what it is."""
CODES = ("State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
         "External/Other forces")  # fmt: skip
"""Of inter1 and inter2, in ACLED's order."""
LIMITS = {
    "not actual": "events that are only announced, feared, supposed or denied are left out",
    "other type": "events of a type that ACLED does not have, or that the reports do not tell, are left out",
    "no day": "events that the reports do not date to within a month are left out",
    "no place": "events without a place, or with a country alone, are left out",
    "range": "low and high have no column: fatalities is the lowest figure, the others are in notes",
    "dispute": "figures that contradict each other have no column: they are in notes, each with its origin",
    "several days": "the reports date it to more than one day: the middle is entered, once, not a row a day",
    "origins": "the number of origins has no column: source lists the outlets that are no copies",
    "certainty": "how sure each source is has no column",
    "militia": "the reports do not tell rebels from militias: every armed group is a Rebel group",
    "others": "things and single people have no column: actor1 and actor2 are forces, or people by a generic name",
    "blame": "who did it is contested, which has no column: actor1 is unidentified, the blamed are in notes",
    "scale": "whether an outlet is local, national or international is not known: source_scale is blank",
    "admin": "provinces and districts (admin1 to admin3) and ACLED's region are not known, and are blank",
    "injured": "figures other than deaths have no column",
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """A row an event of a type, day and place that ACLED codes."""
    with out.text() as page:
        page.header(COLUMNS)
        for case in record.cases(rule="acled"):
            kind, day = sub_event(case), acled_day(case.event.time)
            if case.event.realis != "actual":
                lost("not actual")
            elif kind is None:
                lost("other type")
            elif day is None:
                lost("no day")
            elif case.site is None or point(case.site) is None or acled_precision(case.site) is None:
                lost("no place")
            else:
                page.row(out.cell(cell) for cell in _row(case, case.site, kind, day, lost))
                out.rests_on(case.reports)


def sub_event(case: Case) -> tuple[str, str] | None:
    """Event and sub-event type: ("Explosions/Remote violence", "Air/drone strike"); None where none follows."""
    event = case.event
    walk = _crosswalk()
    found = walk["types"].get(f"{event.type}.{event.mode}") or walk["types"].get(event.type)
    if found is None and event.type == "ASSAULT":
        suffers = sort_of(of_side(case, "recipient"))
        does = forces(of_side(case, "actor"))
        armed = [sort_of([one]) in {"state", "armed"} for one in does]
        clash = (suffers in {"state", "armed"} and any(armed)) or (suffers is None and len(does) > 1 and all(armed))
        found = walk["assault"]["armed"] if clash else walk["assault"].get(suffers or "")
    return None if found is None else (found[0], found[1])


@cache
def _crosswalk() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("onrecord.show.export") / "crosswalk.toml").read_text(encoding="utf-8"))


def _row(case: Case, site: Site, kind: tuple[str, str], day: tuple[date, int], lost: Lost) -> tuple[Cell, ...]:
    event, dead = case.event, toll(case, "killed")
    known, at = country(site.country), point(site)
    assert at is not None
    sides = _sides(case, kind, known.get("name"))
    crowd = _crowd(kind) if kind[0] in {"Protests", "Riots"} else "Civilians"
    codes = tuple(_code(side, site, call) for side, call in zip(sides, (crowd, "Civilians"), strict=True))
    own = [report for report in case.reports if report.copy_of is None] or list(case.reports)
    violent = "Political violence" in _disorder(kind)
    civilians = "Civilians targeted" if violent and codes[1] == "Civilians" else None
    _count(case, dead, codes, lost)
    return (
        f"{known.get('iso3', 'XXX')}{event.id[1:]}", day[0].isoformat(), day[0].year, day[1], _disorder(kind), *kind,
        sides[0][0], _others(sides[0]), codes[0], sides[1][0], _others(sides[1]), codes[1], _interaction(codes),
        civilians, known.get("number") or None, None, known.get("name"), None, None, None, site.name, at[1], at[0],
        acled_precision(site), joined(report.publisher or report.id for report in own), None, _notes(case, dead),
        round(dead.low or 0) if dead is not None else 0, None, max(_unix(report.added) for report in case.reports),
    )  # fmt: skip


def _sides(case: Case, kind: tuple[str, str], land: str | None) -> tuple[Side, Side]:
    """Name, parties and sort of actor1 and actor2; generic names where ACLED has them."""
    one, other = of_side(case, "actor"), of_side(case, "recipient")
    able = forces(one)
    if not other and len(able) > 1:  # PLOVER writes a fight as two actors
        one, other = able[:1], able[1:]
    place = f" ({land})" if land else ""
    first, second = (_side(some, place) for some in (one, other))
    if kind[1] == "Excessive force against protesters":
        return (f"Protesters{place}", (), "civilians"), first
    if kind[0] in {"Protests", "Riots"}:
        nobody: Side = (None, (), None)
        return (f"{_crowd(kind)}{place}", (), "civilians"), nobody if second[2] == "civilians" else second
    if case.event.status == "contested" or first[0] is None or first[2] == "civilians":
        return (f"Unidentified Armed Group{place}", (), None), second
    return first, second


def _side(parties: tuple[Party, ...], place: str) -> Side:
    """How ACLED calls those on a side: by the force that most reports name, or as civilians."""
    sort, able = sort_of(parties), forces(parties)
    if sort == "civilians":
        return f"Civilians{place}", able, sort
    named = tuple(sorted(able, key=lambda one: sort_of([one]) != sort))
    return (named[0].name if named else None), named, sort if named else None


def _crowd(kind: tuple[str, str]) -> str:
    return "Rioters" if kind[0] == "Riots" else "Protesters"


def _others(side: Side) -> str | None:
    """Those on a side whom actor1 or actor2 does not name."""
    name, parties, _ = side
    return names([one for one in parties if one.name != name]) or None


def _code(side: Side, site: Site, civilians: str) -> str | None:
    """What ACLED calls a side (inter1, inter2); ``civilians`` is what it calls people there."""
    name, parties, sort = side
    if sort == "state":
        foreign = [one.country for one in parties if one.country and one.country != site.country]
        return "External/Other forces" if foreign and len(foreign) == len(parties) else "State forces"
    if name is not None and name.startswith("Unidentified Armed Group"):
        return "Political militia"  # so ACLED counts those whom nobody knows
    return {"armed": "Rebel group", "civilians": civilians}.get(sort or "")


def _interaction(codes: tuple[str | None, ...]) -> str | None:
    """Both sides in ACLED's order: "Rebel group-Civilians"; "State forces only" for one."""
    given = sorted((code for code in codes if code is not None), key=CODES.index)
    return None if not given else f"{given[0]} only" if len(given) == 1 else "-".join(given)


def _disorder(kind: tuple[str, str]) -> str:
    walk = _crosswalk()
    named: str = walk["disorder_of_sub_event"].get(kind[1]) or walk["disorder"][kind[0]]
    return named


def _notes(case: Case, dead: Toll | None) -> str:
    """The event in the words of a report, then every figure for the dead with its origin, where they differ."""
    parts = [f"{case.event.title}.", quote(case)]
    for group in dead.groups if dead is not None else ():
        head = "Fatalities are disputed" if differ(group) else "Fatalities"
        parts.append(f"{head}: {said(group)}.")
    if dead is not None and dead.left:
        parts.append(f"Other figures for the dead: {'; '.join(said(group) for group in dead.left)}.")
    blamed = names(forces(of_side(case, "actor")))
    if case.event.status == "contested" and blamed:
        parts.append(f"Who did it is contested; blamed: {blamed}.")
    elif case.event.status in {"contested", "denied", "admitted"}:
        parts.append(f"The event is {case.event.status}.")
    low, high = case.event.origins.min, case.event.origins.max
    parts.append(f"Origins: {low if low == high else f'{low} to {high}'}; outlets: {case.event.outlets}.")
    return " ".join(parts)


def _count(case: Case, dead: Toll | None, codes: tuple[str | None, ...], lost: Lost) -> None:
    statements = [] if dead is None else [one for one in dead.statements if one.polarity == "affirmed"]
    interval = days(case.event.time)
    touched = {
        "range": any((one.low, one.high) != (one.best, one.best) for one in statements)
        or len({one.best for one in statements}) > 1,
        "dispute": dead is not None and any(differ(group) for group in dead.groups),
        "several days": interval is not None and interval[0] != interval[1],
        "origins": True,
        "certainty": any(one.certainty != "certain" for one in statements),
        "militia": "Rebel group" in codes,
        "others": any(one.kind not in FORCES for one in case.parties),
        "blame": case.event.status == "contested",
        "scale": True,
        "admin": True,
        "injured": any(group.measure not in {"killed", None} for group in case.figures),
    }
    for limit, is_touched in touched.items():
        if is_touched:
            lost(limit)


def _unix(stored: str) -> int:
    return int(datetime.fromisoformat(stored).timestamp())


FORMAT = Format(
    about="ACLED's 31 columns: the lowest figure, the dispute in the notes",
    suffix=".csv",
    limits=LIMITS,
    write=write,
)
