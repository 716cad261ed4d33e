"""The report in every form: the same facts, nothing obeyed, JSON as the schema says."""

import json
import re
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from onrecord.core import Document, Reading
from onrecord.errors import UsageError
from onrecord.show.report import Medium, Sheet, form, form_names

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7*7 }}{% print 1 %}",
    "javascript:alert(1)",
    "<!--<script>-->",
    "]]><x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x1b]0;title\x07\x1b[2J",
    "[click](javascript:alert(1))",
    "![x](https://example.org/track.png)",
    "\u202eevil\u202c",
]


def shown(name: str, *readings: Reading, **medium) -> str:
    return "".join(form(name).write(readings, Medium(**medium)))


@pytest.mark.parametrize("name", ["text", "md", "html"])
@pytest.mark.parametrize(
    "fact",
    ["Fire at Tumaco terminal", "Coast Herald", "2024-05-19", "Marta Quiroga", "regional governor", "≥ 14", "≈ 300–400",
     "6,000 km²", "≥ about 24", "own voice", "denied", "Unconfirmed", "2024-05-18 18:00 – 2024-05-19 06:00",
     "confidential army assessment", "1.80° N, 78.76° W", "± 15 km", "CO", "armed group", "in hectares"],
)  # fmt: skip
def test_every_form_tells_it(name: str, fact: str, reading: Reading) -> None:
    text = re.sub(r"<[^>]+>", "", shown(name, reading)) if name == "html" else shown(name, reading)
    assert fact in " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("name", ["text", "md"])
def test_a_chain_names_everyone_between_the_reader_and_the_source(name: str, reading: Reading) -> None:
    assert "Coast Herald › Pacific Courier › confidential army assessment" in " ".join(shown(name, reading).split())


@pytest.mark.parametrize("name", ["text", "md"])
def test_what_was_dropped_is_counted_and_listed_on_demand(name: str, reading: Reading) -> None:
    assert "Su-24" not in shown(name, reading)
    assert "a product name, not a figure" in shown(name, reading, dropped=True)


def test_colours_only_where_wanted(reading: Reading) -> None:
    assert "\x1b" not in shown("text", reading)
    assert shown("text", reading, width=60) != shown("text", reading)


@pytest.mark.parametrize("name", form_names())
def test_every_form_is_the_same_twice(name: str, reading: Reading) -> None:
    assert shown(name, reading) == shown(name, reading)


@pytest.mark.parametrize("name", form_names())
def test_a_reading_with_nothing_in_it_is_shown(name: str) -> None:
    assert shown(name, Reading(document=Document.of("Nothing happened.")))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("field", ["title", "publisher", "byline", "url", "published"])
def test_no_field_reaches_the_page_alive(payload: str, field: str, make_reading) -> None:
    page = shown("html", make_reading(**{field: payload}))
    assert page.count("<script") == 1
    assert not re.search(r"<(img|svg/|x>)", page)
    assert 'href="javascript:' not in page
    assert "\u202e" not in page
    assert "\x1b" not in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_article_reaches_terminal_page_or_markdown_alive(payload: str) -> None:
    reading = Reading(document=Document.of(f"He said {payload} and left.", title=payload, publisher=payload))
    assert shown("html", reading).count("<script") == 1
    for name in ("text", "md"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown(name, reading))
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(", shown("md", reading))


def test_the_page_needs_nothing_and_allows_nothing(reading: Reading) -> None:
    page = shown("html", reading)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(
        r'\b(src|srcset|action|formaction|style|on\w+)="',
        re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.S),
    )
    assert set(re.findall(r'<a [^>]*href="([^"#][^"]*)"', page)) == set()


def test_only_web_addresses_become_links(make_reading) -> None:
    assert 'href="https://example.org/a"' in shown("html", make_reading(url="https://example.org/a"))
    assert 'href="file:' not in shown("html", make_reading(url="file:///etc/passwd"))


def test_every_link_of_the_page_leads_somewhere(reading: Reading) -> None:
    page = shown("html", reading, reading)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_nothing_in_a_template_is_marked_safe() -> None:
    folder = files("onrecord.show.report.forms") / "page"
    assert not any(re.search(r"\|\s*safe\b|autoescape", item.read_text(encoding="utf-8")) for item in folder.iterdir())


def test_one_reading_is_an_object_and_several_are_an_array(reading: Reading) -> None:
    assert json.loads(shown("json", reading)) == json.loads(json.dumps(reading.to_dict()))
    assert len(json.loads(shown("json", reading, several=True))) == 1
    assert len(json.loads(shown("json", reading, reading))) == 2
    assert json.loads(shown("json", several=True)) == []


def test_a_line_is_a_reading_whatever_is_in_the_text() -> None:
    reading = Reading(document=Document.of("One\u2028two\u0085three\nfour \x9b31m."))
    (row,) = shown("jsonl", reading).splitlines()
    assert json.loads(row)["document"]["text"] == reading.document.text


def test_the_schema_holds_and_is_strict(reading: Reading) -> None:
    schema = json.loads((files("onrecord") / "schema" / "reading.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    data = json.loads(json.dumps(reading.to_dict()))
    assert list(validator.iter_errors(data)) == []
    for path in ("actors", "places", "times", "figures", "attributions", "events", "relations", "flags"):
        broken = json.loads(json.dumps(data))
        broken[path][0]["surprise"] = 1
        assert not validator.is_valid(broken), path
        for key in data[path][0]:
            broken = json.loads(json.dumps(data))
            del broken[path][0][key]
            assert not validator.is_valid(broken), (path, key)


def test_an_unknown_format_is_refused_with_the_choice() -> None:
    with pytest.raises(UsageError, match="choose one of csv, html, json, jsonl, md, text"):
        form("pdf")


def test_the_sheet_counts_what_stands_in_somebodys_mouth(reading: Reading) -> None:
    sheet = Sheet.of(reading)
    assert 0.4 < sheet.attributed < 0.6
    assert [voice.name for voice in sheet.voices][:2] == ["Marta Quiroga", "Pacific Courier"]
    assert [figure.id for figure in sheet.own_figures] == ["fig3", "fig4"]
    assert [statement.number for statement in sheet.statements] == ["1", "2", "3", "3.1", "4", "5"]


def test_a_circle_of_parents_is_shown_flat(reading: Reading) -> None:
    from dataclasses import replace

    a, b = reading.attributions[:2]
    circle = replace(reading, attributions=(replace(a, parent=b.id), replace(b, parent=a.id)), figures=())
    assert len(Sheet.of(circle).statements) == 2
