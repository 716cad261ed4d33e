"""A page gives its article, and what it declares of itself; what is not the article stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.core import Document
from onrecord.ingest import load

PARAGRAPH = (
    "At least <b>13</b> dockworkers were <a href='/x'>killed</a> on Friday night when a drone struck the grain port "
    "of the city, the mayor said, adding that the search for the missing would go on."
)
WORDS = (
    "At least 13 dockworkers were killed on Friday night when a drone struck the grain port "
    "of the city, the mayor said, adding that the search for the missing would go on."
)
DECLARED = """
<meta property="og:site_name" content="Coast Herald"><meta property="og:title" content="Strike on port kills 13">
<meta name="author" content="Ana Ruiz"><link rel="canonical" href="https://coast.example/strike">
<meta property="article:published_time" content="2024-03-11T18:10:33+02:00">
"""


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    (document,) = load(path)
    return document


def test_an_article_with_its_surroundings(tmp_path: Path) -> None:
    body = f"""
    <nav><a href="/">Home</a> <a href="/war">War</a></nav>
    <article><h1>Strike on port kills 13</h1><p>By Ana Ruiz</p><p>March 11, 2024</p>
    <p>{PARAGRAPH}</p><blockquote><p>It was a terrible night for everybody who works here.</p></blockquote>
    <h2>What is known</h2><ul><li>The first drone came at two.</li><li>The second came at three.</li></ul>
    <p>{PARAGRAPH.replace("Friday", "Satur&shy;day")}</p></article>
    <aside>Read more: Ten recipes</aside><footer>Copyright Coast Herald</footer>
    <script>var count = "99 killed";</script>"""
    document = read(tmp_path, page(body, DECLARED))
    assert document.text.split("\n\n") == [
        WORDS,
        "It was a terrible night for everybody who works here.",
        "What is known",
        "The first drone came at two.",
        "The second came at three.",
        WORDS.replace("Friday", "Saturday"),
    ]
    assert (document.title, document.byline, document.publisher, document.published, document.url) == (
        "Strike on port kills 13",
        "Ana Ruiz",
        "Coast Herald",
        "2024-03-11T18:10+02:00",
        "https://coast.example/strike",
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta itemprop="datePublished" content="2024-03-11">', "2024-03-11"),
        (
            '<meta name="pubdate" content="20240311"><meta name="DC.date.issued" content="2024-03-11T08:00Z">',
            "2024-03-11T08:00Z",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, '
            '{"@type": "NewsArticle", "datePublished": "2024-03-11T18:10:00Z"}]}</script>',
            "2024-03-11T18:10Z",
        ),
        ('<script type="application/ld+json">{"@</script><meta name="date" content="2024-03-11">', "2024-03-11"),
        ("", None),
    ],
)
def test_the_date_a_page_declares(tmp_path: Path, head: str, published: str | None) -> None:
    assert read(tmp_path, page(f"<article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>", head)).published == published


def test_a_date_shown_and_not_declared(tmp_path: Path) -> None:
    body = f"<article><h1>Strike</h1><p class='date'>Published 11 March 2024</p><p>{PARAGRAPH}</p></article>"
    assert read(tmp_path, page(body)).published == "2024-03-11"


def test_markup_shown_as_text_stays_text(tmp_path: Path) -> None:
    body = f"<p>{PARAGRAPH}</p><p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; under the picture of the port.</p>"
    assert "He wrote <script>alert(1)</script> under" in read(tmp_path, page(f"<article>{body}</article>")).text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>SECRET</script>",
        "<script type='text/template'><p>SECRET</p></script>",
        "<style>SECRET</style>",
        "<template><p>SECRET</p></template>",
        "<!-- SECRET -->",
        "<iframe src='x'>SECRET</iframe>",
        "<svg><script>SECRET</script></svg>",
        "<noscript><img alt='SECRET'></noscript>",
    ],
)
@pytest.mark.parametrize("many", [1, 6])
def test_what_is_not_shown_is_not_read(tmp_path: Path, hidden: str, many: int) -> None:
    body = "".join(f"<p>{PARAGRAPH} {number}</p>{hidden}" for number in range(many))
    assert "SECRET" not in read(tmp_path, page(f"<article>{body}</article>")).text


def test_a_scrap_of_a_page(tmp_path: Path) -> None:
    document = read(tmp_path, b"<p>The mayor said 3 died.</p><p>No more is known.</p>")
    assert document.text == "The mayor said 3 died.\n\nNo more is known."


def test_a_table_keeps_its_rows(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{day}</td><td>{count} killed</td></tr>" for day, count in [("Monday", 3), ("Tuesday", 5)])
    document = read(tmp_path, page(f"<article><p>{PARAGRAPH}</p><table>{rows}</table><p>{PARAGRAPH}</p></article>"))
    assert "Monday | 3 killed\n\nTuesday | 5 killed" in document.text


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "utf-16"])
def test_the_charset_a_page_declares(tmp_path: Path, charset: str) -> None:
    text = f"<meta charset='{charset}'><article><p>“Enough”, said Łukasz’s aunt – {PARAGRAPH}</p></article>"
    text = text.replace("Ł", "L") if charset == "windows-1252" else text
    document = read(tmp_path, text.encode(charset))
    assert document.text.startswith("“Enough”, said ")
    assert document.extra["ingest"]["replaced"] == 0
