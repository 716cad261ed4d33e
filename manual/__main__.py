"""``python -m manual write``, ``python -m manual run [--write] [PAGE…]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from manual.pages import ROOT, pages
from manual.running import Failed, Ran, run_page
from manual.showing import lasting, renewed


def main(arguments: list[str]) -> int:
    """Do what is asked for; 0 where every page agrees."""
    what, rest = (arguments or ["run"])[0], arguments[1:]
    if what == "write":
        from manual.made import write

        for path in write():
            print(f"written: {path.relative_to(ROOT)}")
        return 0
    wanted = [Path(name).resolve() for name in rest if not name.startswith("--")] or pages()
    return sum(_run(path, write="--write" in rest) for path in wanted) and 1


def _run(path: Path, *, write: bool) -> int:
    ran: list[Ran] = []
    broken = False
    with tempfile.TemporaryDirectory(prefix="onrecord-manual-") as folder:
        try:
            for one in run_page(path, Path(folder)):
                ran.append(one)  # noqa: PERF402 - what ran before one that fails is kept
        except Failed as error:
            broken = True
            print(f"{path.relative_to(ROOT)}: {error}")
    wrong = [one for one in ran if not one.holds]
    for one in wrong:
        print(f"{path.relative_to(ROOT)}:{one.line}: {one.words}\n{one.printed}")
    if write and wrong:
        lines = path.read_text(encoding="utf-8").splitlines()
        for one in sorted(wrong, key=lambda one: -one.line):
            if one.first:
                lines[one.first - 1 : one.last - 1] = renewed(one.expected, lasting(one.printed, folder))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return broken or bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
