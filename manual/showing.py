"""Whether what an example printed is what its page shows; ``[...]`` there stands for what differs or is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

GAP = "[...]"
LEAST_SHOWN = 0.25  # of the lines of an example at least so many stand there word for word


def tidy(printed: str) -> list[str]:
    """Lines without the white space at their ends and without empty lines at the end of all."""
    lines = [line.rstrip() for line in printed.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def agrees(expected: Sequence[str], printed: str) -> bool:
    """True where every shown line was printed, in this order, with nothing between but what a gap stands for."""
    shown = tidy("\n".join(expected))
    pattern = "".join(_of_line(line) for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in tidy(printed))) is not None


def is_loose(expected: Sequence[str]) -> bool:
    """True where so much is left out that hardly anything could disagree."""
    shown = tidy("\n".join(expected))
    if not any(GAP in line for line in shown):
        return False
    literal = [line for line in shown if len(re.sub(r"\W", "", line.replace(GAP, ""))) >= 4]
    return len(literal) < max(1, LEAST_SHOWN * len(shown))


def renewed(expected: Sequence[str], printed: str) -> list[str]:
    """What to show now: the printed lines, with gaps where the page had them and as many lines around each."""
    old, new = tidy("\n".join(expected)), tidy(printed)
    parts = _parts(old)
    if len(parts) == 1 or len(parts[0]) + len(parts[-1]) >= len(new):
        return [_kept(old, line) for line in new]
    at, last = len(parts[0]), len(new) - len(parts[-1])
    shown = [_kept(old, line) for line in new[:at]]
    for part in parts[1:-1]:
        starts = (place for place in range(at, last) if re.fullmatch(_of_line(part[0]), f"{new[place]}\n"))
        found = next(starts, None) if part else None
        if found is not None:
            shown += [GAP, *(_kept(old, line) for line in new[found : min(last, found + len(part))])]
            at = found + len(part)
    return [*shown, GAP, *(_kept(old, line) for line in new[last:])]


def lasting(printed: str, folder: str) -> str:
    """What was printed, with gaps for what is of this run alone: the folder, the second, the hash of the moment."""
    printed = printed.replace(f"{folder}/", f"{GAP}/")
    printed = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", GAP, printed)
    printed = re.sub(r"(?m)^(J\d+  )\d{4}-\d\d-\d\d \d\d:\d\d", rf"\g<1>{GAP}{' ' * 11}", printed)
    return re.sub(r"(head of the judgements: )\S+", rf"\g<1>{GAP}", printed)


def _parts(lines: list[str]) -> list[list[str]]:
    """What stands between the gaps: "a", gap, "b", gap is [["a"], ["b"], []]."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == GAP:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _kept(old: list[str], line: str) -> str:
    """The old line where it has a gap of its own and still fits."""
    gapped = (one for one in old if GAP in one and one != GAP)
    return next((one for one in gapped if re.fullmatch(_of_line(one), f"{line}\n")), line)


def _of_line(line: str) -> str:
    if line.strip() == GAP:
        return r"(?:.*\n)*?"
    first, *rest = line.split(GAP)
    return re.escape(first) + "".join("[^\n]*?" + _after_a_gap(part) for part in rest) + r"\n"


def _after_a_gap(part: str) -> str:
    """Columns stay columns: however many blanks a page has behind a gap, some are enough."""
    words = part.lstrip(" ")
    return (" +" if len(words) < len(part) else "") + re.escape(words)
