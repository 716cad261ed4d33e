"""Names in the text, cut to what the actor is called: "Ilmar Voss" out of "former Deputy Minister Ilmar Voss, 61,".

The reader's entity mentions say where names are; here their borders are put right, titles are taken off, and further
places of the same name are added. Only a text without any entity mention is searched for capitalised words.
"""

from __future__ import annotations

from onrecord.core import EntityMention, Span
from onrecord.resolve.actors.bodies import find_bodies
from onrecord.resolve.actors.hints import hint_before
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.runs import JOIN_PERSON, capitalised, run_of, step_to
from onrecord.resolve.actors.scene import Scene
from onrecord.resolve.actors.words import acronym_of, is_plural, singular

# The reader's probability from which even a sentence's first word is believed to be a name.
SURE = 0.8
_KINDS = {"person", "organization", "place", "group", "facility", "other"}


def find_names(scene: Scene) -> list[Mention]:
    """Names of people, bodies and places in text order, none overlapping."""
    taken = bytearray(len(scene.tokens))
    found: list[Mention] = []
    for entity in sorted(scene.analysis.entities, key=lambda item: (item.span.start, -item.span.end)):
        if entity.form == "name" and entity.kind in _KINDS:
            run = run_of(scene, entity)
            if run is not None and not _doubtful_opener(scene, entity, run):
                _keep(scene, found, taken, _with_noun(scene, entity, run), entity.kind)
    _listed_names(scene, found, taken)
    found.extend(find_bodies(scene, taken))
    if not scene.analysis.entities:
        for run in capitalised(scene, taken):
            _keep(scene, found, taken, run, "")
    _after_titles(scene, found, taken)
    _places(scene, found, taken)
    _again(scene, found, taken)
    found.sort(key=lambda mention: mention.first)
    return found


def _with_noun(scene: Scene, entity: EntityMention, run: tuple[int, int]) -> tuple[int, int] | None:
    """A capitalised word before the noun that the mention is about: "Al-Rahma hospital" is a name with its noun,
    "Dubai broker" and "European governments" are descriptions (None)."""
    last = scene.analysis.token_at(entity.span.end - 1)
    if last <= run[1] or (entity.kind == "person" and run[0] > scene.analysis.token_at(entity.span.start)):
        return run
    word = scene.words[last]
    if not scene.tokens[last].text[0].islower() or not (
        scene.tokens[last].upos == "NOUN" or word in scene.lex.heads or singular(word) in scene.lex.role_heads
    ):
        return run
    body = scene.lex.heads.get(word) in {"organization", "government", "media", "party"} and not is_plural(word)
    if body and last == run[1] + 1 and run[0] not in scene.demonyms:
        return run[0], last
    return None


def _doubtful_opener(scene: Scene, entity: EntityMention, run: tuple[int, int]) -> bool:
    """A lone first word of a sentence ("Shells", "Insurers") is a name only if more than its capital says so."""
    first, last = run
    if first != last or entity.score >= SURE or not scene.opens_sentence(first):
        return False
    word = scene.words[first]
    if scene.tokens[first].text.isupper() and len(word) > 2:
        return False
    return not (
        word in scene.inside or word in scene.lex.first_names or first in scene.places or (word,) in scene.lex.names
    )


def _keep(scene: Scene, found: list[Mention], taken: bytearray, run: tuple[int, int] | None, kind: str) -> None:
    """Add the name on tokens ``run`` (inclusive) unless something already stands there."""
    if run is None:
        return
    for first, last, part in _split(scene, run, kind):
        if any(taken[first : last + 1]):
            continue
        mention = _mention(scene, first, last, part)
        if mention is not None:
            taken[mention.first : mention.last + 1] = b"\x01" * (mention.last - mention.first + 1)
            found.append(mention)


def _split(scene: Scene, run: tuple[int, int], kind: str) -> list[tuple[int, int, str]]:
    """Cut "Ukraine's Defense Ministry" into the state and the ministry, and a person's title from the name."""
    first, last = run
    while first < last and scene.words[first] in {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "his",
        "her",
        "our",
    }:
        first += 1
    parts: list[tuple[int, int, str]] = []
    begin = first
    for index in range(first + 1, last):
        if scene.words[index] in {"'s", "s'"} and _is_country(scene, begin, index - 1):
            parts.append((begin, index - 1, "place"))
            begin = index + 1
    parts.append((begin, last, kind))
    return parts


def _is_country(scene: Scene, first: int, last: int) -> bool:
    place = scene.places.get(first)
    return place is not None and scene.places.get(last) is place


def _mention(scene: Scene, first: int, last: int, kind: str) -> Mention | None:
    """A mention for the name on these tokens; titles are cut off a person's name and remembered."""
    lex = scene.lex
    title: tuple[int, int] | None = None
    key = tuple(_key_words(scene, first, last))
    if not key:
        return None
    body = kind in {"organization", "facility"} or _looks_like_body(lex, key)
    if not body and first not in scene.places and _reads_as_person(scene, first, last):
        kind = "person"
    elif kind == "person" and (body or _reads_as_body(scene, first)):
        kind = "organization" if body or scene.word(first - 1) != "the" else "other"
    if (
        all(index in scene.demonyms or not scene.capital(index) for index in range(first, last + 1))
        and first not in scene.places
    ):
        return None
    if key not in lex.names and all(_ordinary(lex, word) for word in key):
        return None
    if kind == "person" or (kind in {"", "other", "group"} and not body):
        start = _name_start(scene, first, last)
        if start > first:
            title, first, kind = (first, start - 1), start, "person"
            key = tuple(_key_words(scene, first, last))
    if not key or (kind != "person" and not body and len(key) == 1 and len(key[0]) < 2):
        return None
    tokens = scene.tokens
    span = Span(tokens[first].span.start, tokens[last].span.end)
    head = last if kind != "person" or not scene.trees else first
    if kind not in {"person", "place"} and body:
        kind = "organization"
    mention = Mention(span, "name", first, last, head, tokens[first].sentence, key, kind=kind, definite="name")
    mention.title = title
    mention.gender = _title_gender(scene, first, title)
    if mention.gender == "" and kind == "person":
        mention.gender = lex.first_names.get(key[0], "") if len(key) > 1 else ""
    mention.country = scene.demonyms.get(first - 1) or scene.owner_country(first)
    if kind != "person":
        mention.hint = hint_before(scene, first)
    return mention


def _reads_as_person(scene: Scene, first: int, last: int) -> bool:
    """An age or "who" behind, a person's role in front, or a common first name: "lawyer Ana Gelashvili, 20,"."""
    lex = scene.lex
    words = scene.words
    if scene.word(last + 1) == "," and (scene.word(last + 2) in {"who", "whose"} or _age(scene, last + 2)):
        return True
    before = scene.word(first - 1)
    if first and before in lex.role_heads and before not in lex.hypernyms and scene.tokens[first - 1].text[0].islower():
        return last - first < 4
    if before in lex.honorifics:
        return True
    return 1 <= last - first <= 3 and words[first] in lex.first_names


def _reads_as_body(scene: Scene, first: int) -> bool:
    """ "the Shield", "the news agency Costa Libre": people's names take no article and no such noun before them."""
    before = scene.word(first - 1)
    return first > 0 and (
        before == "the" or (before in scene.lex.heads and singular(before) not in scene.lex.role_heads)
    )


def _ordinary(lex: Lexicons, word: str) -> bool:
    """True for words that name nobody by themselves: "Prime Minister", "Residents", "He"."""
    if word in lex.titles or word in lex.modifiers or word in lex.plain or word in lex.pronouns:
        return True
    return word in lex.role_heads or singular(word) in lex.role_heads


def _age(scene: Scene, index: int) -> bool:
    return scene.word(index).isdigit() and len(scene.word(index)) <= 2 and scene.word(index + 1) in {",", "."}


def _key_words(scene: Scene, first: int, last: int) -> list[str]:
    same = scene.lex.same
    return [
        same.get(word, word)
        for word in scene.words[first : last + 1]
        if (word[0].isalnum() and word not in {"the", "s"})
    ]


def _looks_like_body(lex: Lexicons, key: tuple[str, ...]) -> bool:
    if key in lex.names or key in lex.outlets:
        return True
    turned = key[0] in lex.turned and len(key) > 1 and key[1] not in lex.titles
    return len(key) > 1 and (key[-1] in lex.heads or turned or key[-1] in lex.outlet_words)


def _name_start(scene: Scene, first: int, last: int) -> int:
    """Token where the bare name begins: after the last title, and what belongs to it ("Secretary of State")."""
    lex, start = scene.lex, first
    if (
        last - first >= 3
        and scene.word(first - 1) in {"of", "for"}
        and singular(scene.word(first - 2)) in lex.role_heads | lex.titles
    ):
        return last - 1
    for index in range(first, last):
        word = scene.words[index]
        if index > first and word in lex.first_names and word not in lex.titles:
            break
        if word in lex.titles or word in lex.role_heads:
            start = index + 1
    if start == first or start > last:
        return first
    if scene.words[start] in {"of", "for"}:
        while start < last - 1 and scene.words[start] not in lex.first_names:
            start += 1
        if not scene.capital(start):
            start += 1
    while start < last and not scene.capital(start) and scene.words[start] not in lex.particles:
        start += 1
    return min(start, last)


def _title_gender(scene: Scene, first: int, title: tuple[int, int] | None) -> str:
    begin, end = title if title is not None else (max(0, first - 2), first - 1)
    for index in range(end, begin - 1, -1):
        word = scene.words[index]
        if scene.lex.honorifics.get(word):
            return scene.lex.honorifics[word]
        if word in scene.lex.male_roles:
            return "m"
        if word in scene.lex.female_roles:
            return "f"
        if title is None and not word[0].isalnum():
            break
    return ""


def _listed_names(scene: Scene, found: list[Mention], taken: bytearray) -> None:
    """Bodies and outlets known by name ("Hezbollah", "the New York Times") that the reader left unmarked."""
    lex, tokens = scene.lex, scene.tokens
    starts = lex.listed
    for index, token in enumerate(tokens):
        if taken[index] or not token.text[0].isupper() or scene.words[index] not in starts:
            continue
        for length in starts[scene.words[index]]:
            key, last = _key_from(scene, index, length)
            if key not in lex.names and key not in lex.outlets:
                continue
            single = length == 1
            shouted = acronym_of(token.text) is not None
            short = single and len(key[0]) <= 4 and not shouted
            unsure = single and key[0] in lex.ambiguous and not shouted
            if (
                short
                or unsure
                or (single and key[0] in lex.ambiguous and len(key[0]) <= 3 and "." not in token.text and not shouted)
            ):
                continue
            _keep(scene, found, taken, (index, last), "organization")
            break


def _key_from(scene: Scene, index: int, length: int) -> tuple[tuple[str, ...], int]:
    """The next ``length`` words from ``index`` (hyphens skipped) and the index of the last token used."""
    parts: list[str] = []
    at = index
    while at < len(scene.words) and len(parts) < length and at < index + 2 * length + 1:
        word = scene.words[at]
        if word in {"'s", "’s"}:
            parts.append("s")
        elif word[0].isalnum():
            parts.append(word)
        elif word not in {"-", "/"}:
            break
        at += 1
    return tuple(parts), at - 1


def _after_titles(scene: Scene, found: list[Mention], taken: bytearray) -> None:
    """ "Mr. Voss", "spokesman Juris Kalve": a title in front is proof enough of a name the reader missed."""
    lex, tokens = scene.lex, scene.tokens
    for index in range(1, len(tokens)):
        if taken[index] or not tokens[index].text[0].isupper():
            continue
        before = scene.words[index - 1]
        if before not in lex.honorifics and before not in lex.ranks and before not in lex.role_heads:
            continue
        word = scene.words[index]
        if tokens[index].sentence != tokens[index - 1].sentence or word in lex.titles or word in lex.role_heads:
            continue
        low = tokens[index - 1].text[0].islower()
        if (
            word in lex.heads
            or index in scene.demonyms
            or (before not in lex.honorifics and not low and word not in lex.first_names)
        ):
            continue
        end = index
        while (
            end + 1 < len(tokens)
            and end < index + 4
            and not taken[end + 1]
            and tokens[end + 1].sentence == tokens[index].sentence
        ):
            step = step_to(scene, end, 1, min(len(tokens) - 1, end + 2), JOIN_PERSON)
            if step is None or any(taken[end + 1 : step + 1]):
                break
            end = step
        _keep(scene, found, taken, (index, end), "person")


def _places(scene: Scene, found: list[Mention], taken: bytearray) -> None:
    """Places that stand for a government, and countries: they may act ("Paris denied it", "Russia's army")."""
    seen: set[str] = set()
    for place in scene.places.values():
        if place.id in seen or (place.literal and place.feature != "country"):
            continue
        seen.add(place.id)
        tokens = scene.analysis.tokens_in(place.span)
        if tokens and not any(taken[tokens[0].index : tokens[-1].index + 1]):
            _keep(scene, found, taken, (tokens[0].index, tokens[-1].index), "place")


def _again(scene: Scene, found: list[Mention], taken: bytearray) -> None:
    """Other places of a name already found, where the reader marked none: "Voss" after "Ilmar Voss"."""
    known: dict[str, tuple[tuple[str, ...], str]] = {}
    for mention in found:
        if mention.kind == "person":
            known.setdefault(mention.words[-1], (mention.words[-1:], "person"))
        if len(mention.words) == 1 or mention.kind != "person":
            known.setdefault(mention.words[0], (mention.words, mention.kind))
    for index, token in enumerate(scene.tokens):
        if taken[index] or not token.text[0].isupper():
            continue
        hit = known.get(scene.words[index])
        if hit is None or (len(hit[0]) == 1 and _doubtful(scene, index, hit[1])):
            continue
        key, last = _key_from(scene, index, len(hit[0]))
        if key == hit[0] and not any(taken[index : last + 1]):
            _keep(scene, found, taken, (index, last), hit[1])


def _doubtful(scene: Scene, index: int, kind: str) -> bool:
    """A single ordinary word at the head of a sentence, or part of a longer capitalised stretch, is no repeat."""
    tokens = scene.tokens
    word = scene.words[index]
    if kind != "person" and (word in scene.lex.heads or word in scene.lex.ambiguous):
        return True
    nearby = [
        at for at in (index - 1, index + 1) if 0 <= at < len(tokens) and tokens[at].sentence == tokens[index].sentence
    ]
    for at in nearby:
        if tokens[at].text[0].isupper() and not (
            at < index and (scene.opens_sentence(at) or scene.words[at] in scene.lex.titles)
        ):
            return True
    return False
