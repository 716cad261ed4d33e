"""The gate: a floor is held, raised when passed, and lowered only with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import floors as floor_file
from evaluation import gate, scorers
from evaluation.floors import Floor, Floors, compare, moved
from evaluation.scorers import Result

GOLD = "sha256:one"
FLOORS = Floors({"figures": Floor(GOLD, {"value F1": 92.0, "unit F1": 86.0})})


def result(value: float, unit: float | None = 86.0, *, gold: str = GOLD) -> Result:
    figures = {"value F1": value} if unit is None else {"value F1": value, "unit F1": unit}
    return Result("figures", "Figures in news", figures, gold)


@pytest.mark.parametrize(
    ("reached", "states"),
    [
        (result(92.0), ["held", "held"]),
        (result(91.96), ["held", "held"]),  # within 0.0005 of the scale
        (result(91.94), ["broken", "held"]),
        (result(93.5), ["higher", "held"]),
        (result(92.0, None), ["held", "missing"]),
        (result(95.0, 95.0, gold="sha256:two"), ["gold changed", "gold changed"]),
    ],
)
def test_each_figure_is_held_to_its_floor(reached: Result, states: list[str]) -> None:
    assert [line.state for line in compare([reached], FLOORS)] == states


def test_a_figure_without_a_floor_is_new_and_opens_the_gate() -> None:
    (line,) = compare([Result("times", "Times", {"value F1": 70.0}, GOLD)], Floors())
    assert (line.state, line.fails) == ("new", False)


def test_a_scorer_that_is_gone_breaks_its_floors() -> None:
    assert [line.state for line in compare([], FLOORS)] == ["missing", "missing"]


def test_absent_gold_is_skipped_with_the_reason() -> None:
    (line,) = compare([Result("polnear", "PolNeAR", skipped="shared/corpora/polnear is not on this machine")], Floors())
    assert (line.state, line.why) == ("skipped", "shared/corpora/polnear is not on this machine")


def test_skipped_gold_keeps_its_floors() -> None:
    skipped = Result("figures", "Figures", skipped="not here")
    assert moved([skipped], FLOORS, lift=True, regression=None) == FLOORS


def test_raising_takes_what_is_higher_and_leaves_what_is_lower() -> None:
    after = moved([result(93.456, 80.0)], FLOORS, lift=True, regression=None)
    assert after.scorers["figures"].figures == {"value F1": 93.45, "unit F1": 86.0}
    assert after.lowered == ()


def test_lowering_needs_a_reason_and_keeps_it() -> None:
    after = moved([result(90.0)], FLOORS, lift=False, regression="ages are no longer counted as figures")
    assert after.scorers["figures"].figures["value F1"] == 90.0
    (note,) = after.lowered
    assert (note.before, note.after, note.because) == (92.0, 90.0, "ages are no longer counted as figures")


def test_new_gold_sets_the_floors_again_and_says_which_fell() -> None:
    after = moved([result(90.0, 88.0, gold="sha256:two")], FLOORS, lift=True, regression=None)
    assert after.scorers["figures"] == Floor("sha256:two", {"value F1": 90.0, "unit F1": 88.0})
    assert [(note.figure, note.because) for note in after.lowered] == [("value F1", "the gold changed")]


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    floors = moved([result(90.0)], FLOORS, lift=True, regression='a "quoted" reason – with a dash')
    floor_file.write(tmp_path / "floors.toml", floors)
    assert floor_file.read(tmp_path / "floors.toml") == floors


def test_the_hash_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    first = scorers.fingerprint((tmp_path,))
    (tmp_path / "a.txt").write_text("two")
    second = scorers.fingerprint((tmp_path,))
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, scorers.fingerprint((tmp_path,))}) == 3


def test_a_file_with_a_score_function_is_a_scorer(tmp_path: Path) -> None:
    (tmp_path / "figures.py").write_text("def score(*, sample=None):\n    return {}\n")
    (tmp_path / "show.py").write_text("def show():\n    pass\n")
    assert scorers.names(tmp_path) == ("figures",)


@pytest.mark.parametrize("name", scorers.names())
def test_every_scorer_says_what_it_is_and_what_it_reads(name: str) -> None:
    scorer = scorers.load(name)
    assert scorer.about.endswith(".")
    assert scorer.gold


def test_the_gate_fails_on_a_broken_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_run", lambda names, *, sample: [result(91.0)])
    floor_file.write(tmp_path / "floors.toml", FLOORS)
    at = ["figures", "--floors", str(tmp_path / "floors.toml")]
    assert gate.main(at) == 1
    assert gate.main([*at, "--raise"]) == 1
    assert gate.main([*at, "--allow-regression", "a stricter reading"]) == 0
    assert gate.main(at) == 0


def test_every_floor_is_held() -> None:
    """The figures of the project itself; a point of slack, because another processor may round otherwise."""
    assert gate.main(["--tolerance", "1.0"]) == 0
