"""The templates and the words they use. Escaping is always on, and what hides in a text is shown."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.show.report.visible import line, visible
from onrecord.show.report.wording import count, in_quotes, unit_sign
from onrecord.show.workbench import quoting, saved, words


def environment() -> Environment:
    """An environment over the folder ``templates``."""
    made = Environment(
        loader=PackageLoader("onrecord.show.workbench"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals["savable"] = frozenset(saved.LISTS)
    made.filters.update(
        line=line, visible=visible, count=count, in_quotes=in_quotes, moment=words.moment, day=words.day,
        amount=words.amount, number=words.number,
        headline=words.headline, stands=words.stands, known=words.known, home=words.home, plain=words.plain,
        sign=unit_sign, before=words.before, after=words.after, value=words.value, utc=words.utc, slug=words.slug,
        runs=quoting.runs, pace=words.pace, lasting=words.lasting, verb=words.verb,
    )  # fmt: skip
    return made
