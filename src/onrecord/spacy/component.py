"""What spaCy calls: documents in, the same documents out, with what the reader found in them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.core import Document
from onrecord.pipeline import Reader
from onrecord.spacy.filling import fill

try:
    from spacy.language import Language
    from spacy.tokens import Doc
except ImportError:
    raise ImportError("the component needs spaCy: pip install 'onrecord[spacy]'") from None

_EVERY = "xx"  # spaCy's name for no language in particular


class Component:
    """Reads documents; the weights are loaded with the first one, and again in every process that spaCy starts."""

    def __init__(self, nlp: Language, settings: dict[str, Any]) -> None:
        self.language = nlp.lang if nlp.lang != _EVERY else None
        self.settings = settings
        self._reader: Reader | None = None
        self._process = 0

    def __call__(self, doc: Doc) -> Doc:
        """The document, filled."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:  # noqa: ARG002 - spaCy gives it
        """Documents in their order, read in groups as large as suits the reader."""
        given: deque[Doc] = deque()
        for reading in self._loaded().read_many(self._documents(stream, given)):
            yield fill(given.popleft(), reading, ours_first=self.settings["overwrite_ents"])

    def _documents(self, stream: Iterable[Doc], given: deque[Doc]) -> Iterator[Document]:
        for doc in stream:
            given.append(doc)
            yield Document.of(
                doc.text,
                published=doc._.published or self.settings["published"],
                publisher=doc._.publisher or self.settings["publisher"],
                language=self.language,
            )

    def _loaded(self) -> Reader:
        if self._reader is None or self._process != os.getpid():
            # A process that was forked from one that had read before has its network without the threads that run it.
            anew = Path(str(files("onrecord") / "model")) if self._reader is not None else None
            reader, options, threads = (self.settings[name] for name in ("reader", "options", "threads"))
            self._reader = Reader(model=anew, threads=threads, reader=reader, options=options)
            self._process = os.getpid()
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        return {"language": self.language, "settings": self.settings, "_reader": None, "_process": 0}

    # What it needs to know is in the pipeline's config, and the weights come with onrecord: nothing of it is on disk.

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing is written."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:  # noqa: ARG002
        """Nothing is read."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """Nothing."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:  # noqa: ARG002
        """Nothing is read."""
        return self


@Language.factory(
    "onrecord",
    assigns=["doc.ents", "doc._.onrecord"],
    default_config={
        "published": None,
        "publisher": None,
        "overwrite_ents": False,
        "threads": 2,
        "reader": None,
        "options": {},
    },
)
def make(
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy gives it
    published: str | None,
    publisher: str | None,
    overwrite_ents: bool,
    threads: int,
    reader: str | None,
    options: dict[str, str],
) -> Component:
    """The component: ``nlp.add_pipe("onrecord", config={"published": "2024-03-11", "publisher": "Coast Herald"})``.

    ``published`` and ``publisher`` hold for every document, unless ``doc._.published`` says otherwise. Entities that
    are there already stay, and ours go where there is room; with ``overwrite_ents`` it is the other way round.
    ``reader`` and ``options`` are those of :class:`onrecord.pipeline.Reader`.
    """
    return Component(
        nlp,
        {
            "published": published,
            "publisher": publisher,
            "overwrite_ents": overwrite_ents,
            "threads": threads,
            "reader": reader,
            "options": options,
        },
    )
