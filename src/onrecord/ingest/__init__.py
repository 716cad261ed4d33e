"""Bytes to documents: files, standard input and URLs, each kind in a file of its own.

``load("article.txt")`` is the door. Whatever goes wrong is an ``InputError`` whose message is one line that names the
source and says what to do.
"""

from __future__ import annotations

from onrecord.ingest.sources import load

__all__ = ["load"]
