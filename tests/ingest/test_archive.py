"""Archives give out the files in them, refuse what hides or swells, and never write under a name of theirs."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Damaged, TooLarge
from onrecord.ingest.base import Member, Opened, Part, Refused, by_content
from onrecord.settings import Settings

TEXT = b"At least 13 dockworkers were killed on Friday night when a drone struck the grain port, the mayor said.\n"
HOSTILE_NAMES = ["../../etc/passwd.txt", "/etc/cron.txt", "C:\\boot.txt", "a\nb.txt", "x" * 300 + ".txt", "‮txt.exe.txt"]


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def parts(data: bytes, *, name: str = "news.zip", **limits: int) -> list[Part]:
    kind = by_content(data[:4096])
    assert kind is not None
    assert kind.members is not None
    return list(kind.members(Opened(name=name, stream=io.BytesIO(data), settings=Settings(**limits))))


def members(found: list[Part]) -> list[Member]:
    return [part for part in found if isinstance(part, Member)]


def errors(found: list[Part]) -> list[Refused]:
    return [part for part in found if isinstance(part, Refused)]


PACKERS = {
    "zip": zipped,
    "tar": tarred,
    "tar.gz": lambda files: tarred(files, "w:gz"),
    "tar.bz2": lambda files: tarred(files, "w:bz2"),
    "tar.xz": lambda files: tarred(files, "w:xz"),
}
each_packer = pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)


@each_packer
def test_every_file_of_an_archive_is_a_member(pack) -> None:  # type: ignore[no-untyped-def]
    found = parts(pack({"b/port.txt": TEXT, "a.html": b"<html><p>" + TEXT}))
    assert [(part.locator, part.kind) for part in members(found)] == [
        ("news.zip!/b/port.txt", "text"),
        ("news.zip!/a.html", "html"),
    ]
    assert members(found)[0].data == TEXT
    assert len(found) == 2


@each_packer
def test_a_name_is_only_ever_shown(pack) -> None:  # type: ignore[no-untyped-def]
    found = members(parts(pack(dict.fromkeys(HOSTILE_NAMES, TEXT))))
    assert len(found) == len(HOSTILE_NAMES)
    assert len({part.locator for part in found}) == len(found)
    assert all(part.locator.isprintable() and len(part.locator) < 400 for part in found)


@each_packer
def test_an_archive_in_an_archive_is_refused_and_a_crowded_file_in_one_is_opened(pack) -> None:  # type: ignore[no-untyped-def]
    lines = b"".join(json.dumps({"text": TEXT.decode(), "id": number}).encode() + b"\n" for number in range(3))
    found = parts(
        pack({"in.zip": zipped({"a.txt": TEXT}), "wire.jsonl": lines, "photo.jpg": b"\xff\xd8\xff" + bytes(9)})
    )
    assert [part.locator for part in members(found)] == [f"news.zip!/wire.jsonl:{number}" for number in (1, 2, 3)]
    assert "nesting 1" in str(errors(found)[0].error)
    assert "a picture" in str(errors(found)[1].error)


@each_packer
def test_what_is_whole_before_a_cut_is_read(pack) -> None:  # type: ignore[no-untyped-def]
    import random

    noise = random.Random(7)
    files = {f"{number}.txt": bytes(noise.choices(b"abcdefgh \n", k=300_000)) for number in range(8)}
    data = pack(files)
    found = parts(data[: len(data) * 2 // 3])
    assert members(found), "nothing came before the cut"
    assert all(files[part.locator.rpartition("/")[2]] == part.data for part in members(found))
    (last,) = errors(found)
    assert found[-1] is last
    assert isinstance(last.error, Damaged)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_packed_file_is_one_member(pack) -> None:  # type: ignore[no-untyped-def]
    (part,) = parts(pack(TEXT), name="inbox/port.txt.gz")
    assert isinstance(part, Member)
    assert (part.locator, part.data, part.suffix) == ("inbox/port.txt.gz!/port.txt", TEXT, ".txt")


def test_two_files_of_one_name_have_two_places() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", TEXT + TEXT)
    assert [part.locator for part in members(parts(held.getvalue()))] == ["news.zip!/a.txt", "news.zip!/a.txt#2"]


def test_an_encrypted_file_is_refused_and_the_next_is_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = parts(bytes(data))
    assert "encrypted" in str(errors(found)[0].error)
    assert [part.locator for part in members(found)] == ["news.zip!/b.txt"]


def test_links_and_devices_in_a_tar_are_refused() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for number, sort in enumerate(
            (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE)
        ):
            info = tarfile.TarInfo(f"entry{number}")
            info.type, info.linkname = sort, "/etc/passwd"
            archive.addfile(info)
    found = parts(held.getvalue())
    assert len(errors(found)) == len(found) == 4
    assert all("not a plain file" in str(part.error) for part in errors(found))


def test_the_furniture_of_archivers_is_passed_over() -> None:
    found = parts(
        zipped({"__MACOSX/._a.txt": b"\0\5\26\7", ".DS_Store": b"\0\0\0\1Bud1", "a.txt": TEXT, "Thumbs.db": b"x"})
    )
    assert [part.locator for part in found] == ["news.zip!/a.txt"]


@each_packer
@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"max_members": 2}, "more than 2 files"),
        ({"max_archive_bytes": 150_000}, "more than 150,000 bytes in this archive"),
    ],
)
def test_an_archive_may_hold_only_so_much(pack, limits: dict[str, int], words: str) -> None:  # type: ignore[no-untyped-def]
    found = parts(pack({f"{number}.txt": TEXT * 600 for number in range(5)}), **limits)
    assert isinstance(found[-1], Refused)
    assert isinstance(found[-1].error, TooLarge)
    assert words in str(found[-1].error)
    assert 1 <= len(members(found)) <= 3


@each_packer
def test_each_file_is_held_to_the_limit_of_its_kind(pack) -> None:  # type: ignore[no-untyped-def]
    found = parts(pack({"long.txt": TEXT * 20, "a.txt": TEXT}), max_text_bytes=1_000)
    assert [part.locator for part in members(found)] == ["news.zip!/a.txt"]
    assert isinstance(errors(found)[0].error, TooLarge)


def overlapping() -> bytes:
    """Many entries of a list that all mean the same packed bytes (after D. Fifield's bomb)."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b"a" * 4_000_000
    packed = kernel.compress(raw) + kernel.flush()
    crc = zlib.crc32(raw)
    sizes = (20, 0, 8, 0, 0, crc, len(packed), len(raw), 5)
    local = b"PK\x03\x04" + struct.pack("<5H3I2H", *sizes, 0) + b"a.txt" + packed
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, *sizes, 0, 0, 0, 0, 0, 0) + b"a.txt"
    listed = entry * 20_000
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 20_000, 20_000, len(listed), len(local), 0)
    return local + listed + end


def long_note() -> bytes:
    """A tar whose first heading claims a name of 900 MB."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 900_000_000
    return gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(60_000_000))


BOMBS = {
    "gzip": lambda: gzip.compress(b"a" * 300_000_000),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(b"a" * 100_000_000)),
    "bzip2": lambda: bz2.compress(b"a" * 45_000_000) * 40,
    "xz": lambda: lzma.compress(b"a" * 300_000_000, preset=1),
    "zip of JSON": lambda: zipped({"a.jsonl": b'{"text": ""}\n' * 20_000_000}),
    "zip of zips": lambda: zipped({f"{number}.zip": zipped({"a.txt": b"0" * 5_000_000}) for number in range(16)}),
    "overlapping": overlapping,
    "tar with a long name": long_note,
    "tar.gz of zeros": lambda: tarred({"a.bin": bytes(250_000_000), "b.txt": TEXT}, "w:gz"),
}
CHILD = """
import json, re, sys
from onrecord.ingest.base import Refused
from onrecord.ingest.walk import Walk, Whole
from onrecord.settings import Settings
lines, given, whole = [], 0, 0
for part in Walk([sys.argv[1]], settings=Settings()):
    if isinstance(part, Refused): lines.append(str(part.error))
    elif isinstance(part, Whole): whole += 1
    else: given += 1
# Not getrusage: its peak counts what the parent held when it started this process.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
print(json.dumps({"lines": lines[-5:], "whole": whole, "kilobytes": peak}))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_a_line_and_little_memory(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "bomb"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["lines"]
    assert found["whole"] == 1
    assert found["kilobytes"] < 200_000, found
    assert all("\n" not in line for line in found["lines"])


@given(st.sampled_from(sorted(PACKERS)), st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), max_size=12))
def test_damage_anywhere_is_never_an_exception(packer: str, changes: list[tuple[int, int]]) -> None:
    from onrecord.ingest.archive import contained

    data = bytearray(PACKERS[packer]({"a.txt": TEXT * 9, "b.html": b"<p>" + TEXT, "c.jsonl": b'{"text": "x"}\n'}))
    kind = by_content(bytes(data[:4096]))
    if kind is None:
        raise AssertionError(packer)
    for place, byte in changes:
        data[place % len(data)] = byte
    found = list(contained(kind, Opened(name="x", stream=io.BytesIO(bytes(data)), settings=Settings())))
    assert all(isinstance(part, (Member, Refused)) for part in found)
    assert found, "nothing vanishes silently"
