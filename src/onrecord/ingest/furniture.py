"""What still stands among the paragraphs of an article once the page around it is gone, and is no part of the report.

"Advertisement", "Read more: Ten killed in mine collapse", "Follow us on Telegram", a byline or a date on a line of its
own. The words are in lang/en/page.toml. Only short blocks that begin like furniture go; a quoted or longer one stays.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.ingest.moment import moment
from onrecord.lang import lexicon

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped,unused-ignore]

_LONGEST = 250  # characters of a call such as "Sign up to our newsletter"
_LONGEST_LABEL = 80  # characters of a line that holds a date
_ABOVE = 4  # blocks above the first paragraph that may be byline or date
_DROPPED_BELOW = 600  # characters; an element that holds more is no caption, whatever it is called
_NUMERIC = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}(?:[ ,|–-]{1,4}\d{1,2}[:.]\d{2}(?: ?[A-Z]{2,4})?)?")
_PROSE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_SEPARATED = re.compile(r"\s[|–—·-]\s")


def without_furniture(text: str, *, byline: str | None = None) -> str:
    """The blocks of an article that are the report: ``without_furniture("One.\\n\\nAdvertisement\\n\\nTwo.")``."""
    blocks = text.split("\n\n")
    names = {_plain(name) for name in (byline or "").split(";")} | {_plain(byline or "")}
    kept: list[str] = []
    for block in blocks:
        if is_furniture(block):
            continue
        above = len(kept) < _ABOVE and not any(_PROSE.search(one) for one in kept)
        if above and (_is_dateline(block) or (byline and _plain(block.lower().removeprefix("by ")) in names)):
            continue
        kept.append(block)
    return "\n\n".join(kept)


def is_furniture(block: str) -> bool:
    """True for a block that calls or points elsewhere: ``is_furniture("READ ALSO: Who is Ilya Maren?")``."""
    if len(block) > _LONGEST or "\n" in block:
        return False
    words, lowered = _words(), block.casefold().strip()
    return (
        _plain(block) in words["alone"]
        or lowered.startswith(words["pointing"])
        or any(lowered.startswith(f"{call} ") or lowered.rstrip(".!… ") == call for call in words["calling"])
    )


@cache
def _words() -> dict[str, Any]:
    table = lexicon("page")["furniture"]
    return {
        "alone": {_plain(words) for words in table["alone"]},
        "pointing": tuple(f"{words}:" for words in table["pointing"]),
        "calling": tuple(table["calling"]),
    }


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _is_dateline(block: str) -> bool:
    """A line about dates that heading.py cannot take for one: "Last updated: …", "Published:", "11.03.2024, 18:10"."""
    if len(block) > _LONGEST_LABEL:
        return False
    lowered = block.casefold().strip()
    if any(lowered.startswith((f"{label} ", f"{label}:")) or lowered == label for label in lexicon("page")["updated"]):
        return _PROSE.search(block) is None
    return lowered.rstrip(": ") in lexicon("page")["published"] or _NUMERIC.fullmatch(block.strip()) is not None


def drop_marked(tree: _Element) -> None:
    """Take out what the page itself names a caption, a credit, an advertisement or a form to sign up with."""
    marks = frozenset(lexicon("page")["furniture"]["classes"])
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        named = element.tag in {"figcaption", "amp-ad"} or not marks.isdisjoint(
            (element.get("class") or "").lower().split()
        )
        if named and _short(element):
            element.drop_tree()


def _short(element: _Element) -> bool:
    count = 0
    for words in element.itertext():
        count += len(words)
        if count > _DROPPED_BELOW:
            return False
    return True


def shown_moment(tree: _Element) -> str | None:
    """The moment beside a label that the reader sees: "Published: 11 March 2024, 18:10 GMT+2"."""
    labels = sorted(lexicon("page")["published"], key=len, reverse=True)
    for element in tree.iter("time"):
        before = element.getprevious()
        parent = element.getparent()
        beside = (before.tail if before is not None else parent.text if parent is not None else "") or ""
        words = f"{beside.strip()} {(element.text or '').strip()}".strip().casefold()
        if any(words.startswith(label) for label in labels) and (when := moment(element.get("datetime"))):
            return when
    for element in tree.iter("span", "p", "div", "time", "li", "small"):
        words = (element.text or "").strip()
        if not words or len(words) > _LONGEST_LABEL or len(element):
            continue
        label = next((one for one in labels if words.casefold().startswith((f"{one}:", f"{one} "))), None)
        if label and (when := moment(words[len(label) :].lstrip(": "))):
            return when
    return None


def publisher_in_title(tree: _Element) -> str | None:
    """The site at the end of a page's name, where the headline is the rest: "Strike kills nine — Eastern Observer"."""
    whole = " ".join((tree.findtext(".//title") or "").split())[:500]
    parts = _SEPARATED.split(whole)
    headings = {_plain(heading.text_content()) for heading in list(tree.iter("h1"))[:3]}
    if len(parts) < 2 or not 2 <= len(parts[-1]) <= 60 or _plain("".join(parts[:-1])) not in headings:
        return None
    return parts[-1].strip()
