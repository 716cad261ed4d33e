"""Bytes to text, with a record of how: the charset, how it was found, how many characters could not be told.

The order is the browsers' (WHATWG Encoding): byte order mark, then what was declared; but bytes that are good UTF-8 are
UTF-8 whatever was declared, because no other charset looks like it by chance.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.errors import NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What pages mean when they say so (WHATWG Encoding, "names and labels"): the larger charset that vendors built on it.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "utf_16": "utf-16-le",
}  # fmt: skip

_SEVEN_BIT = {"iso2022_jp", "iso2022_kr", "iso2022_jp_2", "hz"}  # their bytes are ASCII, so they pass for UTF-8
_SAMPLE = 64_000  # bytes shown to the detector: it slows down on more and learns nothing
_STRAY_SHARE = 0.02  # control characters beyond this share are no text
# All but tab, line feed, form feed, carriage return, and the two that old editors and terminals leave (^Z, escape).
_CONTROLS = tuple(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B))

# Bytes that stand for punctuation and currency in Windows-1252: quotes, dashes, ellipsis, no-break space, £ § ° ½ …
_PUNCTUATION_1252 = frozenset(
    b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xae\xb0\xb2\xb7\xbb\xbd"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and where it came from: ``Decoded("…", charset="windows-1251", found="declared", replaced=0)``.

    ``found`` is one of ``mark`` (byte order mark), ``declared``, ``utf-8`` (it is valid), ``zeros`` (UTF-16 by its zero
    bytes), ``guessed``. ``replaced`` counts characters that stand as U+FFFD.
    """

    text: str
    charset: str
    found: str
    replaced: int

    def facts(self) -> dict[str, object]:
        """What is kept with the document."""
        return {"charset": self.charset, "charset_found": self.found, "replaced": self.replaced}


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """Read bytes as text; raises ``NotText`` where they are none (a picture, a program, a charset nobody can tell)."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _accept(data[len(mark) :], charset, "mark", name=name)
    said = _codec(declared)
    if said is not None and said in _SEVEN_BIT and (text := _strict(data, said)) is not None:
        return _checked(text, said, "declared", name=name)
    if (unmarked := _by_zeros(data)) is not None:
        return _accept(data, unmarked, "zeros", name=name)
    if sum(map(data.count, _CONTROLS)) > _STRAY_SHARE * len(data):
        raise _binary(name)
    if (text := _strict(data, "utf-8")) is not None:
        return _checked(text, "utf-8", "declared" if said == "utf-8" else "utf-8", name=name)
    if said is not None and said != "utf-8" and (text := _strict(data, said)) is not None:
        return _checked(text, said, "declared", name=name)
    if _mostly_utf8(data):
        return _accept(data, "utf-8", "declared" if said == "utf-8" else "utf-8", name=name)
    guess = "cp1252" if set(data) - set(range(0x80)) <= _PUNCTUATION_1252 else _guess(data)
    if guess is None:
        raise NotText(f"{name}: the encoding cannot be told; save it as UTF-8 text and read that")
    return _accept(data, guess, "guessed", name=name)


def _codec(label: str | None) -> str | None:
    """The charset that a label means, or None where there is no such label."""
    if not label:
        return None
    try:
        known = codecs.lookup(label.strip().strip("'\"")).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return None
    try:
        b"".decode(known)
    except (LookupError, UnicodeError):  # codecs that are no charsets: "hex", "idna"
        return None
    return _MEANT.get(known, known)


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, ValueError):
        return None


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in text that is mostly Latin every other byte is zero."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return None
    share = [head[place::4].count(0) / max(1, len(head[place::4])) for place in range(4)]
    if share[1] > 0.9 and share[2] > 0.9 and share[3] > 0.9:
        return "utf-32-le"
    if share[0] > 0.9 and share[1] > 0.9 and share[2] > 0.9:
        return "utf-32-be"
    odd, even = (share[1] + share[3]) / 2, (share[0] + share[2]) / 2
    # Latin text has 100 % zeros on one side; Cyrillic keeps them for spaces and digits (some 15–20 %).
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    if max(odd, even) > 0.05 > 0.005 > min(odd, even):
        charset = "utf-16-le" if odd > even else "utf-16-be"
        return charset if _strict(data[: len(data) // 2 * 2], charset) is not None else None
    return None


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken places: at least four good sequences for each bad one."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return good >= 4 * bad


def _guess(data: bytes) -> str | None:
    """The charset a statistical detector settles on, from a sample."""
    from charset_normalizer import from_bytes  # slow to import, and needed for one file in a hundred

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    return _MEANT.get(codecs.lookup(best.encoding).name, best.encoding)


def _accept(data: bytes, charset: str, found: str, *, name: str) -> Decoded:
    if charset.startswith("utf-16") and len(data) % 2 and data[-1] in b"\n\0":
        data = data[:-1]  # a line end added by a program that took it for ASCII
    return _checked(data.decode(charset, "replace"), charset, found, name=name)


def _checked(text: str, charset: str, found: str, *, name: str) -> Decoded:
    """Refuse control characters in bulk; a stray NUL becomes U+FFFD, which keeps every offset."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if sum(text.count(chr(code)) for code in _CONTROLS) > _STRAY_SHARE * len(text):
        raise _binary(name)
    text = text.replace("\0", "\ufffd")
    return Decoded(text, _label(charset), found, text.count("\ufffd"))


def _binary(name: str) -> NotText:
    return NotText(f"{name}: this is binary data, not text; give a text, HTML, PDF, mail or JSON file")


def _label(charset: str) -> str:
    """The name people know: "windows-1251" for Python's "cp1251"."""
    known = codecs.lookup(charset).name
    if known.startswith("cp125"):
        return f"windows-{known[2:]}"
    return known
