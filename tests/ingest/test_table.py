"""Tables: headings as people write them, rows as programs write them, and what is wrong with one costs one row."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.errors import InputError
from onrecord.ingest import load
from onrecord.ingest.base import Member, Opened, Part, Refused, Source, by_content
from onrecord.ingest.json import KIND as JSON
from onrecord.ingest.table import KIND
from onrecord.settings import Settings

TEXT = "At least 13 people were killed, the mayor said."


def members(data: bytes | str, **limits: int) -> list[Part]:
    raw = data.encode() if isinstance(data, str) else data
    assert KIND.members is not None
    return list(KIND.members(Opened(name="table.csv", stream=io.BytesIO(raw), settings=Settings(**limits))))  # type: ignore[arg-type]


def document(part: Part) -> Document:
    assert isinstance(part, Member), part
    assert part.kind == "json"
    assert JSON.documents is not None
    (item,) = JSON.documents(Source(name=part.locator, data=part.data, settings=Settings(), charset=part.charset))
    assert isinstance(item, Document), item
    return item


def refusal(data: bytes | str, **limits: int) -> str:
    (part,) = members(data, **limits)
    assert isinstance(part, Refused)
    return str(part.error)


def test_the_contract_fields_by_their_own_names() -> None:
    heading = "text,title,publisher,published,url,byline,language,id,desk,corrects,version"
    row = f'"{TEXT}",Strike,Coast Herald,2024-03-11,https://coast.example/a,Ana Ruiz,en,r08,night,r07,2'
    (part,) = members(f"{heading}\n{row}\n")
    found = document(part)
    assert isinstance(part, Member)
    assert (part.locator, part.facts["row"]) == ("table.csv:2", 1)
    assert (found.text, found.title, found.publisher, found.published) == (TEXT, "Strike", "Coast Herald", "2024-03-11")
    assert (found.url, found.byline, found.language, found.external_id) == (
        "https://coast.example/a", "Ana Ruiz", "en", "r08",
    )  # fmt: skip
    assert found.extra["desk"] == "night"
    assert (found.extra["ingest"]["corrects"], found.extra["ingest"]["version"]) == ("r07", "2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("heading", [("HEADLINE", "Full Text", "Pub-Date"), ("title", "body", "publication_date")])
def test_headings_and_separators_as_people_write_them(delimiter: str, heading: tuple[str, ...]) -> None:
    rows = [delimiter.join(heading), delimiter.join(["Strike", '"A; b, c | d\te"', "11 March 2024"])]
    (part,) = members("\n".join(rows))
    found = document(part)
    assert (found.title, found.text, found.published) == ("Strike", "A; b, c | d\te", "2024-03-11")
    assert isinstance(part, Member)
    assert set(part.facts["columns"].values()) == {" ".join(name.split()) for name in heading}


def test_a_table_of_gdelt_with_texts() -> None:
    data = (
        "GKGRECORDID\tDATE\tSourceCommonName\tDocumentIdentifier\tV2Tone\ttext\n"
        f'20240311101500-7\t20240311101500\tcoast.example\thttps://coast.example/a\t-3.2,1\t"We will win," he said. {TEXT}\n'  # noqa: E501
    )
    (part,) = members(data)
    found = document(part)
    assert (found.publisher, found.url, found.published) == (
        "coast.example",
        "https://coast.example/a",
        "2024-03-11T10:15",
    )
    assert found.external_id == "20240311101500-7"
    assert found.text == f'"We will win," he said. {TEXT}'
    assert found.extra["V2Tone"] == "-3.2,1"
    assert isinstance(part, Member)
    assert part.facts["published_as_written"] == "20240311101500"


def test_a_table_of_acled_in_which_notes_are_the_only_text() -> None:
    heading = (
        "event_id_cnty,event_date,year,event_type,actor1,country,location,latitude,source,notes,fatalities,timestamp"
    )
    row = f'UKR123,11 March 2024,2024,Battles,A,Ukraine,Odesa,46.48,Coast Herald; Port News,"{TEXT}",13,1710180600'
    (part,) = members(f"{heading}\n{row}\n")
    found = document(part)
    assert (found.text, found.external_id, found.publisher) == (TEXT, "UKR123", "Coast Herald; Port News")
    assert found.published == "2024-03-11"
    assert found.extra["fatalities"] == "13"
    (better,) = members(f"notes,text\ncoder's note,{TEXT.replace(',', '')}\n")
    assert document(better).extra["notes"] == "coder's note"


def test_a_table_of_nexis() -> None:
    data = (
        '\ufeff"Headline","Publication","Date","Byline","Length","Section","Body"\r\n'
        f'"Strike on port","Coast Herald (Odesa)","March 11, 2024 Monday","Ana Ruiz","412 words","NEWS","{TEXT}\r\n\r\nMore."\r\n'  # noqa: E501
    )
    (part,) = members(data)
    found = document(part)
    assert (found.title, found.publisher, found.byline) == ("Strike on port", "Coast Herald (Odesa)", "Ana Ruiz")
    assert (found.published, found.text) == ("2024-03-11", f"{TEXT}\n\nMore.")
    assert found.extra["Length"] == "412 words"


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("20240311", "2024-03-11"), ("20240311T101500Z", "2024-03-11T10:15Z"), ("1710180600", "2024-03-11T18:10Z"),
        ("2024-03-11 18:10:00", "2024-03-11T18:10"), ("03/04/2024", None), ("99999999", None), ("Monday", None),
    ],
)  # fmt: skip
def test_dates_as_tables_write_them(written: str, edtf: str | None) -> None:
    (part,) = members(f"text,date\nA mayor,{written}\n")
    assert document(part).published == edtf


def test_the_line_of_a_row_counts_the_line_ends_in_quotes() -> None:
    data = 'text,title\n"one\ntwo\n\nthree",A\n\n"four",B\r\n"five\r\nsix",C\nseven,D\n'
    assert [part.locator for part in members(data)] == [f"table.csv:{line}" for line in (2, 7, 8, 10)]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("only one", "table.csv:3: 1 cells where the heading has 2"),
        ("a,b,c", "table.csv:3: 3 cells where the heading has 2"),
        ('"a"b,c', "table.csv:3: a quote stands inside a quoted cell"),
        ('"never closed,c', "table.csv:3: a quote is opened in this line and never closed"),
        (",no text", 'table.csv:3: nothing in the column "text"'),
        ('"' + "A" * 300_000 + '",c', "table.csv:3: a row of more than 200,000 characters"),
        ("A" * 3_000_000, "table.csv:3: a row of more than 200,000 characters"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_come(bad: str, words: str) -> None:
    found = members(f"text,title\none,A\n{bad}\ntwo,B\nthree,C\n", max_html_bytes=100_000)
    assert [document(part).text for part in found if isinstance(part, Member)] == ["one", "two", "three"]
    (refused,) = (part for part in found if isinstance(part, Refused))
    assert words in str(refused.error)
    assert refused.locator == "table.csv:3"


def test_a_nul_is_kept_as_a_sign_that_something_stood_there() -> None:
    (part,) = members("text\tt\n" + TEXT + "\0\tA\n")
    assert document(part).text == TEXT + "\ufffd"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            "a,b\n1,2\n",
            'table.csv: no column with the articles; it has "a", "b": rename the one that holds them to "text"',
        ),
        (",".join(f"c{n}" for n in range(30)) + "\n", "and 18 more"),
        ("", "there is nothing in it"),
        ("\n\n \n", "there is nothing in it"),
        ('"text,title\n', "the heading cannot be read"),
        ("x" * 300_000, "no column with the articles"),
        (bytes(range(256)) * 40, "table.csv: "),
    ],
)
def test_a_table_without_articles_is_refused_in_one_line(data: bytes | str, words: str) -> None:
    said = refusal(data)
    assert words in said
    assert said.startswith("table.csv: ")
    assert "\n" not in said


def test_columns_that_would_be_taken_for_something_else_keep_apart() -> None:
    (part,) = members("Text,text,ingest,schema,URL,source,source\nA,B,C,1,javascript:alert(1),S,T\n")
    found = document(part)
    assert (found.text, found.url, found.publisher) == ("A", None, "S")
    assert found.extra["text (column)"] == "B"
    assert (found.extra["ingest (column)"], found.extra["schema (column)"]) == ("C", "1")
    assert (found.extra["URL"], found.extra["source (column 7)"]) == ("javascript:alert(1)", "T")


def test_a_cell_larger_than_the_csv_module_allows() -> None:
    (part,) = members("text,title\n" + '"' + "word " * 60_000 + '",A\n')
    assert len(document(part).text) == 300_000


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1252"])
def test_charsets_of_office_programs(charset: str) -> None:
    data = "sep=;\r\ntext;title\r\nThe mayor’s office paid £5;A\r\n".encode(charset)
    (part,) = members(data)
    assert (part.locator, document(part).text) == ("table.csv:3", "The mayor’s office paid £5")


def test_memory_does_not_grow_with_the_table() -> None:
    def most(count: int) -> int:
        data = ("text,id\n" + "".join(f'"{TEXT * 20}",{number}\n' for number in range(count))).encode()
        stream = io.BytesIO(data)
        assert KIND.members is not None
        tracemalloc.start()
        assert sum(1 for _ in KIND.members(Opened(name="a", stream=stream, settings=Settings()))) == count
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert most(8_000) < 1.2 * most(2_000)


def test_read_says_what_to_do_with_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f'text,title\n"{TEXT}",A\n')
    with pytest.raises(InputError, match="onrecord add"):
        list(load(path))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("title,full_text,date\nA,B,C", "table"), ("text\tid\nA\t7", "table"),
        ("The text, the title and the date were wrong.", "text"), ("text", "text"), ("Title: A\ntext", "text"),
    ],
)  # fmt: skip
def test_a_table_is_known_by_its_heading(head: str, kind: str) -> None:
    found = by_content(head.encode())
    assert found is not None
    assert found.name == kind


_CELL = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t"), max_size=30)


@profile(deadline=None, max_examples=150)
@given(
    rows=st.lists(st.tuples(_CELL.filter(str.strip), _CELL, _CELL), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_the_standard_writer_writes_comes_back(
    rows: list[tuple[str, str, str]], delimiter: str, quoting: int, ending: str
) -> None:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=delimiter, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]
    writer.writerow(["text", "title", "desk"])
    writer.writerows(rows)
    found = [json.loads(part.data) for part in members(sheet.getvalue()) if isinstance(part, Member)]
    assert [(one["text"], one.get("title", ""), one.get("desk", "")) for one in found] == [
        (text, title.strip(), desk) for text, title, desk in rows
    ]


@profile(deadline=None)
@given(data=st.binary(max_size=300), text=st.text(alphabet='",;\t\n\r\0a', max_size=100))
def test_any_bytes_end_in_members_or_refusals(data: bytes, text: str) -> None:
    for part in members(b"text,title\n" + data) + members(data) + members("text\ttitle\n" + text):
        assert isinstance(part, (Member, Refused))
        assert "\n" not in str(part.error if isinstance(part, Refused) else part.locator)
