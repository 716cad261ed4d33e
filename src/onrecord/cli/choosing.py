"""``--reader`` and ``--with``: another reading model, named and set up before any work is done."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.cli.messages import complain
from onrecord.errors import UsageError
from onrecord.read.readers import Chosen, reader_names

READER = (
    "Another model that reads who says what: "
    f"{', '.join(reader_names(installed=False))}, or one of an installed package. "
    "Default: the weights that come with onrecord."
)
WITH = "What that reader needs to know, NAME=VALUE; as often as needed. The key of a server: ONRECORD_READER_KEY."


def choose(reader: str | None, options: Sequence[str] | None) -> Chosen | None:
    """The reader that is named, with its options tried; None for the weights that come with the program.

    Raises ``UsageError`` where there is no such reader, or it cannot be set up so.
    """
    if reader is None:
        if options:
            raise UsageError(f"--with {options[0]}: name the reader it is for, --reader {reader_names()[0]}")
        return None
    given: dict[str, str] = {}
    for option in options or []:
        name, equals, value = option.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--with {option}: write it as NAME=VALUE, such as model=llama3.2")
        given[name.strip()] = value.strip()
    from onrecord.settings import Settings

    chosen = Chosen.of(reader, given)
    chosen.open(Settings.from_environment())
    return chosen


def tell_astray(reader: str, astray: int) -> None:
    """One line on stderr where a reader proposed what the texts do not bear out."""
    if astray:
        things = "1 thing that it proposed is" if astray == 1 else f"{astray:,} things that it proposed are"
        them = "it" if astray == 1 else "them"
        complain(
            f"{reader}: {things} not in the record: the text does not bear {them} out (read --dropped lists {them})"
        )
