"""One JSON object as a document, as ``read_many`` takes it."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from onrecord.errors import InputError
from onrecord.ingest.json import from_record


def test_any_mapping_is_a_record() -> None:
    document = from_record(MappingProxyType({"text": "The mayor said no.", "published": "11 March 2024", "desk": 3}))
    assert (document.text, document.published, document.extra["desk"]) == ("The mayor said no.", "2024-03-11", 3)


@pytest.mark.parametrize("record", [{}, {"text": None}, {"text": 5}, [], None, "text"])
def test_what_holds_no_text_is_refused(record: object) -> None:
    with pytest.raises(InputError, match=r"^document: "):
        from_record(record)
