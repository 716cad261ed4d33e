"""Events beside another data set: matched one to one by day and place, every row with what became of it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.core.answers.compared import Compared
from onrecord.errors import UsageError
from onrecord.opened import Ledger, open_ledger
from onrecord.show.compare.compare import Own, match
from onrecord.show.compare.reference import Entry, Unread, entries, shape_of
from tests.show.export.reports import fill


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    fill(ledger.desk)
    return ledger


def rewritten(path: Path, *more: dict[str, str], **changed: str) -> Path:
    """The file with values changed in its first row, and with further rows made from it."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    first = {**rows[0], **changed}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(first))
        writer.writeheader()
        writer.writerows([first, *({**first, **one} for one in more)])
    return path


@pytest.fixture
def ged(told: Ledger, tmp_path: Path) -> Path:
    told.export("ucdp", tmp_path / "ged.csv")
    return tmp_path / "ged.csv"


def compared(ledger: Ledger, path: Path) -> list[Compared]:
    return list(ledger.compare(path))


@pytest.mark.parametrize("format", ["ucdp", "acled"])
def test_an_export_matches_the_ledger_it_came_from(format: str, told: Ledger, tmp_path: Path) -> None:
    told.export(format, tmp_path / "out.csv")
    assert shape_of(tmp_path / "out.csv") == format
    (one,) = compared(told, tmp_path / "out.csv")
    assert (one.outcome, one.event, one.days, one.km) == ("matched", "E1", 0, 0.0)


def test_other_deaths_are_told_with_both_figures(told: Ledger, ged: Path) -> None:
    (one,) = compared(told, rewritten(ged, low="4", best="5", high="7"))
    assert one.outcome == "differs"
    assert (one.best, one.there_best) == (9, 5)
    assert one.because.startswith("dead here 9 to 13 (best 9), there 4 to 7 (best 5); 0 days and 0 km apart: ")


def test_what_one_side_alone_has_is_missing_on_the_other(told: Ledger, ged: Path) -> None:
    far = rewritten(ged, id="X1", latitude="55.0")
    assert {(one.outcome, one.event, one.there) for one in compared(told, far)} == {
        ("missing_there", "E1", None), ("missing_here", None, "X1"),
    }  # fmt: skip


def test_each_row_is_taken_once_and_the_nearest_wins(told: Ledger, ged: Path) -> None:
    near = ({"id": "X2", "latitude": "51.21"}, {"id": "X3", "latitude": "51.2"})
    rows = compared(told, rewritten(ged, *near, id="X1", latitude="51.25"))
    assert [(one.outcome, one.there) for one in rows] == [
        ("matched", "X3"), ("missing_here", "X1"), ("missing_here", "X2"),
    ]  # fmt: skip


def test_other_countries_and_other_years_are_not_compared(told: Ledger, ged: Path) -> None:
    rows = compared(told, rewritten(
        ged, {"id": "X1", "country": "Fiji"}, {"id": "X2", "date_start": "1999-01-01", "date_end": "1999-01-02"},
        country="Russia (Soviet Union)",
    ))  # fmt: skip
    assert [one.outcome for one in rows] == ["matched"]


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("date_start", "soon", "date_start 'soon' is no day"),
        ("date_end", "2020-01-01", "it ends on 2020-01-01, before it begins on 2025-02-28"),
        ("latitude", "95", "latitude '95' is no degree"),
        ("longitude", "nan", "longitude 'nan' is no degree"),
        ("best", "-1", "best '-1' is no number of deaths"),
        ("best", "inf", "best 'inf' is no number of deaths"),
        ("id", "", "id is blank"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_reason(
    column: str, value: str, says: str, told: Ledger, ged: Path
) -> None:
    rows = compared(told, rewritten(ged, **{column: value}))
    assert [one.outcome for one in rows] == ["missing_there", "unreadable"]
    assert rows[-1].because == f"line 2: {says}"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n1,2\n", "neither UCDP GED's columns nor ACLED's; for acled it lacks event_id_cnty"),
        (b"", "neither UCDP"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
    ],
)
def test_a_file_of_another_shape_is_refused(content: bytes, says: str, told: Ledger, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(UsageError, match=says):
        compared(told, tmp_path / "x.csv")
    with pytest.raises(UsageError, match="no such file"):
        compared(told, tmp_path / "none.csv")


def test_acled_is_read_with_its_older_dates_semicolons_and_weeks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "\ufeffevent_id_cnty;event_date;time_precision;latitude;longitude;fatalities;location\n"
        "KGZ1;06 March 2025;2;40.06;70.82;3;Batken\nKGZ2;2025-03-06;1;40.06;70.82;;Batken\n",
        encoding="utf-8",
    )
    first, second = entries(path, "acled")
    assert isinstance(first, Entry)
    assert (first.first, first.last, first.best) == (date(2025, 3, 3), date(2025, 3, 9), 3)
    assert second == Unread(3, "KGZ2", "fatalities is blank")


def test_a_night_and_a_time_zone_do_not_part_two_events() -> None:
    def own(day: int) -> Own:
        return Own(id="E1", title="t", first=date(2025, 3, day), last=date(2025, 3, day), lat=0.0, lon=179.95,
                   radius_km=10, place="x", country="", deaths=None)  # fmt: skip

    entry = Entry(line=2, id="1", first=date(2025, 3, 7), last=date(2025, 3, 7), lat=0.0, lon=-179.95, radius_km=5,
                  place="x", country="", low=1, best=1, high=1)  # fmt: skip
    assert match([own(6)], [entry])[0].km == pytest.approx(11.1, abs=0.1)  # across the date line
    assert match([own(5)], [entry]) == {}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("news") / "news.ledger"
    with open_ledger(path) as ledger:
        fill(ledger.desk)
        ledger.export("ucdp", path.with_name("ged.csv"))
    return str(path)


def test_the_command_prints_what_became_of_every_row(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    ged = str(Path(news).with_name("ged.csv"))
    assert main(["compare", ged, "--ledger", news, "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["outcome"], row["event"], row["there_best"]) == ("matched", "E1", 9)
    assert main(["compare", ged, "--ledger", news]) == 0
    assert "matched" in capsys.readouterr().out
    assert main(["compare", f"{ged}.none", "--ledger", news]) == 2
