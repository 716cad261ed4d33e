"""JSON Lines, arrays and objects as containers: one member a record, in flat memory, one refusal a bad one."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.ingest.base import Member, Opened, Part, Refused, Source
from onrecord.ingest.json import KIND
from onrecord.settings import Settings

TEXT = "At least 13 people were killed, the mayor said."


def members(data: bytes | str, **limits: int) -> list[Part]:
    raw = data.encode() if isinstance(data, str) else data
    assert KIND.members is not None
    return list(KIND.members(Opened(name="wire.jsonl", stream=io.BytesIO(raw), settings=Settings(**limits))))  # type: ignore[arg-type]


def document(part: Part) -> Document:
    """What the JSON door makes of a member."""
    assert isinstance(part, Member), part
    assert part.kind == "json"
    assert KIND.documents is not None
    (item,) = KIND.documents(Source(name=part.locator, data=part.data, settings=Settings(), charset=part.charset))
    assert isinstance(item, Document), item
    return item


def shown(parts: list[Part]) -> list[str]:
    return [f"{part.locator} {document(part).text if isinstance(part, Member) else 'refused'}" for part in parts]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{"text": "A"}\n{"text": "B"}', ["wire.jsonl:1 A", "wire.jsonl:2 B"]),
        ('{"text": "A"}', ["wire.jsonl:1 A"]),
        ('{"text": "A"}\r\n\r\n{"text": "B"}\r\n', ["wire.jsonl:1 A", "wire.jsonl:3 B"]),
        ('[{"text": "A"}, {"text": "B"}]', ["wire.jsonl#1 A", "wire.jsonl#2 B"]),
        ('[\n  {"text": "A"},\n  {"text": "B"}\n]\n', ["wire.jsonl#1 A", "wire.jsonl#2 B"]),
        ('{\n  "text": "A",\n  "title": "T"\n}\n', ["wire.jsonl A"]),
        ('\ufeff{"text": "A"}\n{"text": "B"}\n', ["wire.jsonl:1 A", "wire.jsonl:2 B"]),
        ("not json\n" + '{"text": "B"}\n', ["wire.jsonl:1 refused", "wire.jsonl:2 B"]),
        ('{"text": "A"}\n{"text": \n{"text": "C"}\n', ["wire.jsonl:1 A", "wire.jsonl:2 refused", "wire.jsonl:3 C"]),
        ('[{"text": "A"}, {"text": ]', ["wire.jsonl#1 A", "wire.jsonl#2 refused"]),
        ('[{"text": "A"} {"text": "B"}]', ["wire.jsonl#1 A", "wire.jsonl#2 refused"]),
        ('[{"text": "A"}', ["wire.jsonl#1 A", "wire.jsonl#2 refused"]),
        ('[{"text": "A"}] and more', ["wire.jsonl#1 A", "wire.jsonl#2 refused"]),
        ('{\n  "text": "A",\n  "title": \n}\n', ["wire.jsonl refused"]),
        ("[]", []),
        ("", ["wire.jsonl refused"]),
        (" \n \n", ["wire.jsonl refused"]),
        ("[" * 100_000, ["wire.jsonl#1 refused"]),
        ('{"text": "A"}\n' + "[" * 100_000, ["wire.jsonl:1 A", "wire.jsonl:2 refused"]),
        ('{"text": "A\u2028B"}\n', ["wire.jsonl:1 A\u2028B"]),
    ],
)
def test_each_record_is_a_member_with_its_place(written: str, expected: list[str]) -> None:
    assert shown(members(written)) == expected


def test_the_bytes_of_a_line_are_kept_as_they_are() -> None:
    line = b'{"text":  "Odesa",   "b": 1, "a": 2}'
    (member, _) = members(line + b'\r\n{"text": "B"}')
    assert isinstance(member, Member)
    assert member.data == line


def test_an_item_of_an_array_is_the_same_bytes_however_it_was_laid_out() -> None:
    wide, narrow = ('[{"a": 1,\n\n "text": "Odésa"}]', '[ {"text":"Odésa","a":1} ]')
    (one,), (other,) = members(wide), members(narrow)
    assert isinstance(one, Member)
    assert isinstance(other, Member)
    assert one.data == other.data == '{"a":1,"text":"Odésa"}'.encode()


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1251", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_charset_that_a_text_may_have(charset: str, ending: str) -> None:
    texts = ["Погиб мэр города Одесса" if charset == "cp1251" else "The café’s owner", "Two"]
    lines = ending.join(json.dumps({"text": text}, ensure_ascii=False) for text in texts * 20)
    assert [document(part).text for part in members(lines.encode(charset))] == texts * 20


def test_an_accent_far_into_the_file_decides_its_charset() -> None:
    plain = json.dumps({"text": TEXT}).encode() + b"\n"
    late = json.dumps({"text": "The mayor’s office paid £5"}, ensure_ascii=False)
    many = plain * 5_000
    assert document(members(many + late.encode("cp1252"))[-1]).text == "The mayor’s office paid £5"
    assert document(members(many + late.encode())[-1]).text == "The mayor’s office paid £5"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_line_too_long_is_refused_without_being_held(charset: str) -> None:
    good = json.dumps({"text": TEXT})
    data = (good + "\n" + '{"text": "' + "A" * 4_000_000 + '"}\n' + good).encode(charset)
    stream = io.BytesIO(data)
    assert KIND.members is not None
    tracemalloc.start()
    found = list(KIND.members(Opened(name="wire.jsonl", stream=stream, settings=Settings(max_html_bytes=50_000))))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [part.locator for part in found] == ["wire.jsonl:1", "wire.jsonl:2", "wire.jsonl:3"]
    assert isinstance(found[1], Refused)
    assert "a line of more than 50,000 bytes" in str(found[1].error)
    assert most < 5_000_000


@pytest.mark.parametrize("shape", ["lines", "array"])
def test_memory_does_not_grow_with_the_file(shape: str) -> None:
    def most(count: int) -> int:
        records = [json.dumps({"text": TEXT * 20, "id": number}) for number in range(count)]
        data = "\n".join(records) if shape == "lines" else "[" + ",\n".join(records) + "]"
        stream = io.BytesIO(data.encode())
        assert KIND.members is not None
        tracemalloc.start()
        assert sum(1 for _ in KIND.members(Opened(name="a", stream=stream, settings=Settings()))) == count
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert most(16_000) < 1.2 * most(4_000)


def test_an_item_too_large_ends_the_array() -> None:
    found = members('[{"text": "A"}, {"text": "' + "B" * 1_000_000 + '"}]', max_html_bytes=10_000)
    assert isinstance(found[1], Refused)
    assert "more than 10,000 characters" in str(found[1].error)
    assert str(found[1].error).startswith("wire.jsonl#2: ")


def test_bytes_that_are_no_text_are_one_refusal() -> None:
    (part,) = members(b'{"text"' + bytes(range(256)) * 40)
    assert isinstance(part, Refused)
    assert str(part.error).startswith("wire.jsonl: ")


@pytest.mark.parametrize("block", [3, 7, 64])
def test_items_are_the_same_wherever_the_blocks_end(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.records._BLOCK", block)
    records = [{"text": f'Odésa \\ "{number}"', "n": number} for number in range(30)]
    whole = json.dumps(records, ensure_ascii=False, indent=1)
    assert [json.loads(part.data) for part in members(whole) if isinstance(part, Member)] == records
    assert [document(part).text for part in members(whole.encode("utf-16"))] == [str(one["text"]) for one in records]


def test_what_a_report_does_to_another_is_passed_on() -> None:
    record = {"text": TEXT, "id": "r08", "corrects": "r07", "version": 2, "retracts": None}
    (part,) = members(json.dumps(record))
    found = document(part)
    assert (found.extra["ingest"]["corrects"], found.extra["ingest"]["version"]) == ("r07", 2)
    assert "retracts" not in found.extra["ingest"]


_TEXT = st.text(min_size=1).filter(str.strip)
_RECORD = st.fixed_dictionaries(
    {"text": _TEXT}, optional={"title": st.text(), "id": st.text(min_size=1), "x": st.integers()}
)


@profile(deadline=None, max_examples=60)
@given(records=st.lists(_RECORD, min_size=1, max_size=6), ascii_only=st.booleans(), lines=st.booleans())
def test_whatever_the_standard_writer_writes_comes_back(
    records: list[dict[str, object]], ascii_only: bool, lines: bool
) -> None:
    if lines:
        written = "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in records)
    else:
        written = json.dumps(records, ensure_ascii=ascii_only, indent=2)
    found = [json.loads(part.data) for part in members(written.encode("utf-8", "replace")) if isinstance(part, Member)]
    assert found == json.loads("[" + ",".join(json.dumps(one) for one in records) + "]")


@profile(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_end_in_members_or_refusals(data: bytes) -> None:
    for part in members(b'{"text": "A"}\n' + data) + members(b"[" + data) + members(data):
        assert isinstance(part, (Member, Refused))
        assert "\n" not in str(part.error if isinstance(part, Refused) else part.locator)
