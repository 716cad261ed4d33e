"""Who is let in: this computer's own browser, with the address that was printed at the start, and nobody's page.

Every answer, errors included, carries the same strict headers. Rules, in order: the name in ``Host`` is one of ours (or
another site's name could be made to point here); what writes comes from our own pages (``Sec-Fetch-Site``, ``Origin``;
the rule of Datasette, and one of the two must be there); the start-up token, or the cookie it was changed for; a body
of no more than 64 MB, counted as it comes.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from fastapi import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.show.workbench.faults import fault_page, locked_page, too_large, too_large_page

COOKIE = "onrecord_desk"
"""With the port behind it: cookies know no ports, and two desks may be open."""
MOST_BYTES = 64_000_000
"""Of what is sent at once."""
_MOST_DRAINED = 2_000_000_000  # of what is too much: a browser shows an answer only once it has sent all
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_READS = frozenset({"GET", "HEAD"})
_OPEN = ("/static/",)  # nothing of the ledger is there


class Guard:
    """Stands before the application; ``hosts`` are names without a port, in lower case."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        self._app = app
        self._token = token
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # there are no sockets here
        request = Request(scope)
        started = False

        async def sealed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                kept = [(name, value) for name, value in message["headers"] if name.decode() not in HEADERS]
                message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in HEADERS.items())]
            await send(message)

        refused = self._refused(request)
        if refused is not None:
            await refused(scope, receive, sealed)
            return
        if _length(request) > MOST_BYTES:
            await _drained(receive)
            await too_large_page(request, MOST_BYTES)(scope, receive, sealed)
            return
        try:
            await self._app(scope, _counted(receive), sealed)
        except Exception as error:  # a fault of ours: told without its innards
            if started:
                raise
            await fault_page(request, error)(scope, receive, sealed)

    def _refused(self, request: Request) -> Response | None:
        if not self._known_host(request):
            return _plain(400, "This desk answers only to its own name on this computer, such as 127.0.0.1.")
        if request.method not in _READS and not _from_our_page(request):
            return _plain(403, "Only a page of this desk may write here. Go back to it and try again.")
        if request.url.path.startswith(_OPEN):
            return None
        given = [value for name, value in parse_qsl(request.url.query) if name == "token"]
        if request.method in _READS and given:
            return self._entered(request) if self._is_token(given[-1]) else locked_page(request)
        return None if self._is_token(_cookie(request)) else locked_page(request)

    def _known_host(self, request: Request) -> bool:
        named = request.headers.getlist("host")
        if len(named) != 1:
            return False
        host, colon, port = named[0].lower().rpartition(":")
        if not colon or not port.isdecimal():  # "localhost", "[::1]"
            host = named[0].lower()
        return host in self._hosts

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode("utf-8"))

    def _entered(self, request: Request) -> Response:
        """The same address without the token, with the cookie in its place."""
        rest = urlencode([pair for pair in parse_qsl(request.url.query) if pair[0] != "token"])
        path = "/" + request.url.path.lstrip("/\\")  # never "//another.site"
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        answer.set_cookie(_name(request), self._token, httponly=True, samesite="strict", path="/")
        answer.headers["cache-control"] = "no-store"
        return answer


def _name(request: Request) -> str:
    return f"{COOKIE}_{request.url.port or 80}"


def _cookie(request: Request) -> str:
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(_name(request))
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _from_our_page(request: Request) -> bool:
    """A page without a referrer sends its forms with the origin "null": there the browser's word for it must do."""
    fetched, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    ours = f"{request.url.scheme}://{request.headers.get('host', '')}".lower()
    if fetched is None:
        return origin is not None and origin.lower() == ours
    return fetched == "same-origin" and (origin is None or origin.lower() in (ours, "null"))


def _plain(status: int, words: str) -> Response:
    return Response(words + "\n", status_code=status, media_type="text/plain; charset=utf-8")


def _length(request: Request) -> int:
    said = request.headers.get("content-length", "")
    return int(said) if said.isdecimal() and len(said) < 20 else 0


async def _drained(receive: Receive) -> None:
    """Take what is sent and keep nothing of it, as far as that goes."""
    seen = 0
    while seen <= _MOST_DRAINED:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


def _counted(receive: Receive) -> Receive:
    """The body as it comes; raises once it is longer than it may be."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise HTTPException(413, too_large(MOST_BYTES))
        return message

    return counting
