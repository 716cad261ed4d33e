"""GeoJSON (RFC 7946): events on the map, each with how far off it may be; nothing is put at the middle of a country."""

from __future__ import annotations

from typing import Any

from onrecord.core.answers.cases import Case
from onrecord.core.answers.written import as_written
from onrecord.show.export.dates import days
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out, as_json
from onrecord.show.export.places import box, point, ucdp_precision
from onrecord.show.export.tolls import toll

MEASURES = ("killed", "injured", "missing", "detained", "displaced")
LIMITS = {
    "no place": "nobody says where, or only in which country: the event has no geometry, and no map shows it",
    "spans": "positions in the text are not in it: an event has its quotes and the ids of its claims",
    "dispute": "which figure contradicts which is not in it: low, best and high are those of the rule “range”",
    "parts": "figures for parts of those counted, or for the same in other words, are left out of low, best and high",
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """One collection, a feature a line."""
    with out.text() as page:
        page.write('{"type": "FeatureCollection", "features": [')
        before = "\n"
        for case in record.cases():
            page.write(before + as_json(_feature(case, lost)))
            page.rows += 1
            before = ",\n"
            out.rests_on(case.reports)
        page.write("\n]}\n")


def _feature(case: Case, lost: Lost) -> dict[str, Any]:
    event, site, at = case.event, case.site, point(case.site)
    lost("spans")
    if at is None:
        lost("no place")
    interval = days(event.time)
    properties: dict[str, Any] = {
        "name": event.title,
        "type": event.type,
        "mode": event.mode,
        "realis": event.realis,
        "status": event.status,
        "place": site.name if site is not None else None,
        "country": site.country if site is not None else None,
        "geo_precision": ucdp_precision(site),
        "geo_radius_m": round(site.radius_km * 1000) if site is not None and site.radius_km else None,
        "geo_basis": f"gazetteer:geonames/{site.geonames}" if site is not None and site.geonames else None,
        "date_edtf": event.time.edtf,
        "date_start": interval[0].isoformat() if interval else None,
        "date_end": interval[1].isoformat() if interval else None,
        **_tolls(case, lost),
        "sources_independent": event.origins.min,
        "sources_independent_max": event.origins.max,
        "outlets": event.outlets,
        "copies": sum(report.copy_of is not None for report in case.reports),
        "origins": [origin.name for origin in event.origins.list],
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "claims": list(dict.fromkeys(one.claim for one in case.tellings if one.claim is not None)),
        "documents": list(event.documents),
        "publishers": list(dict.fromkeys(report.publisher for report in case.reports if report.publisher)),
        "quotes": list(dict.fromkeys(one.quote for one in case.tellings)),
        "urls": [report.url for report in case.reports if report.url],
    }
    around = box(site) if site is not None else None
    return {
        "type": "Feature",
        "id": event.id,
        **({"bbox": [_degrees(end) for end in around]} if around is not None else {}),
        "geometry": {"type": "Point", "coordinates": list(at)} if at is not None else None,
        "properties": as_written(properties),
    }


def _degrees(value: float) -> float:
    return round(value, 5)


def _tolls(case: Case, lost: Lost) -> dict[str, Any]:
    """killed_low, killed_best, killed_high …; an open end is null."""
    found: dict[str, Any] = {}
    for measure in MEASURES:
        counted = toll(case, measure)
        if counted is None:
            continue
        is_open = any(group.resolved.high is None for group in counted.groups)
        found |= {f"{measure}_low": counted.low, f"{measure}_best": counted.best,
                  f"{measure}_high": None if is_open else counted.high}  # fmt: skip
        if any(group.relations and {one.kind for one in group.relations} & {"contradiction", "denial"}
               for group in counted.groups):  # fmt: skip
            lost("dispute")
        if counted.left:
            lost("parts")
    return found


FORMAT = Format(about="events on the map (RFC 7946), with how far off they may be", suffix=".geojson", limits=LIMITS,
                write=write)  # fmt: skip
