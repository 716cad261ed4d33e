"""The component of spaCy: spans and entities where the words stand, whatever the text is made of; stored and spread."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import onrecord
from onrecord.core import Span
from onrecord.core.document import canonical
from onrecord.spacy import Component
from onrecord.spacy.offsets import Offsets

TEXT = (
    "The mayor of Odesa said on Friday that at least 13 dockworkers were killed. 🔥🚢 "
    "Полковник Ilmar Voss denied that his men had fired."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("onrecord", config={"published": "2024-03-11", "publisher": "Coast Herald"})
    return made


@pytest.fixture
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_it_is_found_by_its_name_alone(nlp: Language) -> None:
    assert nlp.pipe_names == ["onrecord"]


def test_who_says_what_stands_in_groups_of_spans(doc: Doc) -> None:
    said = doc.spans["attributions"]
    assert [(one.text, one.label_, one._.source, one._.certainty, one._.polarity) for one in said] == [
        ("that at least 13 dockworkers were killed", "SAID", "The mayor of Odesa", "certain", "affirmed"),
        ("that his men had fired", "DENIED", "Полковник Ilmar Voss", "certain", "denied"),
    ]
    assert [one.text for one in doc.spans["cues"]] == ["said", "denied"]
    assert doc.spans["sources"][1].text.endswith("Ilmar Voss")
    (figure,) = doc.spans["figures"]
    assert (figure.text, figure.label_, figure._.source) == ("at least 13", "KILLED", "The mayor of Odesa")
    assert (figure._.figure["low"], figure._.figure["high"]) == (13, None)
    assert doc[0:2]._.source is None
    assert doc[0:2]._.figure is None


def test_the_record_is_the_one_that_onrecord_gives(doc: Doc) -> None:
    known = {"text": TEXT, "published": "2024-03-11", "publisher": "Coast Herald", "language": "en"}
    assert doc._.onrecord.to_dict() == onrecord.Reader().read(known).to_dict()
    assert spacy.blank("en")("No component.")._.onrecord is None


def test_entities_have_spacys_names_and_our_links(doc: Doc) -> None:
    found = {ent.text: (ent.label_, ent.kb_id_) for ent in doc.ents}
    assert found["Odesa"] == ("GPE", "geonames:698740")
    assert found["Friday"] == ("DATE", "")
    assert next(label for text, (label, _) in found.items() if text.endswith("Ilmar Voss")) == "PERSON"


@pytest.mark.parametrize(("overwrite", "label"), [(False, "HARBOUR"), (True, "GPE")])
def test_entities_that_are_there_stay_unless_they_are_to_go(overwrite: bool, label: str) -> None:
    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "HARBOUR", "pattern": "Odesa"}, {"label": "CARGO", "pattern": "men"}])  # type: ignore[attr-defined]
    made.add_pipe("onrecord", config={"overwrite_ents": overwrite})
    labels = {ent.text: ent.label_ for ent in made(TEXT).ents}
    assert labels["Odesa"] == label
    assert labels["men"] == "CARGO"


def test_many_are_read_together_and_keep_their_order(nlp: Language) -> None:
    texts = [f"The mayor said {number} people died." for number in range(7)] + ["", " \n ", "🔥"]
    docs = list(nlp.pipe(texts, batch_size=3))
    assert [doc.text for doc in docs] == texts
    figures = [[one._.figure["low"] for one in doc.spans["figures"]] for doc in docs[:7]]
    assert figures == [[number] for number in range(7)]
    alone = nlp(texts[3])
    assert docs[3]._.onrecord == alone._.onrecord
    assert [len(doc.spans["attributions"]) for doc in docs[7:]] == [0, 0, 0]


def test_each_document_may_have_a_day_and_an_outlet_of_its_own(nlp: Language) -> None:
    doc = nlp.make_doc("The depot burned on Friday.")
    doc._.published, doc._.publisher = "2025-02-10", "Atlas Wire"
    reading = nlp(doc)._.onrecord
    assert (reading.times[0].edtf, reading.document.publisher) == ("2025-02-07", "Atlas Wire")


def test_documents_are_stored_as_spacy_stores_them(nlp: Language, doc: Doc) -> None:
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    binned = next(DocBin(store_user_data=True, docs=[doc]).get_docs(spacy.blank("en").vocab))
    for one in (again, binned):
        assert one._.onrecord == doc._.onrecord
        assert [(span.text, span.id_, span._.source) for span in one.spans["attributions"]] == [
            (span.text, span.id_, span._.source) for span in doc.spans["attributions"]
        ]
        assert [(ent.text, ent.label_, ent.kb_id_) for ent in one.ents] == [
            (ent.text, ent.label_, ent.kb_id_) for ent in doc.ents
        ]


def test_a_pipeline_is_stored_with_its_settings_and_without_weights(nlp: Language, tmp_path: Path, doc: Doc) -> None:
    nlp.to_disk(tmp_path / "desk")
    assert sum(path.stat().st_size for path in (tmp_path / "desk").rglob("*") if path.is_file()) < 1_000_000
    assert spacy.load(tmp_path / "desk")(TEXT)._.onrecord == doc._.onrecord
    other = spacy.blank("en")
    other.add_pipe("onrecord", config={"published": "2024-03-11", "publisher": "Coast Herald"})
    assert other.from_bytes(nlp.to_bytes())(TEXT)._.onrecord == doc._.onrecord


def test_another_process_loads_a_reader_of_its_own(nlp: Language, doc: Doc) -> None:
    component = nlp.get_pipe("onrecord")
    assert isinstance(component, Component)
    sent = pickle.loads(pickle.dumps(component))  # as to a process that is started
    assert sent._reader is None
    assert sent(nlp.make_doc(TEXT))._.onrecord == doc._.onrecord
    sent._process = -1  # as in one that was forked: its network has lost the threads that ran it
    before = sent._reader.encoder
    assert sent(nlp.make_doc(TEXT))._.onrecord == doc._.onrecord
    assert sent._reader.encoder is not before


PIECES = st.sampled_from(["a", "e\u0301", "\r\n", "\r", "é", "🔥", "я", "\u1100\u1161\u11a8", "\u0301", " ", "ä\u0323"])


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_places_lead_back_to_the_words_they_were_made_from(text: str, data: st.DataObject) -> None:
    ours = canonical(text)
    offsets = Offsets.of(text)
    if offsets is None:
        assert ours == text
        return
    if not ours:
        return
    start = data.draw(st.integers(0, len(ours) - 1))
    end = data.draw(st.integers(start + 1, len(ours)))
    back = offsets.span(Span(start, end))
    assert 0 <= back.start < back.end <= len(text)
    assert ours[start:end] in canonical(back.of(text))
    assert offsets.span(Span(0, len(ours))) == (0, len(text))


def test_a_text_with_loose_accents_is_marked_where_it_stands(nlp: Language) -> None:
    text = "Cafe\u0301 news.\r\n\r\nThe mayor of Odesa said that 9 people died in the cafe\u0301 on Friday."
    doc = nlp(text)
    assert doc.text == text
    assert [one.text for one in doc.spans["figures"]] == ["9"]
    assert doc.spans["attributions"][0].text.startswith("that 9 people died in the cafe\u0301")
    assert "Odesa" in [ent.text for ent in doc.ents]
