"""The word lists of the language pack that tell actors apart, as typed sets, loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from onrecord.core.mentions import ActorKind
from onrecord.lang import lexicon
from onrecord.resolve.actors.words import fold


@dataclass(frozen=True, slots=True)
class Pronoun:
    """ "he": gender m, number s, third person, subject."""

    gender: str
    number: str
    person: int
    case: str


@dataclass(frozen=True, slots=True)
class Lexicons:
    """All lists in folded lower case; ``heads`` and ``names`` give the kind that a head noun or a whole name shows."""

    honorifics: dict[str, str]
    ranks: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    official: frozenset[str]
    role_heads: frozenset[str]
    male_roles: frozenset[str]
    female_roles: frozenset[str]
    modifiers: frozenset[str]
    former: frozenset[str]
    heads: dict[str, ActorKind]
    names: dict[tuple[str, ...], ActorKind]
    same: dict[str, str]
    turned: frozenset[str]
    hypernyms: dict[str, frozenset[str]]
    outlets: dict[tuple[str, ...], str]
    outlet_words: frozenset[str]
    outlet_descriptions: frozenset[str]
    first_names: dict[str, str]
    pronouns: dict[str, Pronoun]
    empty_after: frozenset[str]
    empty_predicate: frozenset[str]
    speech: frozenset[str]
    locative: frozenset[str]
    demonyms: dict[str, str]
    ambiguous: frozenset[str]
    listed: dict[str, tuple[int, ...]]
    never_names: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    many: frozenset[str]
    auxiliary: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    leading: frozenset[str]
    generic: dict[str, str]
    plain: frozenset[str]
    offices: frozenset[str]
    fields: frozenset[str]
    media_signs: frozenset[str]
    above_states: frozenset[str]
    capitals: dict[tuple[str, ...], str]
    institutions: dict[tuple[str, ...], str]


def _optional(name: str, language: str) -> dict[str, Any]:
    try:
        return lexicon(name, language=language)
    except FileNotFoundError:
        return {}


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def name_key(name: str) -> tuple[str, ...]:
    """A listed name as folded words: "Al-Qaeda" → ("al", "qaeda"), "people's party" → ("people", "s", "party")."""
    return tuple(fold(part) for part in name.replace("-", " ").replace("'", " ").replace("/", " ").split())


@cache
def lexicons(language: str = "en") -> Lexicons:
    """The lists of one language pack; a missing demonym table leaves countries unread, nothing else."""
    titles, roles, kinds = (lexicon(name, language=language) for name in ("titles", "roles", "actor_kinds"))
    media, pronouns, given = (lexicon(name, language=language) for name in ("media", "pronouns", "first_names"))
    honorifics = {fold(word): sex for sex in ("male", "female", "neutral") for word in titles[sex]}
    ranks = _folded(titles["rank"])
    official, person = _words(roles["official"]), _words(roles["person"])
    first = {fold(word): sex for sex, key in (("m", "male"), ("f", "female")) for word in given[key].split()}
    names = {name_key(name): cast(ActorKind, kind) for kind, listed in kinds["names"].items() for name in listed}
    seats = lexicon("capitals", language=language)
    outlets = {name_key(name): country for name, country in media["outlets"].items()}
    return Lexicons(
        honorifics={word: {"male": "m", "female": "f"}.get(sex, "") for word, sex in honorifics.items()},
        ranks=ranks,
        titles=frozenset(honorifics) | ranks | _folded(titles["office"]),
        particles=_folded(titles["particles"]),
        suffixes=_folded(titles["suffixes"]),
        official=official | ranks,
        role_heads=official | person,
        male_roles=_words(roles["male"]),
        female_roles=_words(roles["female"]),
        modifiers=_words(roles["modifiers"]),
        former=_folded(roles["former"]),
        heads=_kinds(kinds["heads"]),
        names=names,
        same={fold(word): fold(other) for word, other in kinds["same"].items()},
        turned=_folded(kinds["turned"]["heads"]),
        hypernyms={fold(word): frozenset(fits) for word, fits in kinds["hypernyms"].items()},
        outlets=outlets,
        outlet_words=_folded(media["words"]["last"]),
        outlet_descriptions=_folded(media["words"]["descriptions"]),
        first_names=first,
        pronouns={word: Pronoun(**fields) for word, fields in pronouns["words"].items()},
        empty_after=_folded(pronouns["empty_it"]["be"]),
        empty_predicate=_folded(pronouns["empty_it"]["predicate"]),
        speech=_folded(pronouns["empty_it"]["speech"]),
        locative=_folded(pronouns["locative"]["words"]),
        demonyms=_demonyms(_optional("demonyms", language).get("countries", {})),
        ambiguous=_folded(media["words"]["ambiguous"]),
        listed=_lengths((*names, *outlets)),
        plain=_words(titles["plain"]),
        offices=_words(kinds["down_style"]["heads"]),
        fields=_words(kinds["down_style"]["fields"]),
        capitals=_by_country(seats["capitals"]),
        institutions=_by_country(seats["institutions"]),
        media_signs=_folded(kinds["signs"]["media"]),
        above_states=_folded(kinds["signs"]["above_states"]),
        **_phrases(language),
        never_names=frozenset(pronouns["words"]) | _words(titles["calendar"]),
    )


def _phrases(language: str) -> dict[str, Any]:
    table = lexicon("noun_phrases", language=language)
    sorts = ("definite", "indefinite", "many", "auxiliary", "prepositions", "relatives", "leading")
    generic = {fold(word): sex for key, sex in _SEXES for word in table["generic"][key].split()}
    return {key: _words(table[key]) for key in sorts} | {"generic": generic}


_SEXES = (("male", "m"), ("female", "f"), ("any", ""))


def _kinds(table: dict[str, str]) -> dict[str, ActorKind]:
    """Head noun → kind; the first list that names a word wins, so "guards" is military before it is anything else."""
    found: dict[str, ActorKind] = {}
    for kind, words in table.items():
        for word in words.replace('"', "").split():
            found.setdefault(fold(word), cast(ActorKind, kind))
    return found


def _lengths(keys: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """First word of a listed name → how many words the names that begin with it have, longest first."""
    found: dict[str, set[int]] = {}
    for key in keys:
        found.setdefault(key[0], set()).add(len(key))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _demonyms(countries: dict[str, list[str]]) -> dict[str, str]:
    """Folded demonym, of one or two words and with its plural in -s, → ISO 3166-1 alpha-2."""
    found: dict[str, str] = {}
    for code, words in countries.items():
        for word in words:
            low = " ".join(fold(part) for part in word.split())
            found.setdefault(low, code)
            if not low.endswith(("s", "sh", "ch", "se")):
                found.setdefault(low + "s", code)
    return found


def _by_country(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {name_key(name): code for code, names in table.items() for name in names}
