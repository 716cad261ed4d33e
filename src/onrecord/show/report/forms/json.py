"""The contract's JSON, indented: one reading is an object, several are one array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.core import Reading
from onrecord.show.report.form import Form, Medium

# Valid inside JSON strings, yet obeyed by terminals (C1) or taken for a line end (NEL, LS, PS) or a turn of the reading
# direction by whatever shows the file; escaped they mean the same.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


def dumps(data: object, *, indent: int | None = None) -> str:
    """JSON in UTF-8 letters, with the characters that mislead terminals and line readers escaped."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write(readings: Iterable[Reading], medium: Medium) -> Iterator[str]:
    """One object for one reading; an array where more than one source was asked for or one source held several."""
    pending = iter(readings)
    first, second = next(pending, None), next(pending, None)
    if first is not None and second is None and not medium.several:
        yield dumps(first.to_dict(), indent=2) + "\n"
        return
    opened = False
    for reading in chain((item for item in (first, second) if item is not None), pending):
        yield (",\n" if opened else "[\n") + dumps(reading.to_dict(), indent=2)
        opened = True
    yield "\n]\n" if opened else "[]\n"


FORM = Form(suffixes=(".json",), write=write)
