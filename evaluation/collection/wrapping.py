"""Reports as files: pages with furniture, PDFs, mails, feeds, tables, crawls, in nested folders and one ZIP."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

from evaluation.collection.broken import broken
from evaluation.collection.texts import Report

SHARES = {"html": 30, "txt": 15, "md": 10, "pdf": 8, "jsonl": 20, "csv": 5, "warc": 7, "mail": 3, "feed": 2}
BROKEN = 0.02  # of all inputs, on top of the shares
_FILES = {"jsonl": 250, "csv": 125, "warc": 120, "feed": 25, "mbox": 20}  # reports in one file
_TIME = (2025, 1, 1, 0, 0, 0)
_FURNITURE = '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
_AFTER = (
    '<aside><h3>Most read</h3><ul><li><a href="/a">Ten recipes for the weekend</a></li><li><a href="/b">Weather: rain '
    'until Thursday</a></li></ul></aside><footer><p>All rights reserved. <a href="/terms">Terms</a></p>'
    "<p>Subscribe to our newsletter and never miss a story.</p></footer>"
)


def write(folder: Path, made: Sequence[Report], *, seed: int = 5) -> dict[str, int]:
    """Write reports under ``folder``, each in one of the forms of ``SHARES``; how many there are of each form."""
    chance = random.Random(seed)
    bad = round(len(made) * BROKEN)
    forms = _forms(len(made), chance)
    groups: dict[str, list[Report]] = {form: [] for form in SHARES}
    for report, form in zip(made, forms, strict=True):
        groups[form].append(report)
    for form in ("html", "txt", "md", "pdf"):
        for report in groups[form]:
            _save(_place(folder, report) / f"{report.number:05}.{form}", _LEAVES[form](report))
    for form in ("jsonl", "csv", "warc", "feed"):
        for part, some in enumerate(_parts(groups[form], _FILES[form])):
            _save(folder / "wire" / f"{form}-{part}{_ENDINGS[form]}", _TOGETHER[form](some))
    half = len(groups["mail"]) // 2
    for report in groups["mail"][:half]:
        _save(folder / "mail" / f"{report.number:05}.eml", mail(report))
    for part, some in enumerate(_parts(groups["mail"][half:], _FILES["mbox"])):
        _save(folder / "mail" / f"box-{part}.mbox", mbox(some))
    for name, data in broken(bad, chance):
        _save(folder / "damaged" / name, data)
    _zip(folder)
    return {**{form: len(some) for form, some in groups.items()}, "broken": bad}


def plain(path: Path, made: Iterable[Report]) -> None:
    """The same texts as one JSONL, for ``read_many``."""
    path.write_text("".join(_line(report) for report in made), encoding="utf-8")


def page(report: Report) -> bytes:
    """A web page with menus, links and a footer around the report."""
    body = "\n".join(f"<p>{escape(part)}</p>" for part in report.text.split("\n\n"))
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": report.published,
        "author": {"@type": "Person", "name": report.byline},
        "publisher": {"@type": "Organization", "name": report.publisher},
    }
    return (
        f'<!DOCTYPE html><html lang="{report.language}"><head><meta charset="utf-8"><title>{escape(report.title)} | '
        f'{escape(report.publisher)}</title><link rel="canonical" href="{url(report)}">'
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        f"<style>body{{margin:0}}</style></head><body>{_FURNITURE}<main><article><h1>{escape(report.title)}</h1>"
        f'<p class="byline">By {escape(report.byline)}</p>{body}</article></main>{_AFTER}</body></html>'
    ).encode()


def text(report: Report) -> bytes:
    """A text file: headline, then paragraphs."""
    return f"{report.title}\n\n{report.text}\n".encode()


def markdown(report: Report) -> bytes:
    """Markdown with front matter."""
    head = f'---\ntitle: "{report.title}"\npublisher: {report.publisher}\ndate: {report.published}\n---\n'
    return f"{head}\n# {report.title}\n\n{report.text}\n".encode()


def pdf(report: Report) -> bytes:
    """A page or more of PDF; letters outside Latin-1 are what its built-in fonts make of them."""
    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped,unused-ignore]
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped,unused-ignore]

    made, styles = io.BytesIO(), getSampleStyleSheet()
    story = [Paragraph(escape(report.title), styles["Title"])]
    story += [Paragraph(escape(part), styles["BodyText"]) for part in report.text.split("\n\n")]
    SimpleDocTemplate(made, title=report.title, author=report.byline, invariant=1).build(story)
    return made.getvalue()


def mail(report: Report) -> bytes:
    """A message of a news list."""
    message = EmailMessage()
    message["From"] = f"{report.publisher} <news@{_host(report)}>"
    message["To"] = "desk@example.org"
    message["Subject"] = report.title
    message["Date"] = _long_date(report)
    message["Message-ID"] = f"<{report.number}@{_host(report)}>"
    message.set_content(report.text)
    return message.as_bytes()


def mbox(some: Sequence[Report]) -> bytes:
    """Many messages in one file."""
    parts = []
    for report in some:
        body = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in mail(report).split(b"\n"))
        parts.append(b"From news@example.org Wed Jan  1 00:00:00 2025\n" + body + b"\n\n")
    return b"".join(parts)


def lines(some: Sequence[Report]) -> bytes:
    """JSON Lines of the contract's input."""
    return "".join(_line(report) for report in some).encode()


def table(some: Sequence[Report]) -> bytes:
    """A CSV as an archive exports it."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["id", "title", "publisher", "published", "url", "text"])
    for one in some:
        writer.writerow([f"n{one.number}", one.title, one.publisher, one.published, url(one), one.text])
    return made.getvalue().encode()


def crawl(some: Sequence[Report]) -> bytes:
    """A compressed WARC with a page a report."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped,unused-ignore]
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped,unused-ignore]

    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for report in some:
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        known = {"WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{report.number:012}>",
                 "WARC-Date": "2025-06-01T00:00:00Z"}  # fmt: skip
        writer.write_record(writer.create_warc_record(
            url(report), "response", payload=io.BytesIO(page(report)), http_headers=head, warc_headers_dict=known,
        ))  # fmt: skip
    return made.getvalue()


def feed(some: Sequence[Report]) -> bytes:
    """An RSS 2.0 feed with full text."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{url(one)}</link><guid>{url(one)}</guid>"
        f"<pubDate>{_long_date(one)}</pubDate><content:encoded>"
        + escape("".join(f"<p>{escape(part)}</p>" for part in one.text.split("\n\n")))
        + "</content:encoded></item>"
        for one in some
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{escape(some[0].publisher)}</title><link>https://{_host(some[0])}/</link>"
        f"<description>News</description>{items}</channel></rss>"
    ).encode()


_LEAVES: dict[str, Callable[[Report], bytes]] = {"html": page, "txt": text, "md": markdown, "pdf": pdf}
_TOGETHER: dict[str, Callable[[Sequence[Report]], bytes]] = {
    "jsonl": lines, "csv": table, "warc": crawl, "feed": feed,
}  # fmt: skip
_ENDINGS = {"jsonl": ".jsonl", "csv": ".csv", "warc": ".warc.gz", "feed": ".xml"}


def url(report: Report) -> str:
    """Where the report would stand in the web."""
    return f"https://{_host(report)}/{report.published[:7].replace('-', '/')}/{report.number}.html"


def _host(report: Report) -> str:
    return report.publisher.lower().replace(" ", "-") + ".example"


def _long_date(report: Report) -> str:
    from datetime import datetime
    from email.utils import format_datetime

    return format_datetime(datetime.fromisoformat(report.published))


def _line(report: Report) -> str:
    record = {"id": f"n{report.number}", "title": report.title, "text": report.text, "publisher": report.publisher,
              "published": report.published, "url": url(report), "byline": report.byline}  # fmt: skip
    return json.dumps(record, ensure_ascii=False) + "\n"


def _forms(count: int, chance: random.Random) -> list[str]:
    """So many forms in their shares, mixed."""
    total = sum(SHARES.values())
    made = [form for form, share in SHARES.items() for _ in range(count * share // total)]
    made += ["html"] * (count - len(made))
    chance.shuffle(made)
    return made


def _parts(some: Sequence[Report], size: int) -> Iterable[Sequence[Report]]:
    return (some[start : start + size] for start in range(0, len(some), size))


def _place(folder: Path, report: Report) -> Path:
    return folder / report.published[:4] / report.published[5:7] / report.publisher.replace(" ", "-")


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _zip(folder: Path) -> None:
    """The first month of the last year goes into an archive, as old months do."""
    years = sorted(path for path in folder.iterdir() if path.name.isdigit())
    if not years:
        return
    month = min(years[-1].iterdir())
    with zipfile.ZipFile(folder / f"{years[-1].name}-{month.name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in month.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(years[-1]).as_posix(), _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
            path.unlink()
    for path in sorted(month.rglob("*"), reverse=True):
        path.rmdir()
    month.rmdir()
