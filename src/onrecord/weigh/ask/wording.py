"""One language for finding words, the same on both databases; nothing a user writes reaches the parser of either.

==================  ===================================================
``rockets port``    both words, in any order and any of their forms
``"grain port"``    the words one after the other
``-drill``          not this word (or ``-"live drill"``)
``shell*``          every word that begins so
``port OR harbour``  either; binds more tightly than the blank
==================  ===================================================
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, select, table, text

from onrecord.errors import UsageError
from onrecord.ledger.words import folded

LONGEST, MOST_TERMS = 1_000, 64  # characters; FTS5 takes no deeper trees than 256
_PART = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_CONFIG = text("'english'")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other: ("grain", "port"); the last may be a beginning only."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """Words looked for: one term of each group in ``wanted`` must occur, and none of ``unwanted``."""

    written: str
    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]

    @classmethod
    def of(cls, written: str, *, option: str = "search") -> Wording:
        """Understand a query; raises ``UsageError`` where no word is wanted, or far too many are."""
        if len(written) > LONGEST:
            raise UsageError(
                f"{option}: {len(written):,} characters are too many to look for; give at most {LONGEST:,}"
            )
        wanted: list[tuple[Term, ...]] = []
        unwanted: list[Term] = []
        either = False
        for found in _PART.finditer(written):
            if found[0] == "OR":
                either = bool(wanted)
                continue
            minus, term = _term(found)
            if term is None:
                continue
            if minus:
                unwanted.append(term)
            elif either:
                wanted[-1] = (*wanted[-1], term)
            else:
                wanted.append((term,))
            either = False
        if not wanted:
            raise UsageError(f'{option} {written[:60]!r}: give a word to find, such as rockets, "grain port" or shell*')
        if sum(len(group) for group in wanted) + len(unwanted) > MOST_TERMS:
            raise UsageError(f"{option}: more than {MOST_TERMS} words; give fewer")
        return cls(written=written, wanted=tuple(wanted), unwanted=tuple(unwanted))


def _term(found: re.Match[str]) -> tuple[bool, Term | None]:
    if found[3] is None:
        minus, said, prefix = bool(found[1]), found[2], False
    else:
        said = found[3]
        minus = len(said) > 1 and said[0] == "-"
        prefix = said.endswith("*")
    words = _words(said)
    return minus, Term(words, prefix) if words else None


def _words(said: str) -> tuple[str, ...]:
    """The words in a string: letters, digits and the marks on them; both databases fold them as they fold texts."""
    kept = "".join(character if unicodedata.category(character)[0] in "LMN" else " " for character in said)
    return tuple(kept.split())


def matching(connection: Connection, wording: Wording, among: str) -> Select[Any]:
    """The numbers (``id``) and places (``rank``, the best smallest) of "claims" or "documents" with these words."""
    name = {"claims": "claim_words", "documents": "document_words"}[among]
    if connection.dialect.name == "sqlite":
        words = table(name, column("rowid"), column("rank"))
        found = text(f"{name} MATCH :fts_query").bindparams(fts_query=fts5(wording))
        return select(words.c.rowid.label("id"), words.c.rank.label("rank")).where(found)
    stored = table(name, column("id"), column("words"))
    query = tsquery(wording)
    rank = (-func.ts_rank(stored.c.words, query, 1)).label("rank")
    return select(stored.c.id.label("id"), rank).where(stored.c.words.op("@@")(query))


def fts5(wording: Wording, *, unwanted: bool = True) -> str:
    """The query in the language of FTS5: ``("rockets") AND ("port" OR "harbour")``; every word is quoted."""
    groups = [f"({' OR '.join(_fts5(term) for term in group)})" for group in wording.wanted]
    query = " AND ".join(groups)
    if unwanted and wording.unwanted:
        query = f"({query}) NOT ({' OR '.join(_fts5(term) for term in wording.unwanted)})"
    return query


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def tsquery(wording: Wording) -> ColumnElement[Any]:
    """The query as PostgreSQL's own functions build it."""
    groups = [reduce(func.tsquery_or, (_tsquery(term) for term in group)) for group in wording.wanted]
    query = reduce(func.tsquery_and, groups)
    for term in wording.unwanted:
        query = func.tsquery_and(query, func.tsquery_not(_tsquery(term)))
    return query


def _tsquery(term: Term) -> ColumnElement[Any]:
    if not term.prefix:
        return func.phraseto_tsquery(_CONFIG, folded(" ".join(term.words)))
    written = " <-> ".join(f"'{word}'" for word in folded(" ".join(term.words)).split())
    return func.to_tsquery(_CONFIG, f"{written}:*" if written else "")
