"""The actors of a gold text: every listed name is found wherever it stands, longer names first."""

from __future__ import annotations

from typing import Any, get_args

from evaluation.gold.nouns import GoldActor, GoldRole
from evaluation.gold.quotes import GoldError, find, occurrences
from onrecord.core import Span
from onrecord.core.mentions import ActorKind

_KEYS = {"name", "kind", "country", "roles", "mentions", "nominals", "pronouns", "optional"}
_KINDS = set(get_args(ActorKind))


def read_actors(name: str, text: str, items: list[dict[str, Any]]) -> tuple[GoldActor, ...]:
    """``mentions`` and ``nominals`` stand for all their occurrences; ``pronouns`` are quotes in braces, one each.

    "Voss" inside "Lena Voss" belongs to Lena: a longer name takes its words before a shorter one may.
    """
    claimed = _claim(name, text, items)
    return tuple(_actor(name, text, item, claimed[number]) for number, item in enumerate(items))


def _claim(name: str, text: str, items: list[dict[str, Any]]) -> list[list[tuple[Span, str]]]:
    claimed: list[list[tuple[Span, str]]] = [[] for _ in items]
    wanted = [
        (quote, form, number)
        for number, item in enumerate(items)
        for field, form in (("mentions", "name"), ("nominals", "nominal"), ("pronouns", "pronoun"))
        for quote in item.get(field, [item["name"]] if field == "mentions" else [])
    ]
    taken: list[Span] = []
    for quote, form, number in sorted(wanted, key=lambda one: (-len(_inner(one[0])), one[0])):
        where = f"{name} actor “{items[number]['name']}”"
        spans = [find(text, quote, where=where)] if "{" in quote else occurrences(text, quote)
        if not spans:
            raise GoldError(f"{where}: “{quote}” does not stand in the text")
        free = [span for span in spans if not any(span.overlaps(other) for other in taken)]
        if not free:
            raise GoldError(f"{where}: every “{quote}” is part of a longer name")
        taken += free
        claimed[number] += [(span, form) for span in free]
    return claimed


def _inner(quote: str) -> str:
    return quote.partition("{")[2].partition("}")[0] or quote


def _actor(name: str, text: str, item: dict[str, Any], mentions: list[tuple[Span, str]]) -> GoldActor:
    where = f"{name} actor “{item['name']}”"
    kind = item["kind"] if isinstance(item["kind"], list) else [item["kind"]]
    if set(item) - _KEYS or set(kind) - _KINDS:
        raise GoldError(f"{where}: no such key or kind: {sorted(set(item) - _KEYS) + sorted(set(kind) - _KINDS)}")
    return GoldActor(
        name=item["name"],
        kinds=tuple(kind),
        country=item.get("country"),
        roles=tuple(_role(text, role, where) for role in item.get("roles", [])),
        mentions=tuple(sorted(mentions)),
        optional=bool(item.get("optional", False)),
    )


def _role(text: str, role: dict[str, Any], where: str) -> GoldRole:
    if set(role) - {"title", "organization", "former", "quote"}:
        raise GoldError(f"{where}: role with unknown keys {sorted(role)}")
    quote = role.get("quote")
    if role["title"] not in text and quote is None:
        raise GoldError(f"{where}: the title “{role['title']}” does not stand in the text")
    return GoldRole(
        title=role["title"],
        organization=role.get("organization"),
        former=bool(role.get("former", False)),
        span=find(text, quote, where=where) if quote else None,
    )
