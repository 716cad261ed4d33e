"""A ledger is made, opened, brought up to date, or refused in one line that says what to do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.dialects import postgresql

from onrecord.errors import LedgerError, NewerLedger, NoLedger, UsageError
from onrecord.ledger import failpoints, migrations
from onrecord.ledger.connect import APPLICATION, Desk, connect
from onrecord.ledger.ground import check_file, network
from onrecord.ledger.making import make, statements
from onrecord.ledger.schema import about, blobs, documents, judgements, texts, unbound
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from onrecord.settings import Settings
from onrecord.version import __version__
from tests.ledger.reports import incoming
from tests.ledger.shape import shape

STEP = """
from alembic import op
from onrecord.ledger import failpoints
revision, down_revision = "0002", "0001"

def upgrade():
    op.execute("CREATE TABLE told (id BIGINT PRIMARY KEY, words TEXT)")
    failpoints.reach("mid upgrade")
    op.execute("ALTER TABLE documents ADD COLUMN mood TEXT")
    op.execute("INSERT INTO told SELECT id, title FROM documents")
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """``later()`` makes this program a later one, whose ledgers have version 0002."""

    def turn() -> None:
        folder = tmp_path / "steps"
        folder.mkdir()
        (folder / "step_0002.py").write_text(STEP)
        monkeypatch.setattr(migrations, "STEPS", ("0001", "0002"))
        monkeypatch.setattr(migrations, "FOLDERS", (*migrations.FOLDERS, folder))

    return turn


@pytest.fixture
def disarmed() -> Iterator[None]:
    yield
    failpoints.arm(None)


def test_the_steps_lead_to_the_same_tables_as_making(database: Callable[..., str], tmp_path: Path) -> None:
    """Where this fails until the first release: ``python -m tests.ledger.write_0001``; after it, write a step."""
    for made, stepped in (
        (str(tmp_path / "made.ledger"), str(tmp_path / "stepped.ledger")),
        (database(empty=True), database(empty=True)),
    ):
        desks = [connect(where, settings=Settings()) for where in (made, stepped)]
        with desks[0].writing() as connection:
            make(connection)
        with desks[1].writing() as connection:
            migrations.upgrade(connection)
        with desks[0].reading() as one, desks[1].reading() as other:
            assert shape(one) == shape(other)
            assert migrations.version(one) == migrations.version(other) == migrations.head()
        for desk in desks:
            desk.close()


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_first_version_is_written_down_as_it_is_made(dialect: str) -> None:
    written = (migrations.HERE / "versions" / f"0001.{dialect}.sql").read_text(encoding="utf-8")
    if migrations.STEPS == ("0001",):
        assert written == "\n\n".join(statements(dialect)) + "\n", "run python -m tests.ledger.write_0001"


def test_every_step_is_in_the_list() -> None:
    found = sorted(path.stem for path in (migrations.HERE / "versions").glob("step_*.py"))
    assert found == [f"step_{number}" for number in migrations.STEPS]


def test_opening_imports_no_alembic(tmp_path: Path) -> None:
    program = (
        "import sys, onrecord\n"
        "from onrecord.opened import open_ledger\n"
        "for _ in range(2): open_ledger(sys.argv[1]).close()\n"
        "assert not [name for name in sys.modules if name.startswith('alembic')], 'alembic was imported'\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "news.ledger")], check=True, timeout=60)


def test_a_new_ledger_says_what_it_is(desk: Desk) -> None:
    with desk.reading() as connection:
        facts: dict[str, str] = {row.key: row.value for row in connection.execute(select(about))}
        assert set(facts) == {"ledger", "made", "program"}
        assert facts["program"] == __version__
        assert migrations.version(connection) == migrations.head()
        if not desk.is_server:
            assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION


def test_opening_again_finds_the_same_ledger(address: str) -> None:
    told = []
    for _ in range(2):
        with open_ledger(address, create=not told) as ledger, ledger.desk.reading() as connection:
            told.append(connection.scalar(select(about.c.value).where(about.c.key == "ledger")))
            assert ledger.notes == ()
    assert told[0] == told[1]


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    path.touch()
    open_ledger(path).close()
    open_ledger(path, create=False).close()


def test_an_empty_database_becomes_a_ledger(database: Callable[..., str]) -> None:
    where = database(empty=True)
    with pytest.raises(NoLedger, match="empty, not a ledger"):
        open_ledger(where, create=False)
    open_ledger(where).close()
    open_ledger(where, create=False).close()


def test_a_program_killed_before_the_tables_were_there_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")  # what remains: a header without tables
    open_ledger(path).close()


# What cannot be opened, each in one line


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _text(path: Path) -> None:
    path.write_text("The mayor said that nine were killed.")


def _another(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE history (url TEXT)")


def _unfinished(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE alembic_version")
        connection.commit()


@pytest.mark.parametrize(
    ("lay", "says"),
    [
        (None, "there is no ledger here; onrecord add makes one"),
        (Path.touch, "an empty file, not a ledger"),
        (_folder, "a folder; name a file in it"),
        (_pipe, "a device or a pipe, not a ledger"),
        (_text, "not a ledger; name another file"),
        (_another, "a database of another kind, not a ledger"),
        (_unfinished, "its version is not written in it"),
    ],
)
def test_what_is_no_ledger_is_named(lay: Callable[[Path], None] | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "it"
    if lay is not None:
        lay(path)
    with pytest.raises(NoLedger) as refused:
        open_ledger(path, create=False)
    assert str(refused.value).startswith(f"{path}: ")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    _another(path)
    before = path.read_bytes()
    with pytest.raises(NoLedger, match="of another kind"):
        open_ledger(path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["places.sqlite"]


def test_a_database_of_another_program_is_left_as_it_is(database: Callable[..., str]) -> None:
    where = database(empty=True)
    desk = connect(where, settings=Settings())
    with desk.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE history (url TEXT)")
    desk.close()
    with pytest.raises(NoLedger, match="of another kind"):
        open_ledger(where)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match=r"there is no folder .*desk; make it first"):
        open_ledger(tmp_path / "desk" / "news.ledger")


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NoLedger, match="the server cannot be reached") as refused:
        open_ledger(f"postgresql://desk:secret@127.0.0.1:{port}/news")
    assert "secret" not in str(refused.value)


def test_a_database_that_is_not_there_is_named(server: Callable[[str], str]) -> None:
    with pytest.raises(NoLedger, match="no database of that name"):
        open_ledger(server("nothing_here"))


def test_another_kind_of_server_is_named() -> None:
    with pytest.raises(UsageError, match="a ledger is a file or a postgresql:// address"):
        open_ledger("mysql://desk@server/news")


MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
36 22 0:31 / /srv/desk rw - nfs4 box:/srv rw
37 36 8:2 / /srv/desk/local rw - ext4 /dev/sdb1 rw
38 22 0:32 / /media/my\040disk rw - cifs //box/share rw
39 22 0:33 / /net/cloud rw - fuse.sshfs me@box: rw
40 22 0:34 / /media/usb rw - fuseblk /dev/sdc1 rw
41 22 8:3 / /mnt rw - ext4 /dev/sdd1 rw
42 22 0:35 / /mnt rw - 9p share rw
a line that says nothing"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/news.ledger", None),
        ("/srv/desk/news.ledger", "nfs4"),
        ("/srv/desk/local/news.ledger", None),
        ("/srv/desktop/news.ledger", None),
        ("/media/my disk/deep/news.ledger", "cifs"),
        ("/net/cloud/news.ledger", "fuse.sshfs"),
        ("/media/usb/news.ledger", None),
        ("/mnt/news.ledger", "9p"),  # mounted over the one before it
    ],
)
def test_a_network_disk_is_told_from_a_local_one(path: str, kind: str | None) -> None:
    assert network(Path(path), MOUNTS) == kind


def test_a_ledger_on_a_network_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.ground._MOUNTS", tmp_path / "mountinfo")
    check_file(tmp_path / "news.ledger", "news.ledger", create=True)  # a system without such a table
    (tmp_path / "mountinfo").write_text(f"36 22 0:31 / {tmp_path} rw - nfs box:/srv rw\n")
    with pytest.raises(LedgerError, match=r"news\.ledger: on a network disk \(nfs\).*--ledger postgresql://"):
        open_ledger(tmp_path / "news.ledger")
    assert not (tmp_path / "news.ledger").exists()


# A ledger that may only be read


def _as_nobody(work: Callable[[], Any]) -> Any:
    """What ``work`` returns or raises where this user may not do everything: root may write read-only files."""
    ours, theirs = multiprocessing.Pipe(duplex=False)

    def child() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            theirs.send(work())
        except Exception as error:
            theirs.send(error)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    theirs.close()
    try:
        answer = ours.recv()
    finally:
        process.join(60)
    if isinstance(answer, Exception):
        raise answer
    return answer


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A ledger with a report in a folder that may only be read, as on a DVD."""
    folder = tmp_path / "dvd"
    folder.mkdir()
    with open_ledger(folder / "news.ledger") as ledger:
        put(ledger.desk, incoming(1))
    for path in [*tmp_path.parents, tmp_path]:
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / "news.ledger"
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_ledger_in_a_read_only_folder_is_read(kept: Path, read_only: bool) -> None:
    def work() -> tuple[Any, Any]:
        with open_ledger(kept, read_only=read_only) as ledger, ledger.desk.reading() as connection:
            blob = connection.scalar(select(documents.c.blob))
            return connection.scalar(select(func.count()).select_from(texts)), ledger.desk.store.get(blob, connection)

    assert _as_nobody(work) == (1, incoming(1).data)
    assert sorted(path.name for path in kept.parent.iterdir()) == ["news.ledger", "news.ledger.store"]


def test_writing_to_a_read_only_ledger_is_refused_in_one_line(kept: Path) -> None:
    def work() -> None:
        with open_ledger(kept) as ledger:
            put(ledger.desk, incoming(2))

    with pytest.raises(LedgerError, match=r"news\.ledger: may only be read; ask for permission"):
        _as_nobody(work)


def test_a_new_ledger_in_a_read_only_folder_is_refused_in_one_line(kept: Path) -> None:
    with pytest.raises(NoLedger, match=r"nothing may be written in .*dvd; name another place"):
        _as_nobody(lambda: open_ledger(kept.with_name("other.ledger")).close())


def test_a_ledger_opened_for_reading_is_never_written(address: str) -> None:
    open_ledger(address).close()
    with open_ledger(address, read_only=True) as ledger, pytest.raises(LedgerError, match="may only be read"):
        put(ledger.desk, incoming(1))


# Versions


def _filled(where: str) -> None:
    with open_ledger(where) as ledger:
        put(ledger.desk, incoming(1))


def test_an_older_ledger_is_brought_up_to_date(address: str, later: Callable[[], None]) -> None:
    _filled(address)
    later()
    with open_ledger(address) as ledger:
        assert "brought from version 0001 to 0002" in ledger.notes[0]
        with ledger.desk.reading() as connection:
            assert connection.exec_driver_sql("SELECT words FROM told").scalar() == "Rockets on Orsk (1)"
            assert migrations.version(connection) == "0002"
    with open_ledger(address) as ledger:
        assert ledger.notes == ()


def test_an_older_ledger_is_copied_first(tmp_path: Path, later: Callable[[], None]) -> None:
    path = tmp_path / "news.ledger"
    _filled(str(path))
    later()
    open_ledger(path).close()
    copy = tmp_path / "news.ledger.backup-0001"
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT count(*) FROM claims").fetchone() == (2,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(found.name for found in tmp_path.iterdir() if found.name.startswith((".", "news"))) == [
        "news.ledger", "news.ledger.backup-0001", "news.ledger.store"]  # fmt: skip


def test_an_older_ledger_opened_for_reading_says_what_to_do(address: str, later: Callable[[], None]) -> None:
    _filled(address)
    later()
    with pytest.raises(LedgerError, match=r"made by an earlier onrecord .*open it once where it may be written"):
        open_ledger(address, read_only=True)


def test_a_newer_ledger_is_refused_with_what_to_install(address: str) -> None:
    with open_ledger(address) as ledger, ledger.desk.writing() as connection:
        connection.execute(update(migrations.alembic_version).values(version_num="0099"))
        connection.execute(update(about).where(about.c.key == "program").values(value="9.1.0"))
    for read_only in (True, False):
        with pytest.raises(NewerLedger, match=r"written by onrecord 9\.1\.0.*pip install -U 'onrecord>=9\.1\.0'"):
            open_ledger(address, read_only=read_only)


@pytest.mark.parametrize("moment", ["before upgrade", "mid upgrade", "after upgrade"])
def test_a_kill_during_the_upgrade_leaves_the_old_ledger_whole(
    moment: str, address: str, later: Callable[[], None]
) -> None:
    _filled(address)
    with open_ledger(address) as ledger, ledger.desk.reading() as connection:
        before = shape(connection)
    later()

    def child() -> None:
        failpoints.arm(moment)
        open_ledger(address)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    desk = connect(address, settings=Settings())
    with desk.reading() as connection:
        assert migrations.version(connection) == "0001"
        assert shape(connection) == before
    desk.close()
    with open_ledger(address) as ledger, ledger.desk.reading() as connection:
        assert migrations.version(connection) == "0002"
        assert connection.exec_driver_sql("SELECT count(*) FROM told").scalar() == 1


def test_a_step_that_fails_leaves_the_old_ledger_whole(address: str, later: Callable[[], None], tmp_path: Path) -> None:
    _filled(address)
    later()
    step = tmp_path / "steps" / "step_0002.py"
    step.write_text(STEP + '    op.execute("SELECT words FROM nowhere")\n')
    with pytest.raises(LedgerError, match="nowhere"):
        open_ledger(address)
    desk = connect(address, settings=Settings())
    with desk.reading() as connection:
        assert migrations.version(connection) == "0001"
        assert "told" not in shape(connection)["tables"]
    desk.close()


# Rows that are only ever appended


def _row(table: str) -> dict[str, Any]:
    if table == "judgements":
        words = ("at", "author", "act", "on", "evidence", "change", "reason", "previous", "hash")
        return {"id": 1, **dict.fromkeys(words, "x")}
    return {"id": "sha256:0", "text": "x"} if table == "texts" else {"sha256": "0", "data": b"x"}


@pytest.mark.parametrize("table", [judgements, texts, blobs], ids=lambda table: str(table.name))
@pytest.mark.parametrize("how", ["update", "delete", "replace", "empty"])
def test_what_is_kept_cannot_be_changed(desk: Desk, table: Any, how: str) -> None:
    row = _row(table.name)
    name, column = next(iter(row)), list(row)[-1]
    with desk.writing() as connection:
        connection.execute(insert(table).values(**row))
    again = {column: row[column]}
    upsert = postgresql.insert(table).values(**row).on_conflict_do_update(index_elements=[name], set_=again)
    acts: dict[str, Any] = {
        "update": update(table).values(again),
        "delete": table.delete(),
        "replace": upsert if desk.is_server else insert(table).prefix_with("OR REPLACE").values(**row),
        "empty": text(f"TRUNCATE {table.name} CASCADE" if desk.is_server else f"DELETE FROM {table.name}"),
    }
    with pytest.raises(LedgerError, match="only ever appended"), desk.writing() as connection:
        connection.execute(acts[how])
    with desk.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 1


def test_a_row_that_points_nowhere_is_refused(desk: Desk) -> None:
    with pytest.raises(LedgerError, match=r"(?i)foreign key"), desk.writing() as connection:
        connection.execute(insert(unbound).values(judgement=7, because="no such judgement"))
