"""MUC-4 (tst1, tst2): victim numbers, effects, dates, places and blamed organisations of a whole text, set F1.

The texts are wire reports in capitals. They are read through the front door with the day of their dateline as the day
of publication; then only the reading's JSON is looked at. Its sets are compared with the union of the text's templates,
and right, missing and spurious answers are added up over all texts (micro F1):

victim numbers  from the key the numbers of human targets with an effect. From the JSON (a) every figure that counts
                people killed, injured, missing, abducted (or detained, by an incident; both ends of a range) and does
                not belong to an event that is no incident, and (b) 1 for an incident with an effect whose recipient is
                a single person.
target numbers  the same answers against all human targets, with an effect or without.
effects         DEATH, INJURY, REGAINED FREEDOM, and one class for nobody hurt; from the effect of incidents and the
                measures of figures, a figure of 0 being nobody hurt.
dates           days an incident may have happened on; from the times of incidents. Two intervals agree where they
                overlap and ours is not more than a week longer.
dates or issue  the same, where an incident without a time counts as "on or before the day of publication", which is
                what the keys do.
places          locations; from the places of incidents. A place is right where its name, or the name as written, is
                one of the levels of a location (country, department, city), or where the key knows no more than the
                country it lies in.
levels          every level of every location, asked for by itself; from the places of incidents and their countries.
organisations   perpetrators that are bodies, not persons or bands ("the guerrillas"); from the actors of incidents that
                are an army or a government or have a name; some mention must hold the whole name of the key. Who is
                accused of something counts too; how sure the text is does not matter here.
blamed          the same with the confidence. Claimed or admitted: a mention of the event stands in the actor's own
                words; fact: said in the text's own voice; suspected, accused or possible: said by anybody else.

An incident is an event that did happen (realis actual), that nobody denies, that is an ASSAULT or has an effect, and
that is not dated more than two months before the text: the task wants recent ones.
Answers a key marks as optional are neither asked for nor wrong. Each set is scored over all texts, and again
("…, told") over texts that have a template: the keys leave out what is old, general, or between armies alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from evaluation.corpora import corpus
from evaluation.measures.match import Tally, plain
from evaluation.muc_keys import RECENT, Answer, Key, Text, keys, texts

GOLD = ("../shared/corpora/muc34/tst1", "../shared/corpora/muc34/tst2")
PARTS = (("tst1", "tst1-muc3", "key-tst1.v7"), ("tst2", "tst2-muc4", "key-tst2.v4"))
Record = Mapping[str, Any]

HARM = {"killed": "DEATH", "injured": "INJURY", "rescued": "REGAINED FREEDOM", "released": "REGAINED FREEDOM"}
NOBODY = "NOBODY HURT"
_CLASSES = {"NO INJURY": NOBODY, "NO DEATH": NOBODY, "NO INJURY OR DEATH": NOBODY, "ESCAPED": NOBODY}
VICTIMS = frozenset(("killed", "injured", "casualties", "missing", "abducted", "rescued"))
_SURE = {
    "REPORTED AS FACT": "fact", "CLAIMED OR ADMITTED": "claimed", "SUSPECTED OR ACCUSED": "suspected",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected", "POSSIBLE": "suspected",
}  # fmt: skip
_BODIES = frozenset(("organization", "armed_group", "party", "media"))
_SLACK = timedelta(days=7)


def incidents(record: Record) -> list[Record]:
    """The events of a reading that are incidents: actual, recent, denied by nobody, an ASSAULT or with an effect."""
    denied = {item["id"] for item in record["attributions"] if item["polarity"] == "denied"}
    return [
        event
        for event in record["events"]
        if event["realis"] == "actual"
        and event["attribution"] not in denied
        and (event["type"] == "ASSAULT" or event["effect"] in HARM)
        and _recent(event, record)
    ]


def _recent(event: Record, record: Record) -> bool:
    latest = next((item["latest"] for item in record["times"] if item["id"] == event["time"]), None)
    published = record["document"]["published"]
    if latest is None or published is None:
        return True
    return date.fromisoformat(published[:10]) - date.fromisoformat(latest[:10]) <= RECENT


def victims(record: Record) -> Iterator[Record]:
    """The figures that count victims of incidents, or of no event in particular."""
    mine = {event["id"]: event for event in incidents(record)}
    for figure in record["figures"]:
        if figure["dimension"] != "count" or (figure["event"] is not None and figure["event"] not in mine):
            continue
        if figure["measure"] in VICTIMS or (figure["measure"] == "detained" and figure["event"] in mine):
            yield figure


def numbers(record: Record) -> set[object]:
    """How many victims: from figures, and 1 for a single person an incident had an effect on."""
    found: set[object] = set()
    for figure in victims(record):
        ends = (figure["best"],) if figure["best"] is not None else (figure["low"], figure["high"])
        found |= {int(end) for end in ends if end}
    kinds = {actor["id"]: actor["kind"] for actor in record["actors"]}
    harmed = (name for event in incidents(record) if event["effect"] for name in event["recipients"])
    if any(kinds[name] == "person" for name in harmed):
        found.add(1)
    return found


def effects(record: Record) -> set[object]:
    """What befell people, as the classes of the keys."""
    found: set[object] = {HARM[event["effect"]] for event in incidents(record) if event["effect"] in HARM}
    for figure in victims(record):
        if figure["high"] == 0:
            found.add(NOBODY)
        elif figure["measure"] in HARM:
            found.add(HARM[figure["measure"]])
    return found


def dates(record: Record, *, issue: bool = False) -> set[object]:
    """The intervals of days incidents lie in; with ``issue`` the day of publication for those without a time."""
    times = {item["id"]: item for item in record["times"]}
    found: set[object] = set()
    for event in incidents(record):
        time = times.get(event["time"])
        first, last = (time["earliest"], time["latest"]) if time else (None, None)
        if first and last:
            found.add((date.fromisoformat(first[:10]), date.fromisoformat(last[:10])))
        elif issue and not time and record["document"]["published"]:
            day = date.fromisoformat(record["document"]["published"][:10])
            found.add((day, day))
    return found


def levels(record: Record) -> set[object]:
    """The names of the places of incidents, and of the countries they lie in."""
    by_id = {item["id"]: item for item in record["places"]}
    found: set[object] = set()
    for event in incidents(record):
        if place := by_id.get(event["place"]):
            found.add(frozenset((level(place["name"]), level(place["text"]))))
            if place["country"] in countries():
                found.add(frozenset((countries()[place["country"]],)))
    return found


def places(record: Record) -> set[object]:
    """The places of incidents: what each is called, and the country it lies in."""
    by_id = {item["id"]: item for item in record["places"]}
    found: set[object] = set()
    for event in incidents(record):
        if place := by_id.get(event["place"]):
            names = frozenset((level(place["name"]), level(place["text"])))
            found.add((names, countries().get(place["country"] or "")))
    return found


def organisations(record: Record) -> Iterator[tuple[frozenset[str], str]]:
    """Which bodies act in an incident or are accused: all names of each, and how sure the text is."""
    actors = {actor["id"]: actor for actor in record["actors"]}
    said = {item["id"]: item for item in record["attributions"]}
    for event in incidents(record):
        voice = said.get(event["attribution"])
        for name in event["actors"]:
            sure = "fact" if voice is None else "suspected"
            sure = "claimed" if any(item["speaker"] == name for item in _around(event, record)) else sure
            yield from ((names, sure) for names in _bodies(actors[name], record))
    for event in record["events"]:
        if event["type"] == "ACCUSE" and event["realis"] == "actual" and event["mode"] != "disapprove":
            for name in event["recipients"]:
                yield from ((names, "suspected") for names in _bodies(actors[name], record))


def _around(event: Record, record: Record) -> Iterator[Record]:
    """The attributions that some mention of an event stands in."""
    for item in record["attributions"]:
        if (
            any(first <= start and end <= last for first, last in item["content"] for start, end in event["mentions"])
            and item["polarity"] == "affirmed"
        ):
            yield item


def _bodies(actor: Record, record: Record) -> Iterator[frozenset[str]]:
    """The names of an actor that is a body: an army or a government, or an organisation, party or group with a name."""
    named = any(item["form"] == "name" for item in actor["mentions"])
    if actor["kind"] in ("military", "government") or (actor["kind"] in _BODIES and named):
        text = record["document"]["text"]
        forms = [text[slice(*item["span"])] for item in actor["mentions"] if item["form"] != "pronoun"]
        yield frozenset(plain(form) for form in (actor["name"], *forms))


def level(name: str) -> str:
    """A place name for comparison: "Mejicanos" and "MEJICANOS" are one, so are "Córdoba" and "Cordoba"."""
    import unicodedata

    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return plain(bare).removesuffix(" department").removesuffix(" province")


@cache
def countries() -> dict[str, str]:
    """The names of the countries the keys know, by code."""
    return {
        "AR": "argentina", "BO": "bolivia", "BR": "brazil", "CL": "chile", "CO": "colombia", "CR": "costa rica",
        "EC": "ecuador", "SV": "el salvador", "GT": "guatemala", "HN": "honduras", "NI": "nicaragua", "PA": "panama",
        "PY": "paraguay", "PE": "peru", "VE": "venezuela", "MX": "mexico", "US": "united states", "UY": "uruguay",
    }  # fmt: skip


def compare(
    wanted: Iterable[Answer], given: Iterable[object], agree: Callable[[Answer, object], bool]
) -> tuple[int, int, int]:
    """Right, wanted and given. What agrees only with an optional answer is not counted at all."""
    answers, found = _merged(wanted), list(given)
    needed = [answer for answer in answers if answer.needed]
    right = sum(any(agree(answer, item) for item in found) for answer in needed)
    wrong = sum(not any(agree(answer, item) for answer in answers) for item in found)
    return right, len(needed), right + wrong


def _merged(answers: Iterable[Answer]) -> list[Answer]:
    """One answer for each set of alternatives, needed where any template needs it."""
    needed: dict[frozenset[object], bool] = {}
    for answer in answers:
        needed[answer.of] = needed.get(answer.of, False) or answer.needed
    return [Answer(of, wanted) for of, wanted in needed.items()]


def _same(answer: Answer, item: object) -> bool:
    return item in answer.of


def _overlap(answer: Answer, item: object) -> bool:
    first, last = item  # type: ignore[misc]
    return any(
        first <= until and since <= last and last - first <= until - since + _SLACK
        for since, until in answer.of  # type: ignore[misc]
    )


def _named(answer: Answer, item: object) -> bool:
    return any(level(str(name)) in item for name in answer.of)  # type: ignore[operator]


def _lies(answer: Answer, item: object) -> bool:
    names, country = item  # type: ignore[misc]
    return any(
        not names.isdisjoint(choice) or (len(choice) == 1 and country in choice)  # type: ignore[arg-type]
        for choice in answer.of
    )


def _blames(answer: Answer, item: object) -> bool:
    names, sure = item  # type: ignore[misc]
    return any(
        sure in (None, _SURE[degree]) and any(f" {plain(name)} " in f" {form} " for form in names)
        for degree, name in answer.of  # type: ignore[misc]
    )


def tally(key: Key, record: Record, counts: Tally) -> None:
    """Add what one reading got right and wrong."""
    effects_wanted = [Answer(frozenset(_CLASSES.get(str(v), v) for v in a.of), a.needed) for a in key.effects]
    effects_wanted = [answer for answer in effects_wanted if not any("RESIGNATION" in str(v) for v in answer.of)]
    places_wanted = [
        Answer(frozenset(frozenset(map(level, choice)) for choice in a.of), a.needed) for a in key.locations
    ]
    people = set(organisations(record))
    for name, wanted, given, agree in (
        ("victim numbers", key.numbers, numbers(record), _same),
        ("target numbers", key.targets, numbers(record), _same),
        ("effects", effects_wanted, effects(record), _same),
        ("dates", key.dates, dates(record), _overlap),
        ("dates or issue", key.dates, dates(record, issue=True), _overlap),
        ("places", places_wanted, places(record), _lies),
        ("levels", key.places, levels(record), _named),
        ("organisations", key.blamed, {(names, None) for names, _ in people}, _blames),
        ("blamed", key.blamed, people, _blames),
    ):
        right, asked, found = compare(wanted, given, agree)
        for scope in ("", ", told") if key.templates else ("",):
            counts.found(name + scope, right=right, gold=asked, predicted=found)


def corpus_texts(*, sample: int | None = None) -> list[tuple[Text, Key]]:
    """The texts of both parts with their keys, in order.

    Raises ``CorpusAbsent`` where the corpus is not on this machine.
    """
    folder = corpus("muc34")
    found: list[tuple[Text, Key]] = []
    for part, text_file, key_file in PARTS:
        known = keys(folder / part / key_file)
        found += [(text, known.get(text.name, Key(text.name))) for text in texts(folder / part / text_file)]
    return found[:sample]


def score(*, sample: int | None = None) -> dict[str, float]:
    """F1 in percent of every set, over all texts and over those that have a template."""
    import onrecord

    pairs = corpus_texts(sample=sample)
    readings = onrecord.Reader().read_many([{"text": text.text, "published": text.published} for text, _ in pairs])
    counts = Tally()
    for (_, key), reading in zip(pairs, readings, strict=True):
        tally(key, reading.to_dict(), counts)
    return counts.rates()


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
