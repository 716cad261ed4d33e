"""What a database holds besides rows, as plain values that two ledgers can be compared by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, inspect

_PROGRAMS = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1"
_TRIGGERS = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
_MADE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%' ORDER BY 1"


def shape(connection: Connection) -> dict[str, Any]:
    """Tables with columns, keys and indexes; triggers, functions and full-text tables."""
    look = inspect(connection)
    tables = {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in look.get_columns(name)
            ],
            "key": look.get_pk_constraint(name)["constrained_columns"],
            "foreign": sorted(
                (key["constrained_columns"], key["referred_table"], key["referred_columns"])
                for key in look.get_foreign_keys(name)
            ),
            "unique": sorted(tuple(unique["column_names"]) for unique in look.get_unique_constraints(name)),
            "indexes": sorted(
                (str(index["name"]), tuple(map(str, index["column_names"])), bool(index["unique"]))
                for index in look.get_indexes(name)
            ),
        }
        for name in sorted(look.get_table_names())
    }
    questions = (_MADE,) if connection.dialect.name == "sqlite" else (_TRIGGERS, _PROGRAMS)
    beside = [[tuple(row) for row in connection.exec_driver_sql(question)] for question in questions]
    return {"tables": tables, "beside": beside}
