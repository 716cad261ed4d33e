"""What words mean, as far as the reader's own table of wordpieces knows: "raid" is near "attack".

The table is the first layer of the shipped encoder (30,522 wordpieces of 384 numbers, int8), read where it lies in
``model/reader.onnx``; nothing is trained or shipped for this.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
WIDTH = 384
_NOTHING = bytes(WIDTH)
_TABLE = b"encoder.embeddings.word_embeddings.weight_quantized"
# Numbers of the fields in onnx.proto: ModelProto.graph, GraphProto.initializer, TensorProto.name, TensorProto.raw_data
_GRAPH, _INITIALIZER, _NAME, _RAW = 7, 5, 8, 9


@lru_cache(maxsize=20_000)
def _word(word: str) -> bytes:
    ids = _tokenizer().encode(word, add_special_tokens=False).ids
    if not ids:
        return b""
    mean: Floats = (_table()[ids].astype(np.float32) - _middle()).mean(axis=0)
    return _unit(mean).astype(np.float16).tobytes()


def vector(words: Sequence[str], weights: Sequence[float] | None = None) -> bytes:
    """The direction of some words together, 384 int8: what :func:`likeness` compares; empty for no words."""
    rows = [_word(word) for word in words]
    kept = [(row, 1.0 if weights is None else weights[at]) for at, row in enumerate(rows) if row]
    if not kept:
        return b""
    table = np.frombuffer(b"".join([row for row, _ in kept]), np.float16).reshape(-1, WIDTH).astype(np.float32)
    sum_: Floats = np.asarray([weight for _, weight in kept], np.float32) @ table
    unit = _unit(sum_)
    return np.round(unit / max(float(np.abs(unit).max()), 1e-9) * 127).astype(np.int8).tobytes()


def matrix(vectors: Sequence[bytes]) -> Floats:
    """Rows of length one from what :func:`vector` gave (zeros for none), so that ``a @ b.T`` are cosines."""
    table = np.frombuffer(b"".join(row or _NOTHING for row in vectors), np.int8).reshape(-1, WIDTH).astype(np.float32)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    unit: Floats = table / np.maximum(lengths, 1e-9)
    return unit


def _unit(row: Floats) -> Floats:
    unit: Floats = row / max(float(np.linalg.norm(row)), 1e-9)
    return unit


@cache
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(_model() / "tokenizer.json"))


def _model() -> Path:
    return Path(str(files("onrecord"))) / "model"


@cache
def _middle() -> Floats:
    middle: Floats = _table().mean(axis=0, dtype=np.float64).astype(np.float32)
    return middle


@cache
def _table() -> npt.NDArray[np.int8]:
    """The table of wordpieces, mapped from the file. Raises ``ModelError`` where the file holds none."""
    path = _model() / "reader.onnx"
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    for number, start, end in _fields(data, 0, len(data)):
        if number != _GRAPH:
            continue
        for inner, begin, stop in _fields(data, start, end):
            parts = {field: (first, last) for field, first, last in _fields(data, begin, stop)} \
                if inner == _INITIALIZER else {}  # fmt: skip
            if _NAME in parts and data[slice(*parts[_NAME])] == _TABLE:
                first, last = parts[_RAW]
                return np.frombuffer(data, np.int8, last - first, first).reshape(-1, WIDTH)
    raise ModelError(f"{path} holds no table of wordpieces: reinstall onrecord")


def _fields(data: mmap.mmap, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The fields of one protobuf message: number, and where its bytes start and end (none for plain numbers)."""
    while at < end:
        key, at = _varint(data, at)
        kind, start = key & 7, at
        if kind == 0:
            _, at = _varint(data, at)
            start = at
        elif kind == 2:
            length, start = _varint(data, at)
            at = start + length
        else:
            at += 4 if kind == 5 else 8
        yield key >> 3, start, at


def _varint(data: mmap.mmap, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
