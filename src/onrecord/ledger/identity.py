"""When two arrivals are the same report, and when one is a new version of another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from onrecord.core import Document

# Query keys that say how a reader came to a page, not which page it is.
_WAYS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ocid", "cmpid", "at_medium", "at_campaign", "ref_src")


def identity(document: Document) -> str:
    """What makes a report this report: its id at its publisher, else its address, else what it says and who says it.

    Forty outlets that print the same words are forty reports; the same file under two names is one.
    """
    publisher = (document.publisher or "").casefold().strip()
    if document.external_id:
        return f"id {publisher} {document.external_id}"
    if document.url:
        return f"url {address(document.url)}"
    said = [publisher, document.published, document.title, document.text]
    return f"said {hashlib.sha256(json.dumps(said).encode()).hexdigest()}"


def version(document: Document) -> str:
    """SHA-256 of the text and of what is known of it: equal for two arrivals of which the second brings nothing."""
    facts = (document.id, document.publisher, document.url, document.title, document.byline, document.published,
             document.external_id)  # fmt: skip
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def address(url: str) -> str:
    """A URL as it is compared: without fragment, host in small letters, without the marks of campaigns."""
    try:
        parts = urlsplit(url.strip())
        kept = [
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if not key.lower().startswith(_WAYS)
        ]
        return urlunsplit(("", parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), urlencode(kept), ""))
    except ValueError:
        return url.strip()


def arrival_key(data: bytes, *, facts: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """What comes in, as one number: bytes, what the container said of them, and the options they are read with."""
    digest = hashlib.sha256(hashlib.sha256(data).digest())
    digest.update(json.dumps([dict(facts), dict(options)], sort_keys=True, default=str).encode())
    return digest.hexdigest()
