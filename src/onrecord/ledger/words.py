"""Full-text search: words of documents and of claims, by FTS5 in SQLite and tsvector in PostgreSQL.

Both fold case and accents away and reduce words to their stems, so that "shelling" finds "shelled".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sqlalchemy import Connection, text

TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"  # how FTS5 cuts and folds words
SQLITE = (
    f"CREATE VIRTUAL TABLE document_words USING fts5(title, body, content='', {TOKENS})",
    f"CREATE VIRTUAL TABLE claim_words USING fts5(body, speaker, content='', {TOKENS})",
)
POSTGRES = (
    "CREATE TABLE document_words (id bigint PRIMARY KEY REFERENCES documents (id), words tsvector NOT NULL)",
    "CREATE INDEX ix_document_words ON document_words USING gin (words)",
    "CREATE TABLE claim_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_claim_words ON claim_words USING gin (words)",
)
_LONGEST = 250_000  # characters of one tsvector: PostgreSQL holds no more than a megabyte of words


def index_document(connection: Connection, number: int, *, title: str | None, body: str) -> None:
    """Make a document findable by its words."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO document_words (rowid, title, body) VALUES (?, ?, ?)", (number, title or "", body)
        )
    else:
        connection.execute(
            text("INSERT INTO document_words VALUES (:id, to_tsvector('english', :title || ' ' || :body))"),
            {"id": number, "title": _plain(title or ""), "body": _plain(body[:_LONGEST])},
        )


def index_claims(connection: Connection, claims: Sequence[tuple[int, str, str]]) -> None:
    """Make claims findable: (number, words, speaker) of each."""
    if not claims:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO claim_words (rowid, body, speaker) VALUES (?, ?, ?)", list(claims))
    else:
        connection.execute(
            text("INSERT INTO claim_words VALUES (:id, to_tsvector('english', :body || ' ' || :speaker))"),
            [
                {"id": number, "body": _plain(body[:_LONGEST]), "speaker": _plain(speaker)}
                for number, body, speaker in claims
            ],
        )


def forget_claims(connection: Connection, claims: Sequence[tuple[int, str, str]]) -> None:
    """Take claims out of the index, with the words they were put in with."""
    if not claims:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO claim_words (claim_words, rowid, body, speaker) VALUES ('delete', ?, ?, ?)", list(claims)
        )
    else:
        connection.execute(
            text("DELETE FROM claim_words WHERE id = ANY(:ids)"), {"ids": [number for number, _, _ in claims]}
        )


def folded(words: str) -> str:
    """Words without accents ("Córdoba" is "Cordoba"), as PostgreSQL stores them here; SQLite takes them off itself."""
    if words.isascii():
        return words
    apart = unicodedata.normalize("NFKD", words)
    return "".join(character for character in apart if not unicodedata.combining(character))


def _plain(words: str) -> str:
    return folded(words).replace("\0", " ")  # PostgreSQL holds no NUL
