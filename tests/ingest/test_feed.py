"""Feeds: every entry with its words, dates and authors; attacks refused; nothing of a short entry lost."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.errors import InputError
from onrecord.ingest import load
from onrecord.ingest.base import Member, Opened, Part, Refused, Source, by_content, by_name
from onrecord.ingest.feed import KIND, entries
from onrecord.settings import Settings

LONG = "At least 13 people were killed in the strike on the port, the mayor said. " * 10


def members(data: bytes | str, **limits: int) -> list[Part]:
    raw = data.encode() if isinstance(data, str) else data
    assert KIND.members is not None
    return list(KIND.members(Opened(name="feed.xml", stream=io.BytesIO(raw), settings=Settings(**limits))))  # type: ignore[arg-type]


def document(part: Part) -> Document:
    assert isinstance(part, Member), part
    assert part.kind is not None
    door = by_name(part.kind).documents
    assert door is not None
    (item,) = door(Source(name=part.locator, data=part.data, settings=Settings(), charset=part.charset))
    assert isinstance(item, Document), item
    return item


def rss(items: str, channel: str = "<title>Coast &amp; Herald</title><language>en-us</language>") -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{channel}{items}</channel></rss>'


def one(item: str) -> Member:
    (part,) = members(rss(f"<item>{item}</item>"))
    assert isinstance(part, Member), part
    return part


def test_every_fact_of_an_entry_of_rss() -> None:
    part = one(
        "<title>Strike on port</title><link>https://coast.example/a</link><guid isPermaLink='false'>r07</guid>"
        "<pubDate>Mon, 11 Mar 2024 18:10:00 +0200</pubDate><dc:creator>Ana Ruiz</dc:creator>"
        f"<description>Short</description><content:encoded><![CDATA[<p>{LONG}</p><p>Two.</p>]]></content:encoded>"
    )
    assert part.locator == "feed.xml#1"
    expected = {
        "title": "Strike on port", "url": "https://coast.example/a", "external_id": "r07", "byline": "Ana Ruiz",
        "published": "2024-03-11T18:10+02:00", "publisher": "Coast & Herald", "language": "en",
    }  # fmt: skip
    assert {key: part.facts[key] for key in expected} == expected
    assert part.facts["published_as_written"] == "Mon, 11 Mar 2024 18:10:00 +0200"
    assert "teaser" not in part.facts
    assert document(part).text == f"{LONG.strip()}\n\nTwo."


def test_every_fact_of_an_entry_of_atom() -> None:
    (part,) = members(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Collected</title><entry>'
        '<title type="text">The &lt;script&gt; tag</title><id>urn:1</id><updated>2024-03-12T08:00:00Z</updated>'
        "<published>2024-03-11T18:10:00Z</published><author><name>Ana Ruiz</name></author><author><name>Bo Li</name>"
        '</author><source><title>Port News</title></source><link href="https://port.example/1"/>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello &amp; bye</p></div></content>'
        "</entry></feed>"
    )
    assert isinstance(part, Member)
    expected = {
        "title": "The <script> tag", "url": "https://port.example/1", "external_id": "urn:1",
        "byline": "Ana Ruiz, Bo Li",
        "published": "2024-03-11T18:10Z", "updated": "2024-03-12T08:00Z", "publisher": "Port News", "language": "en",
    }  # fmt: skip
    assert {key: part.facts[key] for key in expected} == expected
    assert document(part).text == "Hello & bye"


def test_rdf_is_a_feed_too() -> None:
    (part,) = members(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast</title></channel>'
        '<item rdf:about="https://coast.example/a"><title>A</title><link>https://coast.example/a</link>'
        f"<description>{LONG}</description><dc:date>2024-03-11</dc:date></item></rdf:RDF>"
    )
    assert isinstance(part, Member)
    assert (part.facts["published"], part.facts["published_is"], part.facts["publisher"]) == (
        "2024-03-11", "updated", "Coast",
    )  # fmt: skip
    assert document(part).text == LONG.strip()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Two died.</p><p>One was hurt.</p>", "Two died.\n\nOne was hurt."),
        ("<p>Killed:</p><ul><li>13 in Odesa</li><li>2 in Izmail</li></ul>", "Killed:\n\n13 in Odesa\n\n2 in Izmail"),
        ("<blockquote>We saw it.</blockquote><p>— a nurse</p>", "We saw it.\n\n— a nurse"),
        ("First line.<br/><br/>Second <b>bold</b> line.<br>Third.", "First line.\n\nSecond bold line. Third."),
        ("<table><tr><td>Odesa</td><td>13</td></tr></table>after", "Odesa | 13\n\nafter"),
        ("<p>Seen</p><script>evil()</script><style>p{}</style> tail", "Seen\n\ntail"),
        ("5 < 6, said AT&T", "5 < 6, said AT&T"),
        ("One.\n\nTwo.", "One.\n\nTwo."),
    ],
)
def test_the_whole_text_of_a_short_entry_survives(markup: str, text: str) -> None:
    assert document(one(f"<title>T</title><description>{escape(markup)}</description>")).text == text


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("A <b>bold</b> claim", "A bold claim"), ("<script>alert(1)</script>Hi", "Hi"), ("5 < 6", "5 < 6"),
        ("AT&amp;T", "AT&T"), ("<img src=x onerror=alert(1)>Port", "Port"), ("  two\n lines ", "two lines"),
    ],
)  # fmt: skip
def test_a_title_is_plain_text(written: str, title: str) -> None:
    assert one(f"<title>{escape(written)}</title><description>x</description>").facts["title"] == title


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example/"])
def test_only_links_of_the_web_are_kept(link: str) -> None:
    assert "url" not in one(f"<title>T</title><link>{link}</link><description>x</description>").facts


@pytest.mark.parametrize(
    ("item", "teaser"),
    [
        ("<description>Short.</description>", True),
        (f"<description>{LONG}</description>", False),
        (f"<description>{LONG} […]</description>", True),
        ("<content:encoded>Short.</content:encoded><description>S</description>", False),
    ],
)
def test_a_teaser_is_a_document_that_says_so(item: str, teaser: bool) -> None:
    part = one(f"<title>T</title>{item}")
    assert part.facts.get("teaser", False) is teaser
    assert document(part).text


def test_a_title_alone_is_the_text_and_nothing_at_all_is_refused() -> None:
    found = members(rss("<item><title>Strike on port</title></item><item><guid>r07</guid></item>"))
    assert document(found[0]).text == "Strike on port"
    assert isinstance(found[1], Refused)
    assert str(found[1].error).startswith("feed.xml#2: neither text nor title")


@pytest.mark.parametrize(
    ("author", "byline"),
    [("news@coast.example (Ana Ruiz)", "Ana Ruiz"), ("Ana Ruiz", "Ana Ruiz"), ("news@coast.com", "news@coast.com")],
)
def test_an_author_by_name(author: str, byline: str) -> None:
    assert one(f"<title>T</title><author>{author}</author><description>x</description>").facts["byline"] == byline


_BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY a0 "ha">' + _BOMB,
        '<!ENTITY % p SYSTEM "http://127.0.0.1/">',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", " junk "])
def test_declarations_of_entities_are_refused(declared: str, charset: str, before: str) -> None:
    item = "<item><title>&x;&a9;</title><description>&x;</description></item>"
    data = f'{before}<!DOCTYPE rss [{declared}]><rss version="2.0"><channel>{item}</channel></rss>'
    (part,) = members(data.encode(charset))
    assert isinstance(part, Refused)
    assert "declares entities" in str(part.error)


def test_words_about_entities_are_no_declaration() -> None:
    part = one("<title>T</title><description><![CDATA[How &lt;!ENTITY works]]></description>")
    assert document(part).text == "How <!ENTITY works"


def test_a_name_is_never_opened(tmp_path: Path) -> None:
    canary = tmp_path / "feed.xml"
    canary.write_text(rss("<item><title>canary</title></item>"))
    with pytest.raises(TypeError):
        entries(str(canary), name="x", settings=Settings())  # type: ignore[arg-type]
    (part,) = members(str(canary))
    assert isinstance(part, Refused)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rss(""), "no entries"), ("<note>no feed</note>", "no feed"), ("", "no feed"), ("\0" * 50, "no feed"),
        ("<rss>" * 20_000, "feed.xml: "), ("A" * 2_000_000, "more than 1,000,000 bytes"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_in_one_line(data: str, words: str) -> None:
    (part,) = members(data, max_html_bytes=1_000_000)
    assert isinstance(part, Refused)
    assert words in str(part.error)
    assert "\n" not in str(part.error)


def test_a_feed_with_a_slip_is_read_all_the_same() -> None:
    found = members(rss("<item><title>A&nbsp;B & C</title><description>Port</description></item>"))
    assert document(found[0]).text == "Port"


@pytest.mark.parametrize(
    "head",
    [
        "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>",
        "<feed xmlns='x'><p>a</p><p>b</p>",
        "<rdf:RDF xmlns:rdf='x'>",
    ],
)
def test_a_feed_is_known_by_its_root(head: str) -> None:
    for data in (head.encode(), head.encode("utf-16")):
        found = by_content(data)
        assert found is not None
        assert found.name == "feed"


def test_read_says_what_to_do_with_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss("<item><title>A</title></item>"))
    with pytest.raises(InputError, match="onrecord add"):
        list(load(path))


_WORDS = st.text(alphabet=st.characters(whitelist_categories=("L", "N", "P", "S")), min_size=1, max_size=40)


@profile(deadline=None, max_examples=40)
@given(items=st.lists(st.tuples(_WORDS, _WORDS, _WORDS), min_size=1, max_size=5))
def test_whatever_is_written_into_a_feed_comes_back(items: list[tuple[str, str, str]]) -> None:
    written = "".join(
        f"<item><title>{escape(escape(title))}</title><guid isPermaLink='false'>{escape(guid)}</guid>"
        f"<description>{escape(f'<p>{escape(text)}</p>')}</description></item>"
        for title, guid, text in items
    )
    found = members(rss(written))
    assert [(part.facts["title"], part.facts["external_id"]) for part in found if isinstance(part, Member)] == [
        (title, guid) for title, guid, _ in items
    ]
    assert [document(part).text for part in found] == [Document.of(text).text for _, _, text in items]
