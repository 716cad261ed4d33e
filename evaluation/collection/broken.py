"""Small inputs that are broken or mean harm: each is to be refused in one line, or read as what can be saved of it."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator

_BOMB = 1 << 24  # bytes out of a few thousand


def broken(count: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """So many of them, a name and its bytes; no two alike."""
    for number in range(count):
        name, data = _SAMPLES[number % len(_SAMPLES)]
        stem, _, ending = name.partition(".")
        salt = f"{number}-{chance.randrange(1_000_000)}".encode()
        yield f"{stem}-{number:04}.{ending}", data.replace(b"SALT", salt) if data else data


def _zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("zeros.txt", (2025, 1, 1, 0, 0, 0)), b"0" * _BOMB, zipfile.ZIP_DEFLATED)
        archive.comment = b"SALT"
    return made.getvalue()


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "SALT SALT SALT"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>'
)
_SAMPLES: tuple[tuple[str, bytes], ...] = (
    ("empty.txt", b""),
    ("picture.txt", b"\x89PNG\r\n\x1a\nSALT" + bytes(range(256))),
    ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog SALT"),
    ("zeros.html", b"\0" * 2_000 + b"SALT"),
    ("deep.json", b'{"text": ' + b"[" * 50_000 + b"SALT"),
    ("entities.xml", _ENTITIES),
    ("bomb.zip", _zip_bomb()),
    ("bomb.warc.gz", gzip.compress(b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" + b"0" * 1_000_000, mtime=0)),
    ("nested.html", b"<html><body>" + b"<div>" * 20_000 + b"SALT"),
    ("table.csv", b"number,colour\n1,red\n2,SALT\n"),
    ("lines.jsonl", b'{"text": "SALT\n{"text": 5}\nnot json\n'),
    ("letter.eml", b"From: someone\nSubject: SALT\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"),
)
