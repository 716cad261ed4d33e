"""The training code still runs: a tiny network learns our own small corpora in its own environment, and is exported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".training" / "bin" / "python"
STAMP = ROOT / ".training" / "fit.stamp"
IN_CI = os.environ.get("CI") == "true"
pytestmark = pytest.mark.skipif(
    not STAMP.exists() and not IN_CI, reason="PyTorch is not installed for training (make test tries to)"
)
STEPS = 40
CORPORA = ("polnear", "gum", "ewt", "re3d", "crossner", "uds", "meantime", "happened", "stories")
Fitted = tuple[Path, list[dict[str, Any]]]  # the folder of a run, and its log


def small_corpora(root: Path) -> Path:
    spec = spec_from_file_location("small_corpora", Path(__file__).with_name("small_corpora.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    written: Path = module.write(root)
    return written


def run(module: str, *options: str | Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }
    command = [str(PYTHON), "-m", module, *map(str, options)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def fit(corpora: Path, out: Path, steps: int) -> list[dict[str, Any]]:
    run("training.fit", "--corpora", corpora, "--out", out, "--steps", str(steps), "--tiny", "--seed", "7")
    return [json.loads(line) for line in (out / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def loss(rows: list[dict[str, Any]], corpus: str) -> list[float]:
    """The summed losses of one corpus, batch after batch."""
    beside = {"step", "corpus", "per_second"}
    return [sum(value for key, value in row.items() if key not in beside) for row in rows if row["corpus"] == corpus]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_corpora(tmp_path_factory.mktemp("corpora"))


@pytest.fixture(scope="module")
def fitted(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Fitted:
    out = tmp_path_factory.mktemp("run")
    return out, fit(corpora, out, STEPS)


def test_every_corpus_is_learnt_from(fitted: Fitted) -> None:
    _, rows = fitted
    assert [row["step"] for row in rows] == list(range(1, STEPS + 1))
    for corpus in CORPORA:
        found = loss(rows, corpus)
        assert found, f"nothing was learnt from {corpus}"
        assert found[-1] < found[0] or len(found) == 1, f"{corpus}: the loss went from {found[0]} to {found[-1]}"


def test_the_same_seed_gives_the_same_losses(corpora: Path, fitted: Fitted, tmp_path: Path) -> None:
    _, rows = fitted
    again = fit(corpora, tmp_path, STEPS)
    assert [row["corpus"] for row in again] == [row["corpus"] for row in rows]
    for corpus in CORPORA:
        assert loss(again, corpus) == pytest.approx(loss(rows, corpus), rel=1e-2)


def test_a_run_goes_on_where_it_stood(corpora: Path, fitted: Fitted, tmp_path: Path) -> None:
    out, rows = fitted
    shutil.copytree(out, tmp_path / "run")
    longer = fit(corpora, tmp_path / "run", STEPS + 10)
    assert [row["step"] for row in longer] == list(range(1, STEPS + 11))
    assert longer[:STEPS] == rows
    assert loss(longer[STEPS:], "polnear")[0] < loss(rows, "polnear")[0]


def test_the_fitted_network_is_exported(fitted: Fitted, tmp_path: Path) -> None:
    out, _ = fitted
    run("training.export", "--run", out, "--out", tmp_path, "--tiny")
    assert [path.name for path in tmp_path.glob("*.onnx")]
