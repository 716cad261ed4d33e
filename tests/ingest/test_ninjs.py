"""ninjs of all three generations: the article, its versions, what it corrects and what it takes back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.errors import InputError
from onrecord.ingest import load
from onrecord.ingest.base import Member, Opened, Source, by_content
from onrecord.ingest.json import KIND as JSON
from onrecord.ingest.ninjs import KIND
from onrecord.settings import Settings

TEXT = "ODESA (AP) -- At least 13 people were killed, the mayor said."
FIRST: dict[str, Any] = {
    "uri": "http://agency.example/items/7", "type": "text", "versioncreated": "2024-03-11T18:10:00Z",
    "language": "en-GB", "firstcreated": "2024-03-11T17:00:00Z",
    "pubstatus": "usable", "urgency": 2, "byline": "Ana Ruiz", "provider": "AP",
    "headline": "Strike on port", "body_text": TEXT, "slugline": "port-strike",
}  # fmt: skip
THIRD: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "3.1"}, "uri": "urn:x:7", "versionCreated": "2024-03-11T18:10:00Z",
    "pubStatus": "usable", "language": "en", "by": "Ana Ruiz", "infosources": [{"name": "AP", "role": "origin"}],
    "headlines": [{"role": "short", "value": "Port"}, {"role": "main", "value": "Strike on port"}],
    "bodies": [
        {"role": "summary", "contentType": "text/plain", "value": "A strike."},
        {"role": "main", "contentType": "text/plain", "value": f"{TEXT} More."},
        {"role": "richtext", "contentType": "application/xhtml+xml", "value": f"<p>{TEXT}</p><p>More.</p>"},
    ],
}  # fmt: skip


def read(record: dict[str, Any]) -> Document | InputError:
    assert JSON.documents is not None
    (item,) = JSON.documents(Source(name="a.json", data=json.dumps(record).encode(), settings=Settings()))
    return item


def document(record: dict[str, Any]) -> Document:
    found = read(record)
    assert isinstance(found, Document), found
    return found


def test_an_item_of_the_first_generation() -> None:
    found = document(FIRST)
    assert (found.text, found.title, found.byline, found.publisher) == (TEXT, "Strike on port", "Ana Ruiz", "AP")
    assert (found.published, found.language) == ("2024-03-11T18:10Z", "en")
    assert found.url == found.external_id == "http://agency.example/items/7"
    kept = found.extra["ingest"]
    assert (kept["published_is"], kept["pubstatus"], kept["urgency"]) == ("versioncreated", "usable", 2)
    assert found.extra["slugline"] == "port-strike"
    assert not {"corrects", "retracts", "withdrawn"} & kept.keys()


def test_an_item_of_the_third_generation() -> None:
    found = document(THIRD)
    assert (found.title, found.byline, found.publisher) == ("Strike on port", "Ana Ruiz", "AP")
    assert found.text == f"{TEXT}\n\nMore."
    assert (found.url, found.external_id, found.published) == (None, "urn:x:7", "2024-03-11T18:10Z")


def test_markup_of_the_first_generation() -> None:
    record = {key: value for key, value in FIRST.items() if key not in {"body_text", "versioncreated"}}
    found = document({**record, "body_xhtml": f"<p>{TEXT}</p><p>Two.</p><script>x</script>"})
    assert found.text == f"{TEXT}\n\nTwo."
    assert (found.published, found.extra["ingest"]["published_is"]) == ("2024-03-11T17:00Z", "firstcreated")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"version": "1"}, {"version": "1"}),
        ({"version": "2"}, {"version": "2", "corrects": FIRST["uri"], "change": "update"}),
        ({"version": 2, "ednote": "CORRECTS toll"}, {"version": 2, "corrects": FIRST["uri"], "change": "correction"}),
        ({"ednote": "Correction: 13, not 31"}, {"corrects": FIRST["uri"], "change": "correction"}),
        ({"ednote": "A correctional facility"}, {}),
        ({"evolvedfrom": "urn:x:6"}, {"corrects": "urn:x:6", "change": "update"}),
        ({"associations": {"previous": {"uri": "urn:x:6"}}}, {"corrects": "urn:x:6", "change": "update"}),
        ({"associations": [{"name": "previous", "uri": "urn:x:6"}]}, {"corrects": "urn:x:6", "change": "update"}),
        ({"associations": {"photo": {"uri": "urn:p"}}}, {}),
    ],
)
def test_what_an_item_does_to_an_earlier_one(changed: dict[str, Any], expected: dict[str, Any]) -> None:
    kept = document({**FIRST, **changed}).extra["ingest"]
    found = {key: kept[key] for key in ("version", "corrects", "change", "retracts", "withdrawn") if key in kept}
    assert found == expected


@pytest.mark.parametrize("status", ["canceled", "withheld", "Cancelled"])
@pytest.mark.parametrize(
    ("words", "text"),
    [({"ednote": "Do not use: the toll is wrong."}, "Do not use: the toll is wrong."), ({}, "Strike on port"),
     ({"headline": None}, "")],
)  # fmt: skip
def test_a_withdrawal_is_its_notice(status: str, words: dict[str, Any], text: str) -> None:
    found = document({**FIRST, "pubstatus": status, **words})
    assert found.text == text
    assert (found.extra["ingest"]["retracts"], found.extra["ingest"]["withdrawn"]) == (FIRST["uri"], True)
    assert "corrects" not in found.extra["ingest"]


def test_a_caption_is_said_to_be_one_and_a_picture_without_words_is_refused() -> None:
    record = {key: value for key, value in FIRST.items() if key != "body_text"}
    found = document({**record, "description_text": "The port after the strike."})
    assert (found.text, found.extra["ingest"]["text_is"]) == ("The port after the strike.", "description")
    refused = read(record)
    assert isinstance(refused, InputError)
    assert str(refused).startswith("a.json: a ninjs item without text")


def test_superdesk_writes_it_with_a_guid() -> None:
    record = {key: value for key, value in FIRST.items() if key not in {"uri", "body_text", "provider"}}
    found = document({**record, "guid": "urn:newsml:7", "source": "AP", "body_html": f"<p>{TEXT}</p>"})
    assert (found.text, found.external_id, found.publisher) == (TEXT, "urn:newsml:7", "AP")


@pytest.mark.parametrize("layout", ["lines", "array", "one"])
def test_items_come_one_by_one(layout: str) -> None:
    many = [FIRST, THIRD] if layout != "one" else [FIRST]
    written = {
        "lines": "\n".join(map(json.dumps, many)), "array": json.dumps(many), "one": json.dumps(FIRST, indent=2),
    }[layout]  # fmt: skip
    assert KIND.members is not None
    assert KIND.documents is not None
    stream = io.BytesIO(written.encode())
    found = list(KIND.members(Opened(name="wire.ninjs", stream=stream, settings=Settings())))
    assert len(found) == len(many)
    for part, record in zip(found, many, strict=True):
        assert isinstance(part, Member)
        (item,) = KIND.documents(Source(name=part.locator, data=part.data, settings=Settings()))
        assert isinstance(item, Document)
        assert item.external_id == record["uri"]


@pytest.mark.parametrize(
    ("record", "kind"),
    [(FIRST, "ninjs"), (THIRD, "ninjs"), ({"text": TEXT, "headline": "A", "uri": "u", "version": 1}, "json"),
     ({"uri": "u", "headline": "A"}, "json"), ({"html": "<p>", "uri": "u", "pubstatus": "usable"}, "json")],
)  # fmt: skip
def test_it_is_told_from_other_json_only_when_certain(record: dict[str, Any], kind: str) -> None:
    for data in (json.dumps(record).encode(), json.dumps([record], indent=1).encode("utf-8-sig")):
        found = by_content(data)
        assert found is not None
        assert found.name == kind


def test_it_is_read_from_a_file_with_any_ending(tmp_path: Path) -> None:
    for name in ("a.json", "a.ninjs"):
        (tmp_path / name).write_text(json.dumps(FIRST))
        (found,) = load(tmp_path / name)
        assert found.title == "Strike on port"


_VALUES = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.dictionaries(st.text(), st.text()), max_size=2)
)
_KEYS = st.sampled_from([*FIRST, *THIRD, "version", "ednote", "associations", "evolvedfrom", "descriptions"])


@profile(deadline=None)
@given(changed=st.dictionaries(_KEYS, _VALUES))
def test_any_item_is_a_document_or_refused(changed: dict[str, Any]) -> None:
    found = read({**FIRST, **changed})
    assert isinstance(found, (Document, InputError))
    json.dumps(found.extra if isinstance(found, Document) else str(found))
