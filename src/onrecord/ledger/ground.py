"""What a ledger file stands on: a folder that is there, a disk of this computer, a file that is a database."""

from __future__ import annotations

import os
import re
from pathlib import Path

from onrecord.errors import LedgerError, NoLedger

# File systems on which locks and shared memory are not to be trusted: other computers write to them as well.
_NETWORK = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre",
            "gpfs", "beegfs", "davfs", "ocfs2", "gfs2"}  # fmt: skip
_NETWORK_BY_HAND = re.compile(r"fuse\.(?:sshfs|rclone|s3fs|gcsfuse|glusterfs|davfs2?|cifs|smbnetfs|goofys|ceph.*)")
_MAGIC = b"SQLite format 3\0"
_MOUNTS = Path("/proc/self/mountinfo")


def check_file(path: Path, name: str, *, create: bool) -> None:
    """Make sure that a ledger can stand at ``path`` before a database is asked; ``name`` is how the user calls it.

    Raises ``NoLedger`` where there is a folder, a device, something else, or nothing and ``create`` is False;
    ``LedgerError`` on a network disk.
    """
    if path.is_dir():
        raise NoLedger(f"{name}: a folder; name a file in it, such as {path / 'news.ledger'}")
    if not path.exists():
        if not create:
            raise NoLedger(f"{name}: there is no ledger here; onrecord add makes one, or name another with --ledger")
        if not path.parent.is_dir():
            raise NoLedger(f"{name}: there is no folder {path.parent}; make it first")
        if not os.access(path.parent, os.W_OK):
            raise NoLedger(f"{name}: nothing may be written in {path.parent}; name another place with --ledger")
    elif not path.is_file():
        raise NoLedger(f"{name}: a device or a pipe, not a ledger; name another file with --ledger")
    else:
        _check_start(path, name, create=create)
    if (kind := network(path, _mounts())) is not None:
        raise LedgerError(
            f"{name}: on a network disk ({kind}), where SQLite cannot keep a ledger safe; put it on a disk of this "
            "computer, or use a database server: --ledger postgresql://…"
        )


def may_be_written(path: Path) -> bool:
    """True where both the file (or nothing yet) and its folder may be written: SQLite needs the folder for its log."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def network(path: Path, mounts: str) -> str | None:
    """The network file system that ``path`` lies on, by a table as in /proc/self/mountinfo; None on a local disk.

    ``network(Path("/srv/news.ledger"), "36 25 0:31 / /srv rw - nfs4 box:/srv rw")`` is "nfs4".
    """
    where = path.resolve()
    best, found = -1, None
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(" "), right.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        point = Path(_unescaped(fields[4]))
        if where.is_relative_to(point) and len(point.parts) >= best:  # of two mounts at one place the later one counts
            best, found = len(point.parts), kinds[0]
    return found if found is not None and (found in _NETWORK or _NETWORK_BY_HAND.fullmatch(found)) else None


def _unescaped(point: str) -> str:
    r"""A mount point as it is called: ``/srv/my\040disk`` is "/srv/my disk"."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""  # not Linux


def _check_start(path: Path, name: str, *, create: bool) -> None:
    try:
        with path.open("rb") as stream:
            start = stream.read(len(_MAGIC))
    except OSError as failure:
        why = failure.strerror or type(failure).__name__
        raise NoLedger(f"{name}: cannot be opened ({why}); check its permissions") from None
    if not start and not create:
        raise NoLedger(f"{name}: an empty file, not a ledger; onrecord add makes one of it, or name another")
    if start and start != _MAGIC:
        raise NoLedger(f"{name}: not a ledger; name another file with --ledger")
