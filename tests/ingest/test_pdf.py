"""PDF pages become paragraphs: lines joined, hyphens healed, running heads left out; what cannot be read says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput, InputError, TooLarge
from onrecord.ingest import load
from onrecord.settings import Settings

FIRST = [
    "At least 13 dockworkers were killed on Friday night when a",
    "drone struck the grain port, the mayor of the city said.",
]
SECOND = [
    "The defence ministry denied on Saturday that it had fired on",
    "the port and said that it would look into the matter.",
]


def pdf(*pages: list[tuple[float, float, str]], size: int = 11, encrypt: bool = False) -> bytes:
    """A PDF by hand, in Helvetica: pages of lines as (left, bottom, words), in points from the lower left corner."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for lines in pages:
        shown = "".join(f"1 0 0 1 {left} {bottom} Tm ({escaped(words)}) Tj\n" for left, bottom, words in lines)
        stream = f"BT /F1 {size} Tf\n{shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (b)]" % (b"o" * 32, b"u" * 32)
    trailer = b"<< /Size %d /Root 1 0 R %s >>" % (len(objects) + 1, locked if encrypt else b"")
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, trailer, len(data),
    )  # fmt: skip


def escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(lines: list[str], *, left: float = 60, top: float = 780, step: float = 14) -> list[tuple[float, float, str]]:
    """Lines one below the other; an empty line is a gap of one more step."""
    return [(left, top - step * number, words) for number, words in enumerate(lines) if words]


def read(tmp_path: Path, data: bytes, **limits: int) -> Document:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    (document,) = load(path, settings=Settings(**limits))  # type: ignore[arg-type]
    return document


def test_lines_become_paragraphs_by_the_gaps_between_them(tmp_path: Path) -> None:
    document = read(tmp_path, pdf(column([*FIRST, "", *SECOND])))
    assert document.text == f"{' '.join(FIRST)}\n\n{' '.join(SECOND)}"


def test_an_indent_starts_a_paragraph(tmp_path: Path) -> None:
    first, second = column(FIRST), column(SECOND, top=752)
    second[0] = (second[0][0] + 15, *second[0][1:])
    assert read(tmp_path, pdf(first + second)).text == f"{' '.join(FIRST)}\n\n{' '.join(SECOND)}"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("when a drone struck thirteen dock-", "workers near the grain port, he said.", "thirteen dockworkers near"),
        ("the attack was blamed on the anti-", "Western militia that holds the town.", "the anti-Western militia"),
        ("they would stay for the years 2022-", "2024 in the mountains of the north.", "2022-2024"),
    ],
)
def test_a_hyphen_at_a_line_end(tmp_path: Path, before: str, after: str, words: str) -> None:
    assert words in read(tmp_path, pdf(column(["The mayor of the city said on Friday", before, after]))).text


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = column(["At least 13 people were killed on", "Friday when a drone hit the", "grain port, and it burned on"])
    right = column(["into the night, the mayor said. He", "did not say who had sent it"], left=320)
    text = read(tmp_path, pdf(left + right)).text
    assert "and it burned on into the night, the mayor said." in text
    assert "\n" not in text


def test_running_heads_and_page_numbers_are_left_out_and_counted(tmp_path: Path) -> None:
    pages = [
        [(60.0, 810.0, f"Coast Herald {number}"), *column([*FIRST, "", *SECOND]), (290.0, 30.0, str(number))]
        for number in range(1, 5)
    ]
    document = read(tmp_path, pdf(*pages))
    assert "Herald" not in document.text
    assert document.text.count(" ".join(FIRST)) == 4
    assert not {"1", "2", "3", "4"} & set(document.text.split())
    assert document.extra["ingest"]["left_out"] == 8


def test_text_that_repeats_in_the_middle_of_pages_is_kept(tmp_path: Path) -> None:
    page = column(["A first line, and", "a second one.", "", *FIRST, "", "The last line but", "one, and the last."])
    assert read(tmp_path, pdf(page, page, page)).text.count(" ".join(FIRST)) == 3


def test_what_a_browser_prints_around_a_page_is_left_out(tmp_path: Path) -> None:
    above, below = (40.0, 820.0, "11/22/26, 6:27 PM"), (40.0, 20.0, "https://coast.example/a 1/1")
    document = read(tmp_path, pdf([above, *column([*FIRST, "", *SECOND]), below]))
    assert document.text == f"{' '.join(FIRST)}\n\n{' '.join(SECOND)}"


def test_a_sentence_cut_by_a_page_end_is_whole(tmp_path: Path) -> None:
    assert read(tmp_path, pdf(column(FIRST[:1]), column(FIRST[1:]))).text == " ".join(FIRST)


@pytest.mark.parametrize(
    ("data", "limits", "error", "words"),
    [
        (pdf([]), {}, EmptyInput, "OCR"),
        (pdf(column(FIRST), encrypt=True), {}, Damaged, "locked with a password"),
        (b"%PDF-1.4 and nothing else", {}, Damaged, "cannot|not a PDF that can be opened"),
        (pdf(column(FIRST))[:300], {}, InputError, "not a PDF that can be opened|OCR"),
        (pdf(*[column(FIRST)] * 3), {"max_pdf_pages": 2}, TooLarge, "more pages than allowed"),
        (pdf(column(FIRST)), {"max_text_bytes": 50}, TooLarge, "more text than allowed"),
    ],
)
def test_a_pdf_that_cannot_be_read(
    tmp_path: Path, data: bytes, limits: dict[str, int], error: type[InputError], words: str
) -> None:
    with pytest.raises(error, match=words):
        read(tmp_path, data, **limits)
