"""The number words of a language, and the value of digits as written: "6,000", "1.5", "10 000"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.lang import lexicon, worded

# Nothing the news counts has more digits; beyond this it is an account, a barcode or an attack.
MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number words of ``numbers.toml`` as look-up tables."""

    small: dict[str, int]
    tens: dict[str, int]
    scale: dict[str, int]
    suffix: dict[str, int]
    vague: dict[str, int]
    fraction: dict[str, int]
    signs: dict[str, float]
    ordinals: frozenset[str]
    endings: frozenset[str]
    some: frozenset[str]
    halved: frozenset[str]
    seeds: frozenset[str]


@worded
def vocabulary() -> Vocabulary:
    """The tables, loaded once; ``seeds`` are the words at which a number may begin."""
    data = lexicon("numbers")
    seeds = {*data["small"], *data["tens"], *data["scale"], *data["vague"], *data["signs"], *data["lists"]["ordinals"]}
    return Vocabulary(
        small=data["small"],
        tens=data["tens"],
        scale=data["scale"],
        suffix=data["suffix"],
        vague=data["vague"],
        fraction=data["fraction"],
        signs=data["signs"],
        ordinals=frozenset(data["lists"]["ordinals"]),
        endings=frozenset(data["lists"]["ordinal_endings"]),
        some=frozenset(data["lists"]["some_of"]),
        halved=frozenset(data["lists"]["halved"]),
        seeds=frozenset(seeds | {"half", "couple", "quarter", "third", "pair"}),
    )


def literal(text: str) -> Decimal | None:
    """The value of digits as written: "6,000", "1.5", "10 000", "1'234", "1.000.000"; None for "1.2.3" or too many."""
    if len(text) > 3 * MAX_DIGITS:
        return None
    text = "".join(c for c in text if c not in " \u00a0\u202f\u2009'’")
    commas, points = text.count(","), text.count(".")
    if commas:
        whole, _, rest = text.partition(".")
        groups = whole.split(",")
        grouped = all(len(g) == 3 for g in groups[1:]) or (
            len(groups) > 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
        )
        if grouped and len(groups[0]) <= 3 and "." not in rest and "," not in rest:
            text = whole.replace(",", "") + (f".{rest}" if rest else "")
        elif commas == 1 and not points and len(groups[1]) in (1, 2):
            text = text.replace(",", ".")
        else:
            return None
    elif points > 1:
        groups = text.split(".")
        if not (all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3):
            return None
        text = "".join(groups)
    if len(text) > MAX_DIGITS:
        return None
    if text.endswith(".000") and len(text) <= 7 and text[0] != "0":  # "200.000 people", the continental way
        text = text.replace(".", "")
    return Decimal(text)
