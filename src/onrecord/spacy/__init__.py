"""The reader as a component of spaCy: ``nlp.add_pipe("onrecord")`` (``pip install 'onrecord[spacy]'``).

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("onrecord", config={"published": "2024-03-11"})
>>> doc = nlp("The mayor said at least 13 people died.")
>>> [(span.text, span._.source, span._.certainty) for span in doc.spans["attributions"]]
[('at least 13 people died', 'mayor', 'certain')]

It fills ``doc.spans["attributions"]`` (what is said), ``["sources"]``, ``["cues"]``, ``["figures"]``, adds to
``doc.ents``, and keeps the record: ``doc._.onrecord`` is the :class:`onrecord.Reading`.
"""

from __future__ import annotations

from onrecord.spacy.component import Component, make

__all__ = ["Component", "make"]
