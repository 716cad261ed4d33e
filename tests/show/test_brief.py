"""The page in each of its forms: the same words everywhere, nothing of a report obeyed, nothing fetched."""

import re

import pytest

from onrecord.core.answers.brief import Brief, Line, Part
from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.show.brief import FORMS, written

HOSTILE = ("</blockquote><script>alert(1)</script>", "![x](https://example.org/a)", "\x1b[31mred", "3\u202e1",
           "a\nb`c`", "<img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "=1+1 | @all")  # fmt: skip


def brief_of(words: str) -> Brief:
    quote = Quote(item="E1", document="D1", publisher=words, published="2025-03-02T18:10Z", span=Span(4, 9),
                  before=f"{words} and ", text=words, after=f" in {words}.")  # fmt: skip
    line = Line(id="E1", head=words, notes=(words, "2 origins in 3 outlets"), evidence=(quote,))
    return Brief(title=f"The situation: {words}", since="2025-03-01T00:00:00Z", as_of=None,
                 parts=(Part(title="What happened", lines=(line,), more=1_200),
                        Part(title="What is due", lines=(), more=0)),
                 rests_on="It rests on 1 report of 1 outlet.")  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_a_report_are_obeyed(form: str, words: str) -> None:
    page = written(brief_of(words), form)
    assert not set(page) & {"\x1b", "\u202e"}
    if form == "html":
        assert not re.search(r"<(script|img|a|link|iframe)\b|\bon\w+=[\"']|https?://(?!www\.w3)[^<&\s]*\"", page)
        assert "49" not in page
    if form == "md":
        assert not re.search(r"(?<!\\)[<`]|(?<!\\)!?\[", page)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(form: str) -> None:
    page = written(brief_of("grain port"), form)
    told = (
        "grain port",
        "E1",
        "2 origins in 3 outlets",
        "D1",
        "2025-03-02",
        "as of now",
        "2025-03-01 00:00 UTC",
        "1,200",
    )
    assert all(words in page for words in told)
    assert "othing" in page


def test_the_page_allows_its_own_styles_and_nothing_else() -> None:
    page = written(brief_of("grain port"), "html")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'; style-src 'sha256-") or "default-src &#39;none&#39;" in policy
    assert "script" not in policy
    assert " and <mark" in page  # a space parts the words from what stands before them
