"""UCDP GED: the 49 columns of the georeferenced event dataset, one row an event in which somebody died.

Source of the columns and codes: UCDP GED codebook, versions 23.1 to 26.1. ``best``, ``low`` and ``high`` follow the
rule ``ucdp``; ``number_of_sources`` counts origins, so that forty copies of one wire story are one.
"""

from __future__ import annotations

from datetime import date

from onrecord.core.answers.cases import Case
from onrecord.show.export.dates import days, ucdp_precision
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Cell, Out
from onrecord.show.export.places import country, point, priogrid
from onrecord.show.export.places import ucdp_precision as where_precision
from onrecord.show.export.sides import FORCES, forces, names, of_side, violence
from onrecord.show.export.tolls import Toll, toll
from onrecord.show.export.words import article, differ, joined, origin_names, quote

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
REGIONS = {"AF": "Africa", "NA": "Americas", "SA": "Americas", "EU": "Europe"}
MIDDLE_EAST = frozenset({"BH", "CY", "EG", "IR", "IQ", "IL", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "AE",
                         "YE"})  # fmt: skip
LIMITS = {
    "no death": "events without a death in any estimate are left out: they are no events of GED",
    "not actual": "events that are only announced, feared, supposed or denied are left out",
    "no date": "events that the reports do not date to within a year are left out",
    "open end": "a bound without another end has no column: “at least 13” is low, best and high 13",
    "dispute": "which figure contradicts which has no column: low and high are the outermost, best the rule's",
    "parts": "figures for parts of the dead, or for the same dead in other words, are not in best",
    "origins": "a range of origins has no column: number_of_sources is the lower end",
    "certainty": "how sure each source is has no column",
    "violence": "the reports do not tell whether a state, a group or civilians stood on a side: no type_of_violence",
    "blame": "who did it is contested, which has no column: side_a has everybody who is blamed",
    "others": "things, crowds and single people are no parties to a conflict: they are in neither side_a nor side_b",
    "sides": "the dead are not told apart by side: those not said to be civilians are deaths_unknown",
    "codes": "conflict, dyad, actor and Gleditsch–Ward numbers are UCDP's own to give, and are blank",
    "no place": "nobody says where: where_prec and coordinates are blank",
    "admin": "districts and provinces (adm_1, adm_2) are not known, and are blank",
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """A row an event that has a death, a date, and took place."""
    with out.text() as page:
        page.header(COLUMNS)
        for case in record.cases(rule="ucdp"):
            dead, when = toll(case, "killed"), days(case.event.time)
            if case.event.realis != "actual":
                lost("not actual")
            elif dead is None or not dead.high:
                lost("no death")
            elif when is None or ucdp_precision(case.event.time) is None:
                lost("no date")
            else:
                page.row(out.cell(cell) for cell in _row(case, dead, when, lost))
                out.rests_on(case.reports)


def _row(case: Case, dead: Toll, when: tuple[date, date], lost: Lost) -> tuple[Cell, ...]:
    event, site = case.event, case.site
    kind = violence(case)
    _count(case, dead, kind, lost)
    at = point(site)
    known = country(site.country if site is not None else None)
    side_a, side_b = (names(forces(of_side(case, side))) for side in ("actor", "recipient"))
    if kind == 3:
        side_b = "Civilians"
    best = round(dead.best or 0)
    civilians = best if kind == 3 else min(best, dead.civilians)
    published = [report.published[:10] for report in case.reports if report.published]
    first, last = (f"{day.isoformat()} 00:00:00.000" for day in when)
    return (
        int(event.id[1:]), f"onrecord-{event.id}", when[0].year, None, "Clear" if event.judgement else "Check", kind,
        None, None, None, None, None, f"{side_a} - {side_b}" if side_a and side_b else None, None, None, side_a or None,
        None, None, side_b or None,
        event.origins.min, joined(article(report) for report in case.reports),
        joined(report.publisher for report in case.reports), joined(published),
        joined(report.title for report in case.reports), origin_names(event.origins.list) or None,
        where_precision(site), site.name if site else None, _where(case), None, None,
        at[1] if at else None, at[0] if at else None, f"POINT ({at[0]} {at[1]})" if at else None, priogrid(site),
        known.get("name"), None, _region(site.country if site else None, known.get("continent")),
        2 if _is_summary(case) else 1, ucdp_precision(event.time), first, last,
        0, 0, civilians, best - civilians, best, round(dead.high or 0), round(dead.low or 0), None, None,
    )  # fmt: skip


def _count(case: Case, dead: Toll, kind: int | None, lost: Lost) -> None:
    """Everything about this row that the columns cannot hold."""
    affirmed = [one for one in dead.statements if one.polarity == "affirmed"]
    touched = {
        "open end": any(one.low is None or one.high is None for one in affirmed),
        "dispute": any(differ(group) for group in dead.groups),
        "parts": bool(dead.left),
        "origins": case.event.origins.min != case.event.origins.max,
        "certainty": any(one.certainty != "certain" for one in affirmed),
        "violence": kind is None,
        "blame": case.event.status == "contested",
        "others": any(one.kind not in FORCES for one in case.parties),
        "sides": kind != 3,
        "codes": True,
        "no place": case.site is None,
        "admin": case.site is not None,
    }
    for limit, is_touched in touched.items():
        if is_touched:
            lost(limit)


def _where(case: Case) -> str:
    """Where, in the words of the reports, with the sentence that tells of it."""
    return joined([*(telling.place for telling in case.tellings), quote(case)])


def _is_summary(case: Case) -> bool:
    """True where the dates span more than a week: a summary that cannot be parted further."""
    return (ucdp_precision(case.event.time) or 0) >= 4


def _region(code: str | None, continent: str | None) -> str | None:
    if code in MIDDLE_EAST:
        return "Middle East"
    return REGIONS.get(continent or "", "Asia" if continent in {"AS", "OC"} else None)


FORMAT = Format(
    about="UCDP GED's 49 columns: best, low and high deaths, origins as number_of_sources",
    suffix=".csv",
    limits=LIMITS,
    write=write,
)
