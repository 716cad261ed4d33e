"""UCDP's and ACLED's columns, read by name with pandas, against the lists and codes of their codebooks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from onrecord.cli import main
from onrecord.core.answers.cases import Site
from onrecord.core.answers.happenings import EventTime
from onrecord.opened import Ledger
from onrecord.show.export import dates, places
from tests.show.export.reports import POST, add, reading_of

UCDP = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip


@pytest.fixture
def ged(told: Ledger, tmp_path: Path) -> pandas.DataFrame:
    told.export("ucdp", tmp_path / "ged.csv")
    return pandas.read_csv(tmp_path / "ged.csv")


@pytest.fixture
def acled(told: Ledger, tmp_path: Path) -> pandas.DataFrame:
    told.export("acled", tmp_path / "acled.csv")
    return pandas.read_csv(tmp_path / "acled.csv")


def test_ucdp_has_its_49_columns_in_order(ged: pandas.DataFrame) -> None:
    assert tuple(ged.columns) == UCDP
    assert len(UCDP) == 49


def test_an_event_with_deaths_is_a_row_of_ucdp(ged: pandas.DataFrame, told: Ledger) -> None:
    (row,), event = list(ged.itertuples()), next(told.events())
    assert row.id == int(event.id[1:])
    assert (row.low, row.best, row.high) == (9, 9, 13)  # both are said; the more conservative is best
    assert row.deaths_a + row.deaths_b + row.deaths_civilians + row.deaths_unknown == row.best
    assert row.number_of_sources == event.origins.min
    assert {"Ana Deluca", "Tomas Reyl"} <= set(row.source_original.split("; "))
    assert (row.date_prec, row.where_prec, row.event_clarity) == (1, 1, 1)
    assert row.date_start == row.date_end == "2025-02-28 00:00:00.000"
    assert row.geom_wkt == "POINT (58.57 51.2)"
    assert row.source_office == "Coast Herald; Border Gazette"
    assert row.type_of_violence == 3
    assert "shelled the port of Orsk" in row.where_description


def test_what_ucdp_does_not_code_is_left_out_and_counted(told: Ledger, tmp_path: Path) -> None:
    lost = {one.limit: one.rows for one in told.export("ucdp", tmp_path / "ged.csv").lost}
    assert (lost["not actual"], lost["open end"], lost["codes"], lost["no death"]) == (1, 1, 1, 0)


def test_acled_has_its_31_columns_in_order(acled: pandas.DataFrame) -> None:
    assert tuple(acled.columns) == ACLED
    assert len(ACLED) == 31


def test_an_event_is_a_row_of_acled_with_the_lowest_figure_and_the_dispute_in_its_notes(
    acled: pandas.DataFrame,
) -> None:
    (row,) = acled.itertuples()
    assert row.fatalities == 9
    assert "at least 13 (Ana Deluca" in row.notes
    assert "Nine (Tomas Reyl" in row.notes
    assert (row.event_date, row.time_precision, row.geo_precision, row.location) == ("2025-02-28", 1, 1, "Orsk")
    assert (row.event_type, row.sub_event_type) == (
        "Explosions/Remote violence", "Shelling/artillery/missile attack",
    )  # fmt: skip
    assert row.disorder_type == "Political violence"
    assert (row.actor1, row.actor2) == ("Northern Front", "Civilians (Russia)")
    assert (row.interaction, row.civilian_targeting) == ("Rebel group-Civilians", "Civilians targeted")
    assert (row.event_id_cnty, row.iso) == ("RUS1", 643)
    assert row.source == "Coast Herald; Border Gazette"


def test_a_protest_targets_nobody_and_the_crowd_has_a_generic_name(ledger: Ledger, tmp_path: Path) -> None:
    march = replace(
        POST, deed=("march", "PROTEST", "demo", "actual"), placed=True, measure=None,
        text="Up to 300 dockworkers will march through Orsk on Friday if talks fail, the baker Ilse Marn warned. "
        "The Northern Front denied any part in it.",
    )  # fmt: skip
    add(ledger.desk, reading_of(march))
    ledger.export("acled", tmp_path / "acled.csv")
    (row,) = pandas.read_csv(tmp_path / "acled.csv", keep_default_na=False).itertuples()
    assert (row.sub_event_type, row.actor1, row.actor2) == ("Peaceful protest", "Protesters (Russia)", "")
    assert (row.interaction, row.civilian_targeting, row.fatalities) == ("Protesters only", "", 0)


def test_a_title_that_a_spreadsheet_would_run_is_guarded_in_every_cell(told: Ledger, tmp_path: Path) -> None:
    told.export("ucdp", tmp_path / "ged.csv")
    (row,) = pandas.read_csv(tmp_path / "ged.csv").itertuples()
    assert row.source_headline.startswith("'=")
    told.export("ucdp", tmp_path / "raw.csv", raw=True)
    (row,) = pandas.read_csv(tmp_path / "raw.csv").itertuples()
    assert row.source_headline.startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "ucdp", "acled"),
    [
        ("2024-03-08", "2024-03-08T18:00", "2024-03-09T06:00", 1, ("2024-03-08", 1)),  # a night
        ("2024-03-08~", "2024-03-08T00:00", "2024-03-08T23:59", 2, ("2024-03-08", 2)),
        (None, "2024-03-08T00:00", "2024-03-10T00:00", 2, ("2024-03-08", 2)),
        (None, "2024-03-04T00:00", "2024-03-10T23:59", 3, ("2024-03-07", 2)),
        ("2024-03", "2024-03-01T00:00", "2024-03-31T23:59", 4, ("2024-03-16", 3)),
        ("2024", "2024-01-01T00:00", "2024-12-31T23:59", 5, None),
        (None, None, "2024-12-31T23:59", None, None),
        (None, "2020-01-01T00:00", "2024-12-31T23:59", None, None),
    ],
)
def test_how_precisely_a_day_is_known(
    edtf: str | None, earliest: str | None, latest: str | None, ucdp: int | None, acled: tuple[str, int] | None
) -> None:
    time = EventTime(edtf=edtf, earliest=earliest, latest=latest)
    assert dates.ucdp_precision(time) == ucdp
    entered = dates.acled_day(time)
    assert (entered and (entered[0].isoformat(), entered[1])) == acled


@pytest.mark.parametrize(
    ("feature", "radius", "ucdp", "acled"),
    [
        ("city", 10, 1, 1), ("facility", 1, 1, 1), ("city", 40, 2, 2), ("area", 20, 2, 2), ("region", 40, 3, 2),
        ("region", 200, 4, 3), ("water", 300, 5, 3), ("country", 900, 6, None),
    ],
)  # fmt: skip
def test_how_precisely_a_place_is_known(feature: str, radius: float, ucdp: int, acled: int | None) -> None:
    site = Site(text="x", name="X", geonames=None, lat=46.5, lon=30.7, country="UA", feature=feature, radius_km=radius)
    assert places.ucdp_precision(site) == ucdp
    assert places.acled_precision(site) == acled


def test_the_cell_of_priogrid_is_that_of_its_codebook() -> None:
    kabul = Site(text="Kabul", name="Kabul", geonames=None, lat=34.53, lon=69.17, country="AF", feature="city",
                 radius_km=5)  # fmt: skip
    assert places.priogrid(kabul) == 179779


def test_the_command_counts_what_ucdp_cannot_hold(
    told: Ledger, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "ucdp", str(tmp_path / "ged.csv"), "--ledger", address]) == 0
    told_of = capsys.readouterr().err
    assert "1 × a bound without another end has no column" in told_of
    assert "1 × events that are only announced, feared, supposed or denied are left out" in told_of
