"""The contract's JSON, one reading a line, each written as soon as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.core import Reading
from onrecord.show.report.form import Form, Medium
from onrecord.show.report.forms.json import dumps


def write(readings: Iterable[Reading], medium: Medium) -> Iterator[str]:  # noqa: ARG001 - every form has this shape
    """One line a reading."""
    for reading in readings:
        yield dumps(reading.to_dict()) + "\n"


FORM = Form(suffixes=(".jsonl", ".ndjson"), write=write)
