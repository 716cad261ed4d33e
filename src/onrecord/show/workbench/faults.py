"""What is said when something goes wrong: one plain page, what to do about it, and never the innards of the program."""

from __future__ import annotations

import traceback
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from onrecord.errors import (
    Conflict,
    LedgerBusy,
    NoSpace,
    OnrecordError,
    TooLarge,
    Unknown,
    UsageError,
)
from onrecord.show.workbench.pages import Page, shown

STATUS: tuple[tuple[type[Exception], int], ...] = (
    (Unknown, 404), (Conflict, 409), (TooLarge, 413), (LedgerBusy, 503), (NoSpace, 507), (UsageError, 400),
    (OnrecordError, 422),
)  # fmt: skip
"""The first kind that an error is of, and the status it is told with."""

_HEADS = {
    400: "This cannot be asked", 401: "The desk is locked", 404: "Nothing of that name", 405: "Not that way",
    409: "Somebody was faster", 413: "Too large", 422: "This cannot be done", 500: "A fault in onrecord itself",
    503: "Somebody else is writing", 507: "The disk is full",
}  # fmt: skip
_PAGE = Page(name="fault", title="Something went wrong", path="")


def answer_faults(app: FastAPI) -> None:
    """Put the answers in place for every kind of error a page may raise."""

    async def told(request: Request, error: Exception) -> Response:
        status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
        return _answer(request, status, _plain(str(error)))

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = {404: "There is no page here.", 405: "This address cannot be used like that."}.get(status, "")
        detail = str(getattr(error, "detail", ""))
        return _answer(request, status, words if status in (404, 405) else detail or words)

    async def unfit(request: Request, error: Exception) -> Response:
        found: list[Any] = list(error.errors()) if isinstance(error, RequestValidationError) else []
        words = "; ".join(f"{one['loc'][-1]}: {str(one['msg'])[:1].lower()}{str(one['msg'])[1:]}" for one in found[:5])
        return _answer(request, 400, words or "The address is not one of this desk.")

    app.add_exception_handler(OnrecordError, told)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, unfit)


def fault_page(request: Request, error: Exception) -> Response:
    """The answer to an error nobody foresaw: its kind and its place in the program, nothing of its values."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "onrecord" in one.filename]
    place = frames[-1].filename.replace("\\", "/").rpartition("/onrecord/")[2] if frames else ""
    where = f" at {place}:{frames[-1].lineno}" if frames else ""
    words = f"{type(error).__name__}{where}. Nothing was written. Please report it with what you did just before."
    return _answer(request, 500, words)


def too_large(most: int) -> str:
    """What is said where more is sent than fits: the limit, and the two ways out."""
    return (
        f"More was sent than fits at once: {most // 1_000_000} MB. Nothing of it was kept. Add fewer files at a time, "
        "or leave them where they lie and name their folder to the command: onrecord add FOLDER"
    )


def too_large_page(request: Request, most: int) -> Response:
    """The answer to a body that says itself that it is too long."""
    return _answer(request, 413, too_large(most))


def locked_page(request: Request) -> Response:
    """The answer to a browser that has not shown the token."""
    words = "Open the whole address that onrecord serve printed: it ends with a token that opens the desk."
    return _answer(request, 401, words)


def _answer(request: Request, status: int, because: str) -> Response:
    head = _HEADS.get(status, "Something went wrong")
    if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"status": status, "error": head, "because": because}, status_code=status)
    return shown(request, _PAGE, status=status, head=head, because=because, number=status)


def _plain(words: str) -> str:
    """The message of the command line, in the words of a page: "--since" is "since" here."""
    return words.replace("--as-of", "as of").replace("--", "")
