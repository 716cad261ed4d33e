"""What an export knew when it was made: of which ledger, up to which judgement, what was asked, how many rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.show.export.format import Record
from onrecord.show.export.provenance import PROVENANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The ledger as an export had it: ``last`` judgement, ``moment``, the filters ``asked``, ``rows`` by file.

    ``hashes`` are the SHA-256 of the files as they were written; ``redacted`` is true where people were hidden.
    """

    ledger: str
    last: int
    moment: str
    asked: Mapping[str, Any]
    redacted: bool
    rows: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    def has_grown(self, record: Record) -> bool:
        """True where reports or judgements came in since."""
        return (self.last, self.moment) != (record.head[0], record.moment)

    def check(self, record: Record, where: Path) -> None:
        """Raise ``UsageError`` where it is of another ledger, or of a past moment."""
        if self.ledger != record.ledger:
            raise UsageError(f"{where} is an export of another ledger ({self.ledger[:40]})")
        if "as_of" in self.asked:
            raise UsageError(f"{where} shows the ledger at a past moment; export it as it stands, and edit that")


def of_package(folder: Path) -> Baseline:
    """That of a folder of ``onrecord export csv``, from its ``datapackage.json`` and ``prov.jsonld``."""
    path = folder / "datapackage.json"
    if not path.is_file():
        raise UsageError(f"{folder}: there is no datapackage.json; give a folder that onrecord export csv has made")
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        own, last = package["onrecord"], package["onrecord"]["lastJudgement"]
        hashes = {one["path"]: str(one["hash"]).removeprefix("sha256:") for one in package["resources"]}
        ledger, moment = str(package["id"]).removeprefix("urn:uuid:"), str(package["created"])
        asked = dict(own["asked"])
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path}: not a description that onrecord export csv has made") from None
    if not isinstance(last, int):
        raise UsageError(f"{path}: lastJudgement is no number")
    beside = of_provenance(folder / PROVENANCE)
    same = beside is not None and (beside.ledger, beside.last) == (ledger, last)
    rows, redacted = (beside.rows, beside.redacted) if same and beside is not None else ({}, False)
    return Baseline(ledger=ledger, last=last, moment=moment, asked=asked, redacted=redacted, rows=rows, hashes=hashes)


def of_provenance(path: Path) -> Baseline | None:
    """That of an export by its provenance; None where there is none, or it cannot be read."""
    try:
        graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
        ledger = next(node for node in graph if "onrecord:lastJudgement" in node)
        run = next(node for node in graph if "onrecord:asked" in node)
        files = [node for node in graph if "onrecord:rows" in node and "dcterms:title" in node]
        return Baseline(
            ledger=str(ledger["@id"]).rpartition(":")[2],
            last=int(ledger["onrecord:lastJudgement"]),
            moment=str(ledger["onrecord:asOf"]["@value"]),
            asked=dict(json.loads(run["onrecord:asked"])),
            redacted=bool(run["onrecord:redacted"]),
            rows={str(node["dcterms:title"]): int(node["onrecord:rows"]) for node in files},
            hashes={str(node["dcterms:title"]): str(node["@id"]).rpartition(":")[2] for node in files},
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None
