"""Every example of every ``--help`` is run, with its made-up reports and files exchanged for some that exist."""

from __future__ import annotations

import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from manual.commands import program
from manual.pages import ROOT
from manual.running import _call, _in, _put_ledger

IDS = {
    "E15 merge E12": "E2 merge E1",
    "E12 split D41/eve2 D44/eve1": "E1 split D1/eve2",
    "D41 copy D12": "D3 copy D1",
    "D41 not-copy": "D2 not-copy",
    "reread D41 D44": "reread D1 D2",
    "D41/fig3 correct span=412-423 counted=dockworkers": "D1/fig1 correct span=141-145 counted=watchmen",
    'D41/fig3 correct low=9 span="at least nine"': 'D1/fig2 correct low=8 best=8 span="At least nine"',
    "D41/fig3 correct low=9 best=9 high=none": "D1/fig1 correct low=4 best=4 high=none",
    'speaker="Ana Deluca"': 'speaker="Amina Belkadi"',
    "speaker=A3": "speaker=A4",
    "D41/eve2 correct": "D1/eve2 correct",
    "Odesa": "Tarfaya",
    "D41/": "D1/",
    "D41": "D1",
    "E12": "E1",
    "J9": "J2",
    "J7": "J3",
    "F9": "F1",
    "9f2c…": "{head}",
}
ELSEWHERE = ("https://", "postgresql://", "onrecord serve")  # a network, a server, one that runs until it is stopped


def examples() -> list[tuple[str, str]]:
    """Name of the command and each of its examples, without the remark behind it."""
    found = []
    for name, command in program().items():
        part = re.search(r"Examples?:\n(.*?)(?:\n\n|\Z)", command.epilog or "", re.DOTALL)
        lines = part[1].splitlines() if part else []
        found += [(name, re.split(r"\s{2,}", line.strip())[0]) for line in lines]
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with everything that the examples name: reports of every kind, a ledger, exports, two judgements."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with _in(folder):
        _put_ledger("collection")
        shutil.copy("onrecord.ledger", "news.ledger")
        shutil.copytree("onrecord.ledger.store", "news.ledger.store")
        for made in ("article.txt", "report.html", "wire.jsonl", "feed.xml", "table.csv", "box.mbox"):
            Path(made).write_text(TEXTS[made], encoding="utf-8")
        shutil.copytree("examples/collection", "inbox")
        with zipfile.ZipFile("pages.zip", "w") as pages:
            pages.write("examples/collection/02-port-daily.html", "page.html")
        _pdf(Path("note.pdf"))
        _crawl(Path("crawl.warc.gz"))
        for line in MADE:
            _call(f"onrecord {line}", 0)
        yield folder


MADE = (
    "export ucdp ged.csv", "export ucdp GEDEvent_v26_1.csv", "export acled acled.csv", "export csv desk",
    "judge C1 accept", "undo J1", "judge C2 accept",
)  # fmt: skip
SAID = "At least 13 people were killed in the grain port of Tarfaya on Friday, the mayor said."
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>Port</title><description>{said}</description></item></channel></rss>"""
MAIL = """From press Mon Mar  3 10:00:00 2025
From: press@port.example
Subject: Port
Date: Mon, 3 Mar 2025 10:00:00 +0000

{said}
"""
PAGE = "<html><body><article><h1>Port</h1><p>{said} The fire destroyed two barns, he added.</p></article></body></html>"
TEXTS = {
    "article.txt": f"{SAID}\n",
    "report.html": PAGE.format(said=SAID),
    "wire.jsonl": f'{{"text": "{SAID}", "publisher": "Wire"}}\n',
    "feed.xml": FEED.format(said=SAID),
    "table.csv": f'title,text,published\nPort,"{SAID}",2025-03-02\n',
    "box.mbox": MAIL.format(said=SAID),
}


def _pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(path))
    page.drawString(72, 720, "At least 13 people were killed in Odesa on Friday, the mayor said.")
    page.save()


def _crawl(path: Path) -> None:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = BytesIO(TEXTS["report.html"].encode())
        writer.write_record(
            writer.create_warc_record("https://port.example/a", "response", payload=body, http_headers=headers)
        )


@pytest.mark.parametrize(
    ("name", "example"), examples(), ids=[f"{name}-{at}" for at, (name, _) in enumerate(examples())]
)
def test_an_example_of_the_help_works(name: str, example: str, desk: Path) -> None:
    if any(words in example for words in ELSEWHERE):
        program()[name].make_context(name, shlex.split(example)[2:]).close()
        return
    with _in(desk):
        for suffix in ("", ".store"):  # as it was: one example is not to spoil the next
            kept = Path(f"onrecord.ledger{suffix}")
            spare = Path(f"spare{suffix}")
            if not spare.exists():
                (shutil.copytree if suffix else shutil.copy)(kept, spare)
            elif suffix == "":
                shutil.copy(spare, kept)
        head = _call("onrecord verify", 0).split()[-1] if "9f2c" in example else ""
        words = example
        for made_up, real in IDS.items():
            words = words.replace(made_up, head if real == "{head}" else real)
        words = words.replace("pdftotext note.pdf -", "cat article.txt")
        folder = re.search(r"export (?:\w+) (\S+)", words)
        if folder and Path(folder[1]).exists():
            words = words.replace(folder[1], f"again-{folder[1]}")
        _call(words, 0)


def test_every_command_has_examples() -> None:
    assert {name for name, _ in examples()} == set(program())
