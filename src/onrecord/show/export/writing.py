"""An export as a whole: written beside where it goes, with its provenance, and moved there when everything is done."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.show.export.format import Exported, Format, Lost, Record, export_format
from onrecord.show.export.out import Out
from onrecord.show.export.provenance import PROVENANCE, write_provenance


def write(record: Record, name: str, where: Path, *, raw: bool = False, never: Iterable[Path] = ()) -> Exported:
    """Write the format ``name`` to a file, or to a folder that is new or empty; ``where`` is its path.

    Beside a file stands "<file>.prov.jsonld", in a folder "prov.jsonld". ``never`` are paths that must stay as they
    are, such as the ledger. Raises ``UsageError`` where there is no such format or nothing can be written there.
    """
    format = export_format(name)
    where = _checked(where, format, never)
    part = where.with_name(f".{where.name[:80]}.{secrets.token_hex(4)}.part")
    part.mkdir()
    try:
        out = Out(folder=part, name=where.name, raw=raw)
        lost = Lost(format.limits)
        format.write(record, out, lost)
        provenance = PROVENANCE if format.is_folder else f"{where.name}.{PROVENANCE}"
        rows = {made.name: made.rows for made in out.made}
        write_provenance(record, out, lost, format=name, name=provenance)
        _move(part, where, [made.name for made in out.made], folder=format.is_folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Exported(format=name, path=where, rows=rows, lost=lost.told())


def _checked(where: Path, format: Format, never: Iterable[Path]) -> Path:
    """The path as it is written to; raises ``UsageError`` where that would go wrong or destroy something."""
    if where.is_symlink():
        raise UsageError(f"{where} is a link; give the place it points to")
    if not where.name or where.name in {".", ".."}:
        raise UsageError(f"{where}: give the name of a new {'folder' if format.is_folder else 'file'}")
    if not where.parent.is_dir():
        raise UsageError(f"{where}: there is no folder {where.parent}; make it first")
    if any(path.exists() and where.exists() and path.samefile(where) for path in never):
        raise UsageError(f"{where} is the ledger itself; choose another name")
    if format.is_folder:
        if where.is_dir() and any(where.iterdir()):
            raise UsageError(f"{where} is a folder with something in it; give a new or an empty one")
        if where.exists() and not where.is_dir():
            raise UsageError(f"{where} is a file; this format needs a new folder")
    elif where.exists() and not where.is_file():
        raise UsageError(f"{where} is no file; give the name of one")
    return where.parent.resolve() / where.name


def _move(part: Path, where: Path, names: list[str], *, folder: bool) -> None:
    if folder:
        if where.exists():
            where.rmdir()  # it was empty; Windows renames over nothing
        part.rename(where)
        return
    for name in reversed(names):  # the provenance first: a file never stands without it
        (part / name).replace(where.with_name(name))
