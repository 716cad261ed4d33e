"""The encoder at run time: windows of wordpieces in, a row of answers a piece out. ONNX Runtime, int8, no PyTorch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.core import Analysis
from onrecord.errors import ModelError
from onrecord.read.windows import Pieces, Window, inputs_of, pieces_of, windows_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FILES = ("reader.onnx", "heads.npz", "labels.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says of each wordpiece of one document (n rows, in text order).

    ``attribution`` [n, 7] emissions; ``link_token``, ``link_cue`` [n, 128] projections; ``re3d``, ``crossner``,
    ``names``, ``mentions`` probabilities [n, labels]; ``upos``, ``deprels`` label numbers; ``heads`` the wordpiece of
    the head (itself for a root); ``factuality`` −3…3; ``modal`` [n, 3] probabilities of certain, positive, future;
    ``event`` and ``realis`` probabilities [n, labels], ``event_mode`` [n, labels] scores, ``inner`` the probability
    that an event is only named inside another; ``side_token``, ``side_trigger`` [n, 128] projections.
    """

    attribution: Floats
    link_token: Floats
    link_cue: Floats
    re3d: Floats
    crossner: Floats
    names: Floats
    mentions: Floats
    upos: Ints
    heads: Ints
    deprels: Ints
    factuality: Floats
    modal: Floats
    event: Floats
    event_mode: Floats
    realis: Floats
    inner: Floats
    side_token: Floats
    side_trigger: Floats


OUTPUTS = tuple(Answers.__dataclass_fields__)
# The number of a document, the window that is read of it, and the answers to come.
Run = tuple[int, Window, Future[dict[str, npt.NDArray[Any]]]]


@dataclass(frozen=True, slots=True)
class Started:
    """Reading under way: :meth:`answers` waits for it."""

    documents: Sequence[Pieces]
    runs: list[Run]
    encoder: Encoder

    def answers(self) -> list[Answers]:
        """One :class:`Answers` a document, in the order given; every piece's row comes from its window's own part."""
        found = [_empty(len(pieces.ids), self.encoder.labels) for pieces in self.documents]
        for number, window, future in self.runs:
            _place(found[number], future.result(), window)
        return [Answers(**arrays) for arrays in found]


class Encoder:
    """Holds the session, the tokenizer and the label sets; made once, used from several threads.

    Raises ``ModelError`` where a file of the model is missing or does not fit.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.folder = folder or Path(str(files("onrecord"))) / "model"
        for name in FILES:
            if not (self.folder / name).is_file():
                raise ModelError(
                    f"{self.folder / name} is missing: reinstall onrecord, or train the model (make train)"
                )
        self.labels: dict[str, list[str]] = json.loads((self.folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(self.folder / "heads.npz") as arrays:
            self.heads: dict[str, Floats] = {name: arrays[name] for name in arrays.files}
        self.tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        # One thread a run, several runs at once: Python's share of the work then overlaps with the network's.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(
                str(self.folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(f"{self.folder / 'reader.onnx'} cannot be loaded ({error}): reinstall onrecord") from error
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="encoder")

    def pieces(self, analysis: Analysis) -> Pieces:
        """The wordpieces of a segmented text."""
        return pieces_of(analysis, self.tokenizer)

    def start(self, documents: Sequence[Pieces]) -> Started:
        """Begin reading; the windows go to the pool at once, so the caller can work on earlier documents meanwhile.

        One window a run: int8 takes a single scale for all activations of a run, so windows read together would change
        each other; and larger batches are no faster (docs/benchmarks.md).
        """
        runs = [
            (number, window, self.pool.submit(self._run, pieces, window))
            for number, pieces in enumerate(documents)
            for window in windows_of(pieces)
        ]
        return Started(documents, runs, self)

    def read(self, documents: Sequence[Pieces]) -> list[Answers]:
        """The answers for every document, waited for."""
        return self.start(documents).answers()

    def _run(self, pieces: Pieces, window: Window) -> dict[str, npt.NDArray[Any]]:
        return dict(zip(OUTPUTS, self.session.run(list(OUTPUTS), inputs_of(pieces, window)), strict=True))


def _empty(count: int, labels: dict[str, list[str]]) -> dict[str, npt.NDArray[Any]]:
    """Arrays of the right shape for a document of ``count`` pieces."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name in OUTPUTS:
        if name in ("upos", "heads", "deprels"):
            arrays[name] = np.zeros(count, np.int64)
        elif name in ("factuality", "inner"):
            arrays[name] = np.zeros(count, np.float32)
        else:
            width = 128 if name.startswith(("link", "side")) else len(labels[name])
            arrays[name] = np.zeros((count, width), np.float32)
    return arrays


def _place(arrays: dict[str, npt.NDArray[Any]], outputs: dict[str, npt.NDArray[Any]], window: Window) -> None:
    """Copy the window's own part of the answers to its place in the document."""
    begin = window.core_first - window.first + 1
    end = window.core_last - window.first + 1
    for name in OUTPUTS:
        part = outputs[name][0, begin:end]
        if name == "heads":
            part = part - 1 + window.first
        arrays[name][window.core_first : window.core_last] = part


@cache
def shipped(threads: int = 2) -> Encoder:
    """The encoder with the shipped weights, loaded once in a process."""
    return Encoder(threads=threads)
