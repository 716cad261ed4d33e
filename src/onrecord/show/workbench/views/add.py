"""Reports come in by hand: files dropped or chosen, or words pasted; read and stored as ``onrecord add`` does it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from onrecord.errors import UsageError
from onrecord.ledger.moments import bounds
from onrecord.show.workbench.adding import FOLDER, Runs, expected
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.guard import MOST_BYTES
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="add", title="Add", path="/add", order=100)
router = APIRouter()

SHOWN = 50
"""Refused inputs that the page of a run lists; all of them are on the page of what was refused."""
_BLOCK = 1 << 20
_LONGEST_TEXT = 5_000_000
_LARGE = 200_000  # bytes: more are read by processes of their own, and the desk stays quick
_PASTED = "pasted.jsonl"
_STRANGE = re.compile(r"[^\w. -]+")

Short = Annotated[str, Form(max_length=400)]
Number = Annotated[int, InPath(ge=1, le=10**12, description="The number of an adding since the desk was opened")]


def the_runs(request: Request) -> Runs:
    """What this desk is adding."""
    found: Runs = request.app.state.runs
    return found


Adding = Annotated[Runs, Depends(the_runs)]


@router.get("/add", response_class=HTMLResponse)
def ask(request: Request, bench: At, runs: Adding) -> HTMLResponse:
    """The form, and what is being added."""
    return shown(request, PAGE, can=bench.add is not None, open=runs.open(), most=MOST_BYTES)


@router.post("/add", response_class=RedirectResponse, status_code=303)
def add(
    bench: At,
    runs: Adding,
    files: Annotated[list[UploadFile] | None, File(description="Files that onrecord add reads")] = None,
    text: Annotated[str, Form(max_length=_LONGEST_TEXT)] = "",
    title: Short = "",
    publisher: Short = "",
    published: Annotated[str, Form(max_length=40)] = "",
) -> RedirectResponse:
    """Begin to read what came and to store it; the page that follows shows how far it is."""
    if bench.add is None:
        raise UsageError("this desk takes nothing in; use onrecord add")
    if published.strip() and bounds(published) is None:
        raise UsageError(f"published {published.strip()!r}: write it like 2024-03-11 or 2024-03-11T18:10Z")
    folder = Path(mkdtemp(prefix=FOLDER))
    try:
        paths = [_kept(one, folder, place) for place, one in enumerate(files or ()) if one.filename]
        if text.strip():
            paths.append(_pasted(folder, text, title, publisher, published))
        if not paths:
            raise UsageError("nothing came: choose files, or paste the words of a report")
        size = sum(path.stat().st_size for path in paths)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    number = runs.start(
        bench.add, paths, folder=folder,
        names=["pasted words" if path.name == _PASTED else path.name for path in paths],
        total=expected(paths), publisher=publisher.strip() or None, published=published.strip() or None,
        jobs=max(2, (os.cpu_count() or 1) - 1) if size > _LARGE else 1,
    )  # fmt: skip
    return RedirectResponse(f"/add/{number}", status_code=303)


@router.get("/add/{number}.json")
def run_kept(runs: Adding, number: Number) -> JSONResponse:
    """How far an adding is: done of about all, rate, seconds left, what was refused."""
    return JSONResponse(runs.run(number).to_dict(), headers={"Cache-Control": "no-store"})


@router.get("/add/{number}", response_class=HTMLResponse)
def run(request: Request, runs: Adding, number: Number) -> HTMLResponse:
    """The same as a page: it comes anew by itself until all is done, with or without a script."""
    return shown(request, PAGE, template="adding.html", run=runs.run(number), most=SHOWN)


@router.post("/add/{number}/stop", response_class=RedirectResponse, status_code=303)
def stop(runs: Adding, number: Number) -> RedirectResponse:
    """Read no more of it; what is stored stays, and the same files can be added again."""
    runs.stop(number)
    return RedirectResponse(f"/add/{number}", status_code=303)


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
    path = folder / _PASTED
    kept = {name: value.strip() for name, value in said.items() if value.strip()}
    path.write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
