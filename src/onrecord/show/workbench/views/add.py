"""Reports come in by hand: files dropped or chosen, or words pasted; read and stored as ``onrecord add`` does it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse

from onrecord.errors import UsageError
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="add", title="Add", path="/add", order=100)
router = APIRouter()

_BLOCK = 1 << 20
_LONGEST_TEXT = 5_000_000
_STRANGE = re.compile(r"[^\w. -]+")

Short = Annotated[str, Form(max_length=400)]


@router.get("/add", response_class=HTMLResponse)
def ask(request: Request, bench: At) -> HTMLResponse:
    """The form."""
    return shown(request, PAGE, can=bench.add is not None, told=None)


@router.post("/add", response_class=HTMLResponse)
def add(
    request: Request,
    bench: At,
    files: Annotated[list[UploadFile] | None, File(description="Files that onrecord add reads")] = None,
    text: Annotated[str, Form(max_length=_LONGEST_TEXT)] = "",
    title: Short = "",
    publisher: Short = "",
    published: Annotated[str, Form(max_length=40)] = "",
) -> HTMLResponse:
    """Read what came and store it; what could not be read is named with its reason."""
    if bench.add is None:
        raise UsageError("this desk takes nothing in; use onrecord add")
    with TemporaryDirectory(prefix="onrecord-") as folder:
        paths = [_kept(one, Path(folder), place) for place, one in enumerate(files or ()) if one.filename]
        if text.strip():
            paths.append(_pasted(Path(folder), text, title, publisher, published))
        if not paths:
            raise UsageError("nothing came: choose files, or paste the words of a report")
        told = bench.add(paths, publisher=publisher.strip() or None, published=published.strip() or None)
        refusals = [line.replace(f"{folder}/", "") for line in told.refusals]
    return shown(request, PAGE, can=True, told=told, refusals=refusals)


def _kept(came: UploadFile, folder: Path, place: int) -> Path:
    """A file that came, under its own name made harmless, in a folder of its own: no name is a path."""
    name = _STRANGE.sub("_", (came.filename or "").replace("\\", "/").rpartition("/")[2])[-100:].lstrip(". ") or "file"
    path = folder / str(place) / name
    path.parent.mkdir()
    with path.open("wb") as out:
        while block := came.file.read(_BLOCK):
            out.write(block)
    return path


def _pasted(folder: Path, text: str, title: str, publisher: str, published: str) -> Path:
    said = {"text": text, "title": title, "publisher": publisher, "published": published}
    path = folder / "pasted.jsonl"
    kept = {name: value.strip() for name, value in said.items() if value.strip()}
    path.write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
