"""What is due: sentences that name a day ahead and announce, demand or promise, and sentences that do not."""

from __future__ import annotations

import pytest

from onrecord.core import Document, Reading
from onrecord.core.mentions import Time
from onrecord.core.span import Span
from onrecord.weigh.due.alike import alike
from onrecord.weigh.due.find import ends_at, found
from onrecord.weigh.due.later import later
from onrecord.weigh.due.sentences import sentences


def reading(text: str, words: str, edtf: str) -> Reading:
    start = text.index(words)
    span = Span(start, start + len(words))
    time = Time("tim1", span, words, "date", edtf, edtf, edtf, None, None, "published")
    return Reading(Document.of(text, published="2024-06-20T10:00Z"), times=(time,))


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Guard must hand over the port by 1 July.", "Talks will resume on 1 July in Bol.",
        "The deadline for the payment is 1 July.", "The mandate ends on 1 July.", "The truce expires on 1 July.",
        "The ferry is expected to sail again on 1 July.", "He promised a report by 1 July.",
        "The bridge is to reopen on 1 July.", "The hearing is scheduled for 1 July.",
        "The company plans to leave by 1 July.",
        "They have until 1 July to leave the harbour.", "She said the ship would arrive on 1 July.",
        "If the money is not paid by 1 July, the price goes up.", "The vote is due on 1 July.",
        "The new pumps should arrive by 1 July.", "The army gave them until 1 July.",
        "We'll publish the list on 1 July.",
        "The ultimatum runs out on 1 July.", "The ceasefire begins on 1 July.", "A march is planned for 1 July.",
        "The council vowed to decide by 1 July.", "The embassy hopes to open on 1 July.",
    ],
)  # fmt: skip
def test_a_day_ahead_that_is_announced_is_due(text: str) -> None:
    (item,) = found(reading(text, "1 July", "2024-07-01"))
    assert item.when == "2024-07-01"
    assert item.ends == "2024-07-02T00:00:00Z"
    assert item.span.of(text) == text
    assert "1 July" in item.because


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Talks will resume on 1 June in Bol.", "2024-06-01"), ("He died on 1 June.", "2024-06-01"),
        ("The deadline was 1 June.", "2024-06-01"), ("They had promised it for 1 June.", "2024-06-01"),
        ("The port was to open on 1 June.", "2024-06-01"), ("The truce ended on 1 June.", "2024-06-01"),
        ("Will talks resume on 1 July?", "2024-07-01"), ("The port will not open again before 1 July.", "2024-07-01"),
        ("A bank holiday, 1 July, honours the sailors.", "2024-07-01"),
        ("Tickets for 1 July were sold out.", "2024-07-01"),
        ("If it rains on 1 July, the fair will move inside.", "2024-07-01"),
        ("The ship was built for 1 July.", "2024-07-01"),
        ("Whether they will come on 1 July is open.", "2024-07-01"), ("It would have ended on 1 July.", "2024-07-01"),
        ("Nobody has promised anything to the merchants for 1 July.", "2024-07-01"),
        ("People marched on 1 July to demand protection.", "2024-07-01"),
        ("A rally announced for 1 July is not authorised.", "2024-07-01"),
        ("A poster shows 1 July in red.", "2024-07-01"), ("The calendar on the wall said 1 July.", "2024-07-01"),
        ("He read the date, 1 July, aloud.", "2024-07-01"), ("The letter is dated 1 July.", "2024-07-01"),
    ],
)  # fmt: skip
def test_what_lies_behind_or_is_only_thought_is_not_due(text: str, edtf: str) -> None:
    assert found(reading(text, "1 Ju", edtf)) == ()


def test_what_is_done_of_an_evening_is_on_no_timetable() -> None:
    text = "In the evening the boats go out with their lamps."
    assert found(reading(text, "evening", "2024-06-20")) == ()
    assert found(reading("The council meets this evening in Bol.", "this evening", "2024-06-20")) == ()
    (item,) = found(reading("The talks will resume in the evening.", "evening", "2024-06-20"))
    assert item.kind == "announced"


def test_a_weekday_that_something_is_due_on_is_the_next_one() -> None:
    text = "A ship with flour is due to dock in Bol on Monday."
    (item,) = found(reading(text, "Monday", "2024-06-17"))  # read as the Monday before
    assert (item.when, item.ends) == ("2024-06-24", "2024-06-25T00:00:00Z")
    assert found(reading("A ship that was due in Bol sank on Monday.", "Monday", "2024-06-17")) == ()
    assert found(reading("The ship is due in Bol, its owner said on Monday.", "Monday", "2024-06-17")) == ()


def test_what_a_body_is_to_do_on_a_weekday_lies_ahead() -> None:
    (item,) = found(reading("The harbour council is to meet on Monday.", "Monday", "2024-06-17"))
    assert item.when == "2024-06-24"
    for text in (
        "The council is to comment on Monday's clashes.", "The man who is to stand trial was arrested on Monday.",
        "The council would meet again, it said on Monday.", "The mayor, who is to resign, spoke on Monday.",
    ):  # fmt: skip
        assert found(reading(text, "Monday", "2024-06-17")) == (), text


@pytest.mark.parametrize(
    "text",
    [
        "If no ship has come by 1 July, we will close the harbour.",
        "The union calls on all men and women in the yards and on the ferries to stop work from 1 July.",
        "The union urged its members to gather at the ministry on 1 July.",
        "Laimer hopes to have it open by 1 July.",
    ],
)
def test_calls_and_threats_set_a_day(text: str) -> None:
    (item,) = found(reading(text, "1 July", "2024-07-01"))
    assert item.when == "2024-07-01"


def test_so_many_days_to_do_it_are_counted_from_publication() -> None:
    text = "The rebels gave the garrison two days to lay down its weapons."
    (item,) = found(Reading(Document.of(text, published="2024-06-20T10:00Z")))
    assert (item.when, item.kind) == ("2024-06-22", "limit")
    assert found(Reading(Document.of("It took them two days to leave.", published="2024-06-20T10:00Z"))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The union has called a strike for Monday.",
        "Lorry drivers threatened to block the pass from Monday.",
        "The prisoners have promised to eat again on Monday.",
        "They have been told to leave the square by Monday.",
        "The kidnappers demanded that the ransom be paid by Monday.",
    ],
)
def test_a_strike_is_called_for_the_next_monday(text: str) -> None:
    (item,) = found(reading(text, "Monday", "2024-06-17"))
    assert item.when == "2024-06-24"
    left = "The union called on its members to wait, but most had left by Monday."
    assert found(reading("He promised help to those who fled on Monday.", "Monday", "2024-06-17")) == ()
    assert found(reading(left, "Monday", "2024-06-17")) == ()
    assert found(reading("They have urged us this evening not to call.", "this evening", "2024-06-20")) == ()


def test_what_came_before_a_deadline_sets_none() -> None:
    text = "The ministry freed nine men on Thursday, six hours before a deadline set by the court."
    assert found(reading(text, "Thursday", "2024-06-20")) == ()


def test_the_day_of_a_dateline_or_of_an_event_is_not_the_day_on_which_it_is_due() -> None:
    text = "BOL, June 20 (LG) - The crossing will be shut from 23 June because of Saturday's clashes."
    times = [Time(f"tim{number}", Span(text.index(words), text.index(words) + len(words)), words, "date", day, day, day,
                  None, None, "published")
             for number, (words, day) in enumerate(
                 [("June 20", "2024-06-20"), ("23 June", "2024-06-23"), ("Saturday", "2024-06-22")])]  # fmt: skip
    (item,) = found(Reading(Document.of(text, published="2024-06-20T10:00Z"), times=tuple(times)))
    assert item.when == "2024-06-23"


def test_days_are_counted_from_publication() -> None:
    text = "We will publish the names within ten days."
    (item,) = found(Reading(Document.of(text, published="2024-06-20T10:00Z")))
    assert item.when == "2024-06-30"


def test_nothing_is_due_where_the_day_of_publication_is_not_known() -> None:
    assert found(Reading(Document.of("We will publish the names within ten days."))) == ()


def test_a_day_ends_at_its_own_midnight() -> None:
    assert str(ends_at("2025-03-10", zone="+06:00")) == "2025-03-10 18:00:00+00:00"


def test_copies_say_the_same_and_other_promises_do_not() -> None:
    assert alike(
        "The exchange of prisoners is to take place by 1 April.", "Prisoners will be exchanged by the first of April."
    )
    assert not alike("The exchange of prisoners is to take place by 1 April.", "The depot would be working by 1 April.")


@pytest.mark.parametrize("piece", ["deadline was to march by ", "will, said, to until ", "a, ", "was to ", "“"])
def test_what_has_no_end_is_cut_into_pieces_that_cover_it(piece: str) -> None:
    text = piece * 2_000
    spans = list(sentences(text))
    assert "".join(span.of(text) for span in spans) == text
    assert max(span.end - span.start for span in spans) <= 2_000
    assert len(later(text, published="2024-06-24").sentences) == len(spans) + 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("TARFAYA, Feb. 14 (Atlas Wire) - Two men came. They left.", 2),
        ("It was on Sept. 9. It rained in Dec. The road was closed.", 3),
        ("Gen. Voss spoke at 4 p.m. Friday. Nobody listened.", 2),
    ],
)
def test_a_month_cut_short_ends_no_sentence(text: str, parts: int) -> None:
    assert len(list(sentences(text))) == parts
