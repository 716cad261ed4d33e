"""Numbers that count and measure nothing are dropped, each with its reason."""

from __future__ import annotations

import pytest

from onrecord.read.figures import find_figures
from onrecord.read.segment import segment


@pytest.mark.parametrize(
    ("sentence", "dropped", "because"),
    [
        ("It happened on 7 October.", "7 October", "day of the month"),
        ("It happened on October 7, 2023.", "7", "day of the month"),
        ("It happened on Oct. 7.", "7", "day of the month"),
        ("It happened in 1998.", "1998", "year"),
        ("The 2012 elections were rigged.", "2012", "year"),
        ("It ran from 2016 to 2018.", "2018", "year"),
        ("It ran in the 2016-17 season.", "2016-17", "years"),
        ("That was in the 1990s.", "1990s", "decade"),
        ("She is in her 30s.", "30s", "decade"),
        ("It began at 10:30.", "10:30", "time of day"),
        ("It began at 7 p.m. on Friday.", "7 p.m.", "time of day"),
        ("It began at 0900 GMT.", "0900 GMT", "time of day"),
        ("Call +44 20 7946 0958 now.", "44 20 7946 0958", "telephone"),
        ("Call 555-0142 now.", "555-0142", "telephone"),
        ("The Su-24 crashed.", "24", "name"),
        ("An Il-22M crashed.", "22M", "name"),
        ("The F16 crashed.", "16", "name"),
        ("A Boeing 737 crashed.", "737", "number of a thing"),
        ("They invoked Article 5.", "5", "number of a thing"),
        ("They cited Resolution 1701.", "1701", "number of a thing"),
        ("Covid-19 spread.", "19", "name"),
        ("The G7 met.", "7", "name"),
        ("The Group of Seven met.", "Seven", "name"),
        ("The third attack failed.", "third", "ordinal"),
        ("Soldiers of the 47th Brigade left.", "47th", "ordinal"),
        ("It is the 21st century.", "21st", "ordinal"),
        ("They drove along Route 66.", "66", "number of a thing"),
        ("Search for Flight 370 ended.", "370", "number of a thing"),
        ("They won 3-2.", "3-2", "score"),
        ("It was a 5-4 ruling.", "5-4", "score"),
        ("They fight one another.", "one", "pronoun"),
        ("One should wait.", "One", "pronoun"),
        ("It was one of the largest attacks.", "one", "idiom"),
        ("It runs 24/7.", "24/7", "slash"),
        ("After 9/11 it changed.", "9/11", "slash"),
        ("He made a 911 call.", "911", "call"),
        ("The pool is on 349-6972.", "349-6972", "telephone"),
        ("The Under-21 side lost.", "21", "name"),
        ("They closed the 91 freeway.", "91", "number of a thing"),
        ("It began at 0230 local time.", "0230", "nought"),
        ("He owns an iPhone 15.", "15", "number of a thing"),
        ("She is the only one of them.", "one", "pronoun"),
        ("See page 7.", "7", "number of a thing"),
        ("See www.example.org/2023/13 for more.", "2023", "address"),
        ("He met him at 10 Downing Street.", "10 Downing Street", "address"),
        ("Message 783492272595750912 was deleted.", "783492272595750912", "too long"),
        ("They stood at ground zero.", "zero", "saying"),
    ],
)
def test_dropped(sentence: str, dropped: str, because: str) -> None:
    found, rejects = find_figures(segment(sentence))
    assert [figure.text for figure in found] == []
    reasons = {reject.span.of(sentence): reject.because for reject in rejects}
    assert because in reasons[dropped]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("In May 13 people were killed.", 13),
        ("At least 1998 people were killed.", 1998),
        ("They sent 2,012 men.", 2012),
        ("In London 13 people were killed.", 13),
        ("One man was killed.", 1),
        ("They did it in one day.", 1),
        ("Handed over 14 bodies were buried.", 14),
    ],
)
def test_kept(sentence: str, value: int) -> None:
    found, _ = find_figures(segment(sentence))
    assert [figure.low for figure in found] == [value]
