"""Documents as JSON: the contract's fields, one bad line among good ones, and readings read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.errors import InputError
from onrecord.ingest import load
from onrecord.ingest.base import Source
from onrecord.ingest.json import KIND
from onrecord.settings import Settings

TEXT = "At least 13 people were killed, the mayor said."


def items(data: str | bytes, **limits: int) -> list[Document | InputError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(KIND.documents(Source(name="a.jsonl", data=raw, settings=Settings(**limits))))  # type: ignore[arg-type]


def test_every_field_of_the_contract(tmp_path: Path) -> None:
    record = {
        "text": TEXT, "title": "Strike", "publisher": "Coast Herald", "published": "2024-03-11", "byline": "Ana Ruiz",
        "url": "https://coast.example/a", "language": "en", "id": "r07", "desk": "night", "tags": ["port"],
    }  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record))
    (document,) = load(path, publisher="Another", published="2025-01-01")  # options fill, they do not replace
    for field in ("text", "title", "publisher", "published", "byline", "url", "language"):
        assert getattr(document, field) == record[field]
    assert document.external_id == "r07"
    assert document.extra["desk"] == "night"
    assert document.extra["tags"] == ["port"]


@pytest.mark.parametrize(
    "written",
    [
        '{"text": "A"}\n{"text": "B"}',
        '{"text": "A"}\r\n\r\n{"text": "B"}\r\n',
        '[{"text": "A"}, {"text": "B"}]',
        '[\n  {"text": "A"},\n  {"text": "B"}\n]',
        '\ufeff{"text": "A"}\n{"text": "B"}\n',
    ],
)
def test_lines_and_lists_are_many_documents(written: str) -> None:
    assert [item.text for item in items(written) if isinstance(item, Document)] == ["A", "B"]


def test_one_object_over_several_lines() -> None:
    (document,) = items('{\n  "text": "A",\n  "title": "B"\n}')
    assert isinstance(document, Document)
    assert document.title == "B"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "line 2: not valid JSON at character 1"),
        ("{}", 'line 2: neither "text" nor "html"'),
        ('{"text": null}', "line 2: the text is empty"),
        ('{"text": ["A"]}', 'line 2: "text" must be a string, not list'),
        ('{"text": "A", "title": 5}', 'line 2: "title" must be a string, not int'),
        ('{"text": "A", "id": {}}', 'line 2: "id" must be a string or a number'),
        ("[1]", "line 2: a document must be an object"),
        ("5", "line 2: a document must be an object"),
        ('{"text": "A", "n": ' + "9" * 5000 + "}", "line 2: not valid JSON (a number is too long)"),
        ("[" * 100_000, "line 2: JSON nested too deeply"),
        ('{"text": "' + "A" * 200 + '"}', "line 2: 200 characters, more than 100"),
    ],
)
def test_a_bad_line_is_refused_by_its_number(line: str, words: str) -> None:
    found = items(f'{{"text": "A"}}\n{line}\n{{"text": "B"}}', max_text_bytes=100)
    assert [item.text for item in found if isinstance(item, Document)] == ["A", "B"]
    (refusal,) = (item for item in found if isinstance(item, InputError))
    assert words in str(refusal)
    assert "\n" not in str(refusal)


def test_html_in_json(tmp_path: Path) -> None:
    (document,) = items(json.dumps({"html": f"<p>{TEXT}</p><script>x</script>", "title": "Strike", "id": 7}))
    assert isinstance(document, Document)
    assert (document.text, document.title, document.external_id) == (TEXT, "Strike", "7")


def test_a_reading_is_read_again() -> None:
    reading = {"schema": 1, "document": {"id": "sha256:0", "text": TEXT, "published": "2024-03-11"}}
    (document,) = items(json.dumps(reading))
    assert isinstance(document, Document)
    assert (document.text, document.published, document.external_id) == (TEXT, "2024-03-11", None)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [("Mon, 11 Mar 2024 18:10:00 +0200", "2024-03-11T18:10+02:00"), ("some day", None), (5.0, "1970-01-01T00:00Z")],
)
def test_a_date_in_another_form_is_kept_as_written(written: object, edtf: str | None) -> None:
    (document,) = items(json.dumps({"text": TEXT, "published": written}))
    assert isinstance(document, Document)
    assert document.published == edtf
    assert document.extra["ingest"]["published_as_written"] == written


def test_lone_surrogates_can_be_written_as_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(r'{"text": "Thirteen \ud800 were killed.", "title": "\udfff", "desk": ["\ud800"], "\ud800": 1}')
    (document,) = load(path)
    everything = json.dumps([document.text, document.title, document.extra], ensure_ascii=False)
    everything.encode("utf-8")


_VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=2)
_KEYS = st.sampled_from(["text", "title", "published", "id", "schema", "document", "x"])


@settings(deadline=None)
@given(record=st.dictionaries(_KEYS, _VALUES))
def test_any_object_is_a_document_or_refused(record: dict[str, Any]) -> None:
    (item,) = items(json.dumps(record))
    assert isinstance(item, (Document, InputError))
