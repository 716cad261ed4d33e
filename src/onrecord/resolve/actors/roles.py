"""Roles: "President Aleksandar Vučić", "Voss, a former deputy interior minister of Latvia,", "Kalve is the mayor"."""

from __future__ import annotations

from onrecord.core import Span
from onrecord.resolve.actors.complements import complement_end
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.mention import Cluster, Mention, RoleFound
from onrecord.resolve.actors.scene import Scene

_BE = {"is", "was", "became", "remains", "remained", "'s", "’s", "been"}
_JOINS = {"of", "for", "at", "in", "with", "to", "on", "who", "whose"}


def attach_roles(scene: Scene, mentions: list[Mention], clusters: list[Cluster]) -> None:
    """Give people their roles and bodies their descriptions; the describing phrases become mentions of them.

    ``mentions`` is in text order and holds names, descriptions and pronouns; neighbours are read in one pass.
    """
    at_first: dict[int, int] = {
        mention.first: number for number, mention in enumerate(mentions) if mention.definite != "pronoun"
    }
    for number, mention in enumerate(mentions):
        if mention.form == "name" and mention.cluster >= 0:
            cluster = clusters[mention.cluster]
            if mention.title is not None:
                _from_title(scene, mention, cluster)
        elif mention.form == "nominal" and mention.cluster < 0:
            target = _apposed_to(scene, mentions, number, at_first)
            if target is not None:
                _join(scene, mentions, number, clusters[mentions[target].cluster])


def _from_title(scene: Scene, mention: Mention, cluster: Cluster) -> None:
    """The words that were cut off the name: "Lt. Gen.", "U.S. Secretary of State"."""
    assert mention.title is not None
    first, last = mention.title
    lex = scene.lex
    country = None
    while first <= last and (first in scene.demonyms or scene.words[first] in {"eu", "un"}):
        country = country or scene.demonyms.get(first)
        first += 1
    if first > last or all(_honorific(lex, scene.words[index]) for index in range(first, last + 1)):
        cluster.country = cluster.country or country
        return
    for part in _parts(scene, first, last):
        _role(scene, *part, None, country, cluster)


def _honorific(lex: Lexicons, word: str) -> bool:
    """ "Mr." is no role; "Bishop" is."""
    return word in lex.honorifics and word not in lex.role_heads


def _parts(scene: Scene, first: int, last: int) -> list[tuple[int, int]]:
    """ "Army spokesman Brig." is a role and a rank."""
    lex = scene.lex
    for index in range(last, first, -1):
        if (
            scene.words[index - 1] in lex.role_heads
            and scene.words[index - 1] not in lex.ranks
            and scene.words[index] in lex.ranks
        ):
            return [(first, index - 1), (index, last)]
    return [(first, last)]


def _before_title(scene: Scene, index: int) -> bool:
    """Articles, ages and countries stand before a title without being part of it."""
    word = scene.words[index]
    return word == "-" or word in scene.lex.leading or word.isdigit() or index in scene.demonyms


def _role(scene: Scene, first: int, last: int, owner: int | None, country: str | None, cluster: Cluster, *,
          extend: bool = False) -> None:  # fmt: skip
    """Record the role on tokens [first, last]; "former" and its like go into the flag, not the title."""
    lex, tokens = scene.lex, scene.tokens
    begin, former = first, False
    while begin < last and (_before_title(scene, begin) or scene.words[begin] in lex.former):
        former = former or scene.words[begin] in lex.former
        begin += 1
    last = complement_end(scene, last) if extend else last
    span = Span(tokens[first if former else begin].span.start, tokens[last].span.end)
    title = Span(tokens[begin].span.start, tokens[last].span.end).of(scene.analysis.text)
    heads = [
        index
        for index in range(begin, last + 1)
        if scene.words[index] in lex.role_heads or scene.words[index] in lex.titles
    ]
    head = scene.words[heads[0] if extend else heads[-1]] if heads else scene.words[last]
    modifiers = frozenset(
        lex.same.get(scene.words[index], scene.words[index])
        for index in range(begin, last)
        if scene.words[index][0].isalnum()
    ) - {head}
    if former:
        modifiers |= {"former"}
    cluster.describe(head, modifiers)
    if not any(title.lower() in known.title.lower() for known in cluster.roles):
        cluster.roles = [known for known in cluster.roles if known.title.lower() not in title.lower()]
        cluster.roles.append(RoleFound(" ".join(title.split()), span, former, owner, country, head, modifiers))
    cluster.country = cluster.country or country


def _apposed_to(scene: Scene, mentions: list[Mention], number: int, at_first: dict[int, int]) -> int | None:
    """Index of the name that the description at ``number`` belongs to, or None."""
    mention = mentions[number]
    if mention.plural:
        return None
    after = mention.last + 1
    follower = at_first.get(after)
    skipped = after
    if follower is None and scene.word(after) in {",", "-", ":"} and mention.definite in {"the", "a"}:
        skipped = after + 1
        follower = at_first.get(skipped)
    # A title may stand between: "spokesman Lt. Gen. Oleh Kravets".
    while follower is None and skipped < after + 4 and scene.word(skipped) in scene.lex.titles:
        skipped += 1
        follower = at_first.get(skipped)
    if follower is None:
        follower = _after_complement(scene, mention, at_first)
    direct = scene.word(after) not in {",", *_JOINS}
    if follower is not None and _may_bear(scene, mentions[follower], mention) and direct:
        return follower
    if (
        follower is not None
        and _may_bear(scene, mentions[follower], mention)
        and _comma_after_name(scene, mentions[follower])
    ):
        return follower
    return _name_before(scene, mentions, number)


def _after_complement(scene: Scene, mention: Mention, at_first: dict[int, int]) -> int | None:
    """ "the head of the election commission, Juris Kalve,": the name after the description's own complement."""
    if scene.word(mention.last + 1) not in _JOINS:
        return None
    limit = min(mention.last + 12, scene.analysis.sentences[mention.sentence].last)
    for index in range(mention.last + 2, limit):
        if scene.words[index] == ",":
            step = index + 1
            while at_first.get(step) is None and scene.word(step) in scene.lex.titles:
                step += 1
            return at_first.get(step)
    return None


def _may_bear(scene: Scene, name: Mention, mention: Mention) -> bool:
    """A person bears a person's role, a body a body's description."""
    if name.form != "name" or name.cluster < 0 or name.sentence != mention.sentence:
        return False
    unsure = name.kind in {"", "other"} and name.words not in scene.lex.names and name.words not in scene.lex.outlets
    return unsure or (name.kind == "person" or name.title is not None) == (mention.kind == "person")


def _comma_after_name(scene: Scene, name: Mention) -> bool:
    return scene.word(name.last + 1) in {",", ".", ";", ")", "-", "–", "—", ""}


def _name_before(scene: Scene, mentions: list[Mention], number: int) -> int | None:
    """ "Voss, 61, a former minister": the name before the comma; "Voss is the minister": before the verb."""
    mention = mentions[number]
    start = scene.analysis.sentences[mention.sentence].first
    at = _skip_owner(scene, mention.first - 1, start)
    comma = scene.word(at) in {",", "(", "–", "—"} and mention.definite in {"a", "the", "bare"}
    verb = scene.word(at) in _BE and mention.definite in {"a", "the"}
    if not comma and not verb:
        return None
    if comma and not (mention.definite != "bare" or _closed(scene, mention)):
        return None
    at -= 1
    if comma and at - 1 > start and scene.tokens[at].text.isdigit() and scene.word(at - 1) == ",":
        at -= 2
    while verb and at > start and scene.words[at] in {"also", "not", "now", "then", "once", "has", "had", "still"}:
        if scene.words[at] == "not":
            return None
        at -= 1
    for back in range(number - 1, max(-1, number - 6), -1):
        other = mentions[back]
        if other.last == at and _may_bear(scene, other, mention):
            return back
    return None


def _skip_owner(scene: Scene, at: int, start: int) -> int:
    """Step back over an owner: in "Voss, the country's foreign minister," from "'s" to the comma."""
    if scene.word(at) not in {"'s", "’s", "'", "’"}:
        return at
    steps = 0
    while at > start and steps < 6 and scene.words[at] not in {",", "(", *_BE}:
        at, steps = at - 1, steps + 1
    return at


def _closed(scene: Scene, mention: Mention) -> bool:
    """True where a comma or stop ends the phrase and its complement: "Voss, deputy minister of health, said"."""
    limit = min(mention.last + 14, scene.analysis.sentences[mention.sentence].last)
    return any(scene.words[index] in {",", ".", ";", ")", "–", "—"} for index in range(mention.last + 1, limit))


def _join(scene: Scene, mentions: list[Mention], number: int, cluster: Cluster) -> None:
    """Make the description a mention of the named actor; for a person it is also a role."""
    mention = mentions[number]
    mention.cluster = cluster.number
    cluster.mentions.append(number)
    cluster.gender = cluster.gender or mention.gender
    head = mention.words[0]
    cluster.describe(head, mention.modifiers)
    if mention.kind != "person":
        cluster.kinds[mention.kind] += 2
        cluster.country = cluster.country or mention.country
        return
    if cluster.kind is None:
        cluster.kind = "person"
    owner = mention.owner
    first = mention.first
    while first < mention.last and (scene.words[first] == "-" or scene.words[first] in scene.lex.leading):
        first += 1
    if owner is not None and mentions[owner].first == first and scene.capital(first):
        first = min(mentions[owner].last + 1, mention.last)
    _role(scene, first, mention.last, owner, mention.country, cluster, extend=True)
