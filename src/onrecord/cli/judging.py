"""What ``onrecord judge`` and ``onrecord undo`` do: words of the command line into a judgement, and told back."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from onrecord.cli.messages import complain, one_line
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.judgement import Judgement

_NO_VALUES = ("accept", "reject", "not_copy", "undo")


def judge_item(
    item: str,
    act: str,
    more: Sequence[str],
    *,
    reason: str,
    author: str | None,
    expect: str | None,
    at: str | None,
    format: str,
    ledger: str | None,
) -> int:
    """Judge, and print what was stored; the exit code."""
    from onrecord.opened import open_ledger

    if format not in {"text", "json"}:
        raise UsageError(f"--format {format}: choose text or json")
    plain = act.strip().replace("-", "_").casefold()
    change, reason = _change(item, plain, more, reason)
    with open_ledger(ledger, create=False) as opened:
        for note in opened.notes:
            complain(note)
        made = opened.judge(item, plain, author=author, reason=reason, change=change, at=at, expect=expect)
    sys.stdout.write(json.dumps(made.to_dict(), ensure_ascii=False) + "\n" if format == "json" else _line(made))
    return 0


def _change(item: str, act: str, more: Sequence[str], reason: str) -> tuple[dict[str, Any], str]:
    """The change that the words after the act mean, and the reason."""
    if act == "comment":
        if more and reason:
            raise UsageError(f"{item}: give the comment once, after the word comment or with --reason")
        return {}, " ".join(more) or reason
    if act == "split":
        return {"members": list(more)}, reason
    if act in {"merge", "apart", "copy"}:
        named = [word for word in more if "=" not in word]
        change: dict[str, Any] = _values(item, [word for word in more if "=" in word])
        if len(named) > 1:
            raise UsageError(f"{item}: {act} names one other, and these are {len(named)}: {', '.join(named)[:80]}")
        if named:
            change[{"merge": "into", "apart": "from", "copy": "of"}[act]] = named[0]
        return change, reason
    if act in _NO_VALUES and more:
        raise UsageError(f'{item}: {act.replace("_", "-")} takes nothing more; give the reason with --reason "…"')
    return _values(item, more), reason


def _values(item: str, more: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word in more:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"{item}: {word[:60]!r} is not field=value; write low=9, or put quotes around words")
        if name.strip() in found:
            raise UsageError(f"{item}: {name.strip()} is given twice")
        found[name.strip()] = value
    return found


def _line(made: Judgement) -> str:
    parts = [made.id, made.on, told(made), f"by {made.author}", made.at, made.reason]
    return one_line("  ".join(part for part in parts if part)) + "\n"


def told(made: Judgement) -> str:
    """A judgement in words: "corrected low 13 → 9", "merged into E12", "undone by J9: rejected"."""
    said = _said(made)
    return f"undone by {made.undone_by}: {said}" if made.undone_by else said


def _said(made: Judgement) -> str:
    change = made.change
    if made.act == "merge":
        return f"merged into {change['into']['after']}"
    if made.act == "apart":
        return f"kept apart from {change['from']['after']}"
    if made.act == "split":
        return f"split off {', '.join(change['members']['after'])} as {change['new']['after']}"
    if made.act == "copy":
        kind = change["copy_kind"]["after"]
        return f"a copy of {change['copy_of']['after']}" + (f", {kind}" if kind else "")
    if made.act == "correct":
        return "corrected " + ", ".join(
            f"{name} {_value(each['before'])} → {_value(each['after'])}" for name, each in change.items()
        )
    return {"accept": "accepted", "reject": "rejected", "not_copy": "not a copy", "comment": "comment",
            "undo": f"takes back {made.on}"}[made.act]  # fmt: skip


def _value(value: object) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
