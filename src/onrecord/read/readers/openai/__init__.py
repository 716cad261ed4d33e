"""A model behind a server that speaks OpenAI's protocol: Ollama, vLLM, llama.cpp, or a service.

The report is sent, in parts of a few paragraphs, to the address that the user gave and nowhere else. What comes back
are quotations; what is not found in the text letter by letter is refused and counted (:mod:`.answers`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from onrecord.core import Document, Span
from onrecord.core.plover import MODES
from onrecord.errors import UsageError
from onrecord.read.proposals import Candidate, Part
from onrecord.read.proposals.quotes import Page
from onrecord.read.readers import Opened, ReadingModel
from onrecord.read.readers.openai.answers import candidates
from onrecord.read.readers.openai.asking import Server
from onrecord.settings import Settings

# Characters sent at once, about 1,500 tokens: with the instructions and an answer as long as the text it fits into the
# 4,096 that Ollama gives a model where there are less than 24 GiB of graphics memory (docs/context-length of Ollama).
PART = 6_000
_PARTS: dict[str, Part] = {"statements": "attributions", "events": "events"}


def _open(options: Mapping[str, str], settings: Settings) -> Opened:
    """Checks the options and asks nobody yet."""
    url = options.get("url") or settings.reader_url
    model = options.get("model") or settings.reader_model
    if not url:
        raise UsageError("the reader openai needs an address: --with url=http://127.0.0.1:11434/v1")
    if not model:
        raise UsageError("the reader openai needs the name of a model, as the server calls it: --with model=llama3.2")
    asked = [part.strip() for part in options.get("parts", "statements").split(",") if part.strip()]
    if not asked or not set(asked) <= set(_PARTS):
        raise UsageError(f"parts={options.get('parts', '')}: give one or both of {', '.join(_PARTS)}, with a comma")
    server = Server.of(url, model=model, settings=settings)
    told = instructions("events" in asked)
    digest = hashlib.sha256(told.encode()).hexdigest()[:8]

    def propose(document: Document) -> Iterator[Candidate]:
        for part in parts(document.text):
            answer = server.ask(told, part.of(document.text))
            yield from candidates(answer, Page.of(document.text, part), asked, server=server.url)

    return Opened(f"{model} {digest}", frozenset(_PARTS[part] for part in asked), propose)


@cache
def instructions(events: bool) -> str:
    """What the model is told before the text."""
    folder = files(__name__)
    told = (folder / "instructions.md").read_text(encoding="utf-8")
    if not events:
        return told
    kinds = "\n".join(f"{kind}: {', '.join(modes) or 'no modes'}" for kind, modes in MODES.items())
    return f"{told}\n{(folder / 'events.md').read_text(encoding='utf-8')}\n{kinds}\n"


def parts(text: str) -> list[Span]:
    """The text in parts of at most ``PART`` characters, cut at ends of paragraphs, of lines, else of words."""
    found: list[Span] = []
    start = 0
    while len(text) - start > PART:
        ends = (text.rfind(mark, start + PART // 4, start + PART) for mark in ("\n\n", "\n", ". ", " "))
        end = next((end + 1 for end in ends if end >= 0), start + PART)
        found.append(Span(start, end))
        start = end
    found.append(Span(start, len(text)))
    return [part for part in found if part.of(text).strip()]


READER = ReadingModel(
    about="a model behind a server of OpenAI's protocol (Ollama, vLLM, llama.cpp): reports are sent to that address",
    options={
        "url": "the address, up to /v1: http://127.0.0.1:11434/v1. Or ONRECORD_READER_URL",
        "model": "the model, as the server calls it. Or ONRECORD_READER_MODEL",
        "parts": "what it is asked for: statements (who says what), events, or both with a comma. Default: statements",
    },
    open=_open,
)
