"""What is read where a text is all in capitals, and the way back: every quotation is of the text as it came in."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from onrecord.core import Document, Figure, Place, Reading, Time
from onrecord.read.casing import shouting, true_cased

Noun = TypeVar("Noun", Place, Time)


def shadow(document: Document) -> Document:
    """The document to read in place of ``document``: itself, or with small letters where it is in capitals throughout.

    "GUERRILLAS KILLED A PEASANT" is read as "Guerrillas killed a peasant"; id, length and offsets stay.
    """
    return replace(document, text=true_cased(document.text)) if shouting(document.text) else document


def requoted(reading: Reading, document: Document) -> Reading:
    """A reading of the shadow as one of ``document``: what repeats the words of a span repeats those of the text.

    Names of actors, places, titles and speakers stay as a newspaper would print them.
    """
    if reading.document.text == document.text:
        return reading
    text = document.text
    return replace(
        reading,
        document=document,
        figures=tuple(_figure(item, text) for item in reading.figures),
        places=tuple(_quoted(item, text) for item in reading.places),
        times=tuple(_quoted(item, text) for item in reading.times),
    )


def _quoted(item: Noun, text: str) -> Noun:
    return replace(item, text=item.span.of(text))


def _figure(item: Figure, text: str) -> Figure:
    counted = item.counted_span.of(text) if item.counted_span is not None else item.counted
    return replace(item, text=item.span.of(text), counted=counted)
