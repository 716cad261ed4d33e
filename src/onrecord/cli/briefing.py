"""The page of ``onrecord brief``, asked and written."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.cli.output import check_output, write_out
from onrecord.cli.progress import Progress
from onrecord.errors import UsageError

_FORMS = ("text", "md", "html", "json")


def write_brief(
    *,
    about: str | None,
    where: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int,
    format: str | None,
    output: Path | None,
    ledger: str | None,
) -> int:
    """Ask, lay out and write; the exit code."""
    from onrecord.opened import open_ledger
    from onrecord.show.brief import written

    output = None if output is not None and str(output) == "-" else output
    if output is not None:
        check_output(output, [ledger] if ledger else [])
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    form = format or {"htm": "html", "txt": "text"}.get(suffix, suffix if suffix in _FORMS else "text")
    if form not in _FORMS:
        raise UsageError(f"--format {form}: choose one of {', '.join(_FORMS)}")
    with open_ledger(ledger, create=False) as opened:
        page = opened.brief(about=about, where=where, changed_since=since, until=until, as_of=as_of, lines=limit)
    told = json.dumps(page.to_dict(), ensure_ascii=False, indent=1) + "\n" if form == "json" else written(page, form)
    write_out([told], output, Progress([]))
    return 0
