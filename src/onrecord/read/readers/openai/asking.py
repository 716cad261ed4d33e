"""One question to a server that speaks OpenAI's protocol, and its answer or the reason why there is none.

No redirect is followed, no proxy is taken from the environment, and nothing is asked but ``/chat/completions``.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    SSLError,
    TimeoutError,
)

from onrecord.errors import ModelError, NoAnswer, UsageError
from onrecord.settings import Settings
from onrecord.version import __version__

MOST_BYTES = 2_000_000  # of an answer: a hundred times what a part of a report can be quoted as
_CHUNK = 65_536
# The address, the key or the model is wrong: no report would fare better.
_WRONG = {
    401: "it wants a key; give it in ONRECORD_READER_KEY",
    403: "it does not let us in; is ONRECORD_READER_KEY the right key?",
    404: "it knows no such address or model; should the address end in /v1, and does the server have that model?",
    405: "it takes no questions there; should the address end in /v1?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a model answers: address, its name there, and how long it may take (seconds)."""

    url: str
    model: str
    key: str = field(repr=False)
    seconds: float
    connect_seconds: float
    pool: urllib3.PoolManager = field(repr=False)

    @classmethod
    def of(cls, url: str, *, model: str, settings: Settings) -> Self:
        """Raises ``UsageError`` where ``url`` is no address of a server."""
        wrong = f"url={url[:200]}: give an address such as http://127.0.0.1:11434/v1"
        try:
            parts = urlsplit(url.strip())
            bad = parts.scheme not in ("http", "https") or not parts.hostname or (parts.port == 0)
        except ValueError:
            raise UsageError(wrong) from None
        if bad or parts.query or parts.fragment:
            raise UsageError(wrong)
        if parts.username or parts.password:
            raise UsageError("url: leave name and password out of it; a key goes into ONRECORD_READER_KEY")
        pool = urllib3.PoolManager(retries=False)
        return cls(
            url=url.strip().rstrip("/"), model=model, key=settings.reader_key, seconds=settings.reader_seconds,
            connect_seconds=settings.connect_seconds, pool=pool,
        )  # fmt: skip

    def ask(self, told: str, text: str) -> str:
        """What the model says to ``text``; raises ``NoAnswer`` for this text, ``ModelError`` where it is for all."""
        messages = [{"role": "system", "content": told}, {"role": "user", "content": text}]
        question = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "stream": False,
            "response_format": {"type": "json_object"},
        }
        return _said(self._posted(json.dumps(question).encode()), self.url)

    def _posted(self, body: bytes) -> bytes:
        until = time.monotonic() + self.seconds
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity",
                   "User-Agent": f"onrecord/{__version__}"}  # fmt: skip
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        timeout = urllib3.Timeout(connect=self.connect_seconds, read=self.seconds)
        try:
            response = self.pool.request(
                "POST", f"{self.url}/chat/completions", body=body, headers=headers, timeout=timeout,
                redirect=False, retries=False, preload_content=False,
            )  # fmt: skip
        except (ConnectTimeoutError, NewConnectionError, SSLError, LocationParseError) as failure:
            raise ModelError(f"{self.url}: no server can be reached there ({_why(failure)}); is it running?") from None
        except TimeoutError:
            raise self._late() from None
        except HTTPError as failure:
            raise NoAnswer(f"{self.url} broke off ({_why(failure)})") from None
        try:
            return self._taken(response, until)
        finally:
            response.close()
            response.release_conn()

    def _taken(self, response: urllib3.BaseHTTPResponse, until: float) -> bytes:
        """The whole body of a good answer, within its time and size."""
        if 300 <= response.status < 400:
            where = str(response.headers.get("Location", "nowhere"))[:200]
            raise ModelError(f"{self.url} sends us on to {where}; if you trust that address, give it yourself")
        if response.status in _WRONG:
            raise ModelError(f"{self.url} answers {response.status}: {_WRONG[response.status]}")
        if response.status != 200:
            raise NoAnswer(f"{self.url} answers {response.status} {response.reason or ''}".rstrip())
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise NoAnswer(f"{self.url} answers in a packed form that was not asked for")
        body = bytearray()
        try:
            while chunk := response.read1(_CHUNK, decode_content=False):
                body += chunk
                if len(body) > MOST_BYTES:
                    raise NoAnswer(f"{self.url} answers with more than {MOST_BYTES // 1_000_000} MB; that is no record")
                if time.monotonic() > until:
                    raise self._late()
        except TimeoutError:
            raise self._late() from None
        except HTTPError as failure:
            raise NoAnswer(f"{self.url} broke off in the middle of its answer ({_why(failure)})") from None
        return bytes(body)

    def _late(self) -> NoAnswer:
        return NoAnswer(
            f"{self.url} had no answer within {self.seconds:g} seconds; ONRECORD_READER_SECONDS gives it more time"
        )


def _said(body: bytes, url: str) -> str:
    """The words of the first choice of an answer; raises ``NoAnswer`` where it is none, or was cut short."""
    try:
        choice = json.loads(body)["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoAnswer(f"{url} does not answer as OpenAI's protocol has it; should the address end in /v1?") from None
    if ended == "length":
        raise NoAnswer(f"{url}: the model's answer was cut short; give the model more room for its answer")
    if not isinstance(content, str):
        raise NoAnswer(f"{url}: the model said nothing")
    return content


def _why(failure: Exception) -> str:
    """The last words of an error of the network: "Connection refused"."""
    words = " ".join(str(failure).split())
    return words.rpartition(": ")[2][:100].rstrip(")'\"") or type(failure).__name__
