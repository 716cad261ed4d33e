"""A file of many records read in flat memory: its charset told first, then its lines or its JSON values one by one.

``{"text": "…"}`` a line, or ``[{…}, {…}]`` over any number of lines; what is given out is the bytes of each record.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import Damaged, EmptyInput, NotText, TooLarge
from onrecord.ingest.base import Member, Opened, Part, Refused
from onrecord.ingest.encoding import decode

_BLOCK = 1 << 18
_HEAD = 1 << 16
_GOOD_FOR_EACH_BAD = 4  # as encoding.py holds it: UTF-8 with a few broken places is still UTF-8
_SPACE = " \t\r\n\ufeff"
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Charset:
    """How the bytes of a stream become text: ``Charset("utf-16-le", found="mark", mark=2)``.

    ``mark`` counts the bytes of a byte order mark; ``found`` is as in ``encoding.Decoded``.
    """

    name: str
    found: str
    mark: int = 0

    def facts(self) -> dict[str, object]:
        """What is kept with each record."""
        return {"charset": self.name, "charset_found": self.found}

    @property
    def wide(self) -> bool:
        """True where a line end is more than one byte (UTF-16 and UTF-32)."""
        return self.name.startswith(("utf-16", "utf-32"))


def charset_of(stream: BinaryIO, *, name: str) -> Charset:
    """The charset of all of a stream, which stands at its start and is put back there.

    UTF-8 is tried on every byte, because a first accent may come late. Raises ``NotText`` and ``EmptyInput``.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyInput(f"{name}: there is nothing in it; give a file with articles")
    found = decode(_whole_characters(head), name=name)
    good, bad, first_bad = _utf8(stream, b"" if found.found in {"mark", "zeros"} else head)
    stream.seek(0)
    if found.found in {"mark", "zeros"}:
        mark = next((mark for mark in (codecs.BOM_UTF8, *_WIDE) if head.startswith(mark)), b"")
        return Charset(found.charset, found.found, len(mark) if found.found == "mark" else 0)
    if good >= _GOOD_FOR_EACH_BAD * bad:
        return Charset("utf-8", "utf-8")
    guessed = decode(first_bad, name=name)
    return Charset(guessed.charset, guessed.found)


_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _whole_characters(head: bytes) -> bytes:
    """The head without a UTF-8 sequence that the block cut."""
    for cut in range(min(3, len(head))):
        lead = head[-1 - cut]
        if lead >= 0xC0:
            return head[: -1 - cut]
        if lead < 0x80:
            break
    return head


def _utf8(stream: BinaryIO, head: bytes) -> tuple[int, int, bytes]:
    """Good and bad sequences of a stream taken for UTF-8, and a sample from where the first bad one stands."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    sample, block = b"", head
    while block:
        text = decoder.decode(block)
        wrong = text.count("\ufffd")
        bad += wrong
        good += 0 if text.isascii() else sum(character > "\x7f" for character in text) - wrong
        if wrong and not sample:
            sample = block[:_HEAD] if block is head else _around(block)
        block = stream.read(_BLOCK)
    return good, bad, sample


def _around(block: bytes) -> bytes:
    first = next((place for place, byte in enumerate(block) if byte > 0x7F), 0)
    return block[max(0, first - _HEAD // 2) : first + _HEAD // 2]


def characters(stream: BinaryIO, charset: Charset) -> Iterator[str]:
    """The text of a stream in blocks, from after the byte order mark; what cannot be told stands as U+FFFD."""
    stream.seek(charset.mark)
    decoder = codecs.getincrementaldecoder(charset.name)("replace")
    while block := stream.read(_BLOCK):
        if text := decoder.decode(block):
            yield text
    if text := decoder.decode(b"", final=True):
        yield text


def json_members(opened: Opened, *, kind: str) -> Iterator[Part]:
    """Each record of a JSON or JSON Lines file as a member of that kind, or the refusal of that line."""
    try:
        charset = charset_of(opened.stream, name=opened.name)
    except (NotText, EmptyInput) as refusal:
        yield Refused(opened.name, refusal)
        return
    limit = opened.settings.max_html_bytes
    if _is_lines(opened.stream, charset, limit=limit):
        yield from _lines(opened, charset, kind=kind)
    else:
        yield from _values(opened, charset, kind=kind)


def _is_lines(stream: BinaryIO, charset: Charset, *, limit: int) -> bool:
    """One record a line: the first line is JSON by itself, or the file as a whole begins with no JSON value."""
    start = ""
    for text in characters(stream, charset):
        start = (start + text).lstrip(_SPACE)
        if start.startswith("["):
            return False
        if "\n" in start or len(start) > limit:
            break
    first = start.partition("\n")[0].rstrip()
    if isinstance(_loads(first), dict):
        return True
    if first.endswith(("{", ",", "[")):  # one object over several lines, whole or not
        return False
    buffer = _Buffer(characters(stream, charset), limit=limit)
    return not (buffer.value() and buffer.at_end())


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(opened: Opened, charset: Charset, *, kind: str) -> Iterator[Part]:
    limit = opened.settings.max_html_bytes
    for number, line in enumerate(_raw_lines(opened.stream, charset, limit=limit), 1):
        locator = f"{opened.name}:{number}"
        if line is None:
            words = f"a line of more than {limit:,} bytes; leave it out, or raise ONRECORD_MAX_HTML_BYTES"
            yield Refused(locator, TooLarge(f"{locator}: {words}"))
        elif line.strip():
            encoding = "utf-8" if charset.wide else charset.name
            if (fault := _fault(line, encoding)) is None:
                facts = charset.facts()
                yield Member(locator=locator, data=line, charset=encoding, kind=kind, suffix=".json", facts=facts)
            else:
                yield Refused(locator, Damaged(f"{locator}: {fault}; mend this line or leave it out"))


def _raw_lines(stream: BinaryIO, charset: Charset, *, limit: int) -> Iterator[bytes | None]:
    """The bytes of each line, or None for one that is too long to be held."""
    if charset.wide:
        yield from _wide_lines(characters(stream, charset), limit=limit)
        return
    stream.seek(charset.mark)
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(_BLOCK)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line.rstrip(b"\r\n")


def _wide_lines(blocks: Iterator[str], *, limit: int) -> Iterator[bytes | None]:
    parts: list[str] = []
    held = 0  # characters in parts; beyond the limit they are only counted
    for block in blocks:
        *ended, rest = block.split("\n")
        for piece in ended:
            held += len(piece)
            whole = None if held > limit else "".join([*parts, piece])
            yield None if whole is None else whole.rstrip("\r").encode("utf-8", "replace")
            parts, held = [], 0
        held += len(rest)
        parts = [*parts, rest] if held <= limit and rest else parts
    if held:
        yield None if held > limit else "".join(parts).encode("utf-8", "replace")


def _fault(line: bytes, charset: str) -> str | None:
    """Why a line is no JSON, or None where it is."""
    try:
        json.loads(line.decode(charset, "replace"))
    except RecursionError:
        return "JSON nested too deeply"
    except json.JSONDecodeError as fault:
        return f"not valid JSON at character {fault.pos + 1} ({fault.msg})"
    except ValueError:  # a whole number of more than 4,300 digits
        return "not valid JSON (a number is too long)"
    return None


def _values(opened: Opened, charset: Charset, *, kind: str) -> Iterator[Part]:
    """The items of an array, or the one object of a file, re-serialised: ``news.json#3``."""
    limit = opened.settings.max_html_bytes
    buffer = _Buffer(characters(opened.stream, charset), limit=limit)
    array = buffer.take("[")
    number = 0
    while not (buffer.take("]") if array else number):
        number += 1
        locator = f"{opened.name}#{number}" if array else opened.name
        if (number > 1 and not buffer.take(",")) or not buffer.value():
            after = f"; the {number - 1:,} before it were read" if number > 1 else ""
            yield Refused(locator, Damaged(f"{locator}: {buffer.why or 'a comma is missing'}{after}; mend the file"))
            return
        data = json.dumps(buffer.last, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        raw = data.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
        yield Member(locator=locator, data=raw, charset="utf-8", kind=kind, suffix=".json", facts=charset.facts())
    if not buffer.at_end():
        locator = f"{opened.name}#{number + 1}"
        yield Refused(locator, Damaged(f"{locator}: something follows the end of the JSON; mend the file"))


class _Buffer:
    """Text that arrives in blocks, from which one JSON value after another is taken; never more than ``limit`` held."""

    def __init__(self, blocks: Iterator[str], *, limit: int) -> None:
        self.blocks, self.limit = blocks, limit
        self.text, self.place = "", 0
        self.last: object = None
        self.why: str | None = None

    def more(self, least: int = 1) -> bool:
        """Read on by at least so many characters; False at the end."""
        parts, got = [self.text[self.place :]], 0
        while got < least and (block := next(self.blocks, "")):
            parts.append(block)
            got += len(block)
        self.text, self.place = "".join(parts), 0
        return got > 0

    def skip(self) -> None:
        """Go past white space."""
        while True:
            while self.place < len(self.text) and self.text[self.place] in _SPACE:
                self.place += 1
            if self.place < len(self.text) or not self.more():
                return

    def take(self, sign: str) -> bool:
        """Go past a sign if it is what comes next."""
        self.skip()
        if not self.text.startswith(sign, self.place):
            return False
        self.place += 1
        return True

    def at_end(self) -> bool:
        """True where nothing but white space is left."""
        self.skip()
        return self.place >= len(self.text)

    def value(self) -> bool:
        """Take the next JSON value into ``last``; False, with the reason in ``why``, where there is none."""
        self.skip()
        while True:
            try:
                self.last, end = _DECODER.raw_decode(self.text, self.place)
            except RecursionError:
                self.why = "JSON nested too deeply"
                return False
            except json.JSONDecodeError as fault:
                self.why = f"not valid JSON ({fault.msg})"
            except ValueError:
                self.why = "not valid JSON (a number is too long)"
                return False
            else:
                if end < len(self.text):
                    self.place = end
                    return True
                length = end - self.place
                if not self.more():  # else once more: a number may go on in the next block
                    self.place = length
                    return True
                continue
            held = len(self.text) - self.place
            if held > self.limit:
                self.why = f"an item of more than {self.limit:,} characters (raise ONRECORD_MAX_HTML_BYTES)"
                return False
            # Twice as much each time, so that a long item costs linear time.
            if not self.more(max(_BLOCK, held)):
                return False
