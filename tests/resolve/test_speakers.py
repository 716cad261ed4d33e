"""Every attribution is given to who is behind it, and knows who quotes whom."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.core import Actor, Attribution, Document, Span
from onrecord.core.mentions import Form
from onrecord.read.segment import segment
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.speakers import resolve_speakers


def span(text: str, quote: str) -> tuple[Span, ...]:
    return (Span(text.index(quote), text.index(quote) + len(quote)),) if quote else ()


def attribution(text: str, source: str, cue: str, content: str, form: Form = "indirect") -> Attribution:
    parts = (span(text, source), span(text, cue), span(text, content))
    return Attribution("", *parts, None, None, "unnamed", form, None, (), "certain", "affirmed", (), 1.0)


def resolved(text: str, *items: Attribution, publisher: str | None = None) -> tuple[list[Attribution], list[Actor]]:
    document = Document.of(text, publisher=publisher)
    analysis = segment(document.text)
    return resolve_speakers(document, analysis, items, resolve_actors(document, analysis, ()))


@pytest.mark.parametrize(
    ("text", "source", "cue", "name", "kind"),
    [
        ("The port was shut, President Anna Kalve said.", "President Anna Kalve", "said", "Anna Kalve", "official"),
        ("The port was shut, Anna Kalve, 61, said.", "Anna Kalve, 61,", "said", "Anna Kalve", "person"),
        ("The port was shut, Reuters reported.", "Reuters", "reported", "Reuters", "media"),
        (
            "The port was shut, a spokeswoman for the Red Cross said.",
            "a spokeswoman for the Red Cross",
            "said",
            "Red Cross",
            "official",
        ),
        (
            "The port was shut, the lawyer, Anna Kalve, said.",
            "the lawyer, Anna Kalve,",
            "said",
            "Anna Kalve",
            "person",
        ),
        (
            "The port was shut, people briefed on the matter said.",
            "people briefed on the matter",
            "said",
            "people briefed on the matter",
            "unnamed",
        ),
        (
            "The port was shut, unconfirmed reports suggest.",
            "unconfirmed reports",
            "suggest",
            "unconfirmed reports",
            "unnamed",
        ),
        ("The port was shut, bank transfers show.", "bank transfers", "show", "bank transfers", "document"),
        ("The port was shut, police said.", "police", "said", "police", "official"),
        ("The port was shut, Dushanbe says.", "Dushanbe", "says", "Dushanbe", "official"),
    ],
)  # fmt: skip
def test_who_speaks(text: str, source: str, cue: str, name: str, kind: str) -> None:
    (item,), _ = resolved(text, attribution(text, source, cue, "The port was shut"))
    assert (item.speaker_name, item.speaker_kind) == (name, kind)


def test_he_goes_on_speaking() -> None:
    text = 'Ilmar Voss said a port was shut. "It will open," he added.'
    items, people = resolved(
        text,
        attribution(text, "Ilmar Voss", "said", "a port was shut"),
        attribution(text, "he", "added", '"It will open,"', "direct"),
    )
    assert [item.speaker_name for item in items] == ["Ilmar Voss", "Ilmar Voss"]
    assert text.index("he added") in [m.span.start for m in people[0].mentions]


def test_which_is_the_body_just_named() -> None:
    text = "That is the count of Acacia Watch, which says it is too low."
    (item,), _ = resolved(text, attribution(text, "which", "says", "it is too low"))
    assert item.speaker_name == "Acacia Watch"


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = '"I left my ship," Ilmar Voss said.'
    (item,), people = resolved(text, attribution(text, "Ilmar Voss", "said", '"I left my ship,"', "direct"))
    voss = next(actor for actor in people if actor.id == item.speaker)
    assert [m.span.of(text) for m in voss.mentions] == ["I", "my", "Ilmar Voss"]


def test_nested_attributions_make_a_chain() -> None:
    text = "The New York Times reported that the Security Service knew that the ship had left."
    items, _ = resolved(
        text,
        attribution(text, "The New York Times", "reported", "that the Security Service knew that the ship had left"),
        attribution(text, "the Security Service", "knew", "that the ship had left"),
        publisher="Coast Herald",
    )
    assert [item.parent for item in items] == [None, "att1"]
    assert items[1].chain == ("New York Times", "Security Service")


def test_citing_puts_the_cited_source_inside() -> None:
    text = "Reuters reported, citing a diplomat, that the ship had left."
    items, _ = resolved(
        text,
        attribution(text, "Reuters", "reported", "that the ship had left"),
        attribution(text, "a diplomat", "citing", "that the ship had left"),
    )
    assert [item.parent for item in items] == [None, "att1"]


def test_reportedly_has_no_speaker() -> None:
    text = "Voss resigned. The ship had reportedly left."
    (item,), _ = resolved(text, attribution(text, "", "reportedly", "The ship had"))
    assert (item.speaker, item.speaker_kind, item.chain) == (None, "unnamed", ())


TEXT = 'The paper said Voss, who left, told Reuters. "I did," he said. Officials deny it, citing the Ministry (MW).'
PLACES = st.integers(0, len(TEXT) - 1)
SPANS = st.tuples(PLACES, st.integers(1, 40)).map(lambda at: Span(at[0], min(len(TEXT), sum(at))))
PARTS = st.lists(SPANS, max_size=3).map(tuple)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(PARTS, PARTS, PARTS), max_size=8))
@example([((Span(14, 16), Span(0, 11)), (), ())])  # parts of a source out of order
def test_any_spans_give_sound_speakers(parts: list[tuple[tuple[Span, ...], ...]]) -> None:
    items = [
        Attribution("", *three, None, None, "unnamed", "direct", None, (), "certain", "affirmed", (), 1.0)
        for three in parts
    ]
    done, people = resolved(TEXT, *items)
    ids, known = {actor.id for actor in people}, {item.id: item for item in done}
    for item in done:
        assert item.speaker is None or item.speaker in ids
        seen = set()
        at: Attribution | None = item
        while at is not None:
            assert at.id not in seen
            seen.add(at.id)
            at = known[at.parent] if at.parent else None
    assert all(0 <= m.span.start < m.span.end <= len(TEXT) for actor in people for m in actor.mentions)
