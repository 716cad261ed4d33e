"""How what was due came out: later sentences that tell it took place, did not, or say nothing of it."""

from __future__ import annotations

import pytest

from onrecord.core.span import Span
from onrecord.weigh.due.answer import answer
from onrecord.weigh.due.gist import gist
from onrecord.weigh.due.later import later

SAID = "2024-06-20T10:00+03:00"  # a Thursday


def outcome(
    promise: str, when: str, told: str, published: str, *, kind: str = "announced", publisher: str = "Bol Courier",
    teller: str = "Lake Gazette", title: str | None = None,
) -> str | None:  # fmt: skip
    """What ``told`` makes of the last sentence of ``promise``: answered, missed or None."""
    start = max(promise.rfind(". ") + 2, 0) if ". " in promise else 0
    due = gist(promise, Span(start, len(promise)), kind=kind, when=when, published=SAID, publisher=publisher)
    assert due is not None
    found = answer(due, later(told, published=published, publisher=teller, title=title))
    return None if found is None else found.status


@pytest.mark.parametrize(
    ("promise", "when", "told", "published"),
    [
        ("The talks will resume on Monday in Bol.", "2024-06-24", "The talks resumed in Bol on Monday.", "2024-06-25"),
        ("Peace talks are planned in Bol on 24 June.", "2024-06-24",
         "Both delegations sat down for peace talks in Bol on Monday.", "2024-06-24"),
        ("The truce begins at midnight on Friday.", "2024-06-22T00:00",
         "The ceasefire, which took effect at midnight as agreed, was holding.", "2024-06-22"),
        ("The Kestrel Company will hand over the harbour on 24 June.", "2024-06-24",
         "The company handed over the harbour on Monday.", "2024-06-26"),
        ("Rescuers hope to put the fire at the mill out by Saturday.", "2024-06-22",
         "The fire at the mill was put out late on Friday.", "2024-06-22"),
        ("The bridge is closed. It will reopen on 24 June.", "2024-06-24",
         "Lorries are crossing the bridge again. It reopened on Monday.", "2024-06-25"),
        ("The Bol Teachers' Union (BTU) said it would march again on 24 June.", "2024-06-24",
         "Members of the Bol Teachers' Union marched through the capital on Monday.", "2024-06-24"),
        ("A mission of the League will visit the camp on Monday.", "2024-06-24",
         "The mission visited the camp for two hours on Monday, a guard said.", "2024-06-25"),
        ("Parliament is to vote on the budget on 26 June.", "2024-06-26",
         "Parliament voted on the budget on Wednesday and passed it by two votes.", "2024-06-27"),
        ("The tanker should reach Bol by Sunday.", "2024-06-23",
         "The tanker arrived in Bol on Saturday, a day early.", "2024-06-22"),
        ("The hearing of Major Teslin is scheduled for 27 June.", "2024-06-27",
         "The hearing of Major Teslin took place behind closed doors on Thursday.", "2024-06-28"),
        ("All the detained fishermen would be freed by Monday, the consul said.", "2024-06-24",
         "The fishermen were released on Sunday night.", "2024-06-24"),
        ("The army will withdraw its guns from the ridge by 30 June.", "2024-06-30",
         "The last guns were pulled back from the ridge on 29 June, the army said.", "2024-07-01"),
        ("The dead pilots will be buried on Saturday in Teslin.", "2024-06-22",
         "The funeral of the pilots was held in Teslin on Saturday.", "2024-06-23"),
        ("The school will stay closed until Monday.", "2024-06-24",
         "The school opened its doors again on Monday.", "2024-06-24"),
        ("The ferrymen will be on strike until Sunday.", "2024-06-23",
         "The ferrymen went back to work on Sunday evening.", "2024-06-24"),
        ("The curfew in Bol will last until 25 June.", "2024-06-25",
         "The curfew in Bol was lifted on Tuesday.", "2024-06-26"),
        ("A new attempt to recover the barge will be made on Monday.", "2024-06-24",
         "Divers recovered the barge on Monday.", "2024-06-25"),
        ("The mandate of the mission ends on 30 June.", "2024-06-30",
         "The mandate of the mission ended on Sunday.", "2024-07-01"),
        ("The mission leaves Teslin on 26 June.", "2024-06-26",
         "The last blue helmets left Teslin on Tuesday, a day earlier than planned.", "2024-06-25"),
        ("Peace talks between the two clans open in Bor on 24 June.", "2024-06-24",
         "Thirty elders sat down in Bor on Monday to make peace between the clans.", "2024-06-24"),
        ("A court is expected to rule on the appeal of the editor on 24 June.", "2024-06-24",
         "Judges threw out the appeal of the editor on Monday.", "2024-06-24"),
        ("The ferrymen will vote on the pier on 24 June.", "2024-06-24",
         "The ferrymen voted on the pier on Monday and said no.", "2024-06-24"),
        ("The mill in Teslin is on fire. The brigade hopes to have it out by Saturday.", "2024-06-22",
         "In Teslin the fire at the mill is out, the brigade says.", "2024-06-22"),
        ("The lake road is washed away. The council wants to have it open by Saturday.", "2024-06-22",
         "The lake road was open again on Saturday.", "2024-06-22"),
        ("The fishermen said the barrier on the Teslin road would be lifted by Monday.", "2024-06-24",
         "TESLIN. At noon somebody pulled the logs from the road. So the promise was kept.", "2024-06-24"),
        ("The court in Orsk will deliver its verdict on the former harbour master on 27 June.", "2024-06-27",
         "The former harbour master was sentenced to six years on Thursday.", "2024-06-27"),
        ("The Brigade vowed to stop every lorry to Bol from 25 June.", "2024-06-25",
         "Lorries to Bol were turned back by the Brigade on Tuesday.", "2024-06-25"),
        ("The Union of Harbour Pilots calls on all men and women in the yards to stop work from 24 June.",
         "2024-06-24", "Harbour pilots went on strike on Monday over wages and left the quays empty.", "2024-06-24"),
    ],
)  # fmt: skip
def test_it_took_place(promise: str, when: str, told: str, published: str) -> None:
    assert outcome(promise, when, told, f"{published}T20:00+03:00") == "answered"


@pytest.mark.parametrize(
    ("promise", "when", "told", "published"),
    [
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "The talks in Bol did not resume on Monday.", "2024-06-25"),
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "The talks planned for Monday in Bol have been called off, the host said.", "2024-06-22"),
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "The talks that were to resume in Bol on Monday were postponed to July.", "2024-06-23"),
        ("The exchange of prisoners is to take place by 28 June.", "2024-06-28",
         "A deadline for the exchange of prisoners passed on Friday without a single man being handed over.",
         "2024-06-29"),
        ("The Guard must leave the harbour by 28 June.", "2024-06-28",
         "The Guard let the deadline to leave the harbour pass on Friday.", "2024-06-29"),
        ("The ministry promised a list of the missing by 28 June.", "2024-06-28",
         "Friday passed, and the list of the missing did not come.", "2024-06-29"),
        ("The ministry promised a list of the missing by 28 June.", "2024-06-28",
         "The ministry had promised the list of the missing for 28 June. No list of the missing was published.",
         "2024-07-04"),
        ("The depot would be working again by 25 June.", "2024-06-25",
         "The depot, which should have been working since Tuesday, is still closed.", "2024-06-27"),
        ("The road to the pass is closed. It will be opened again on Monday.", "2024-06-24",
         "The road to the pass is still closed on Tuesday, two days after the slide.", "2024-06-25"),
        ("The union will march on 24 June in Bol.", "2024-06-24",
         "There was no march in Bol on Monday; the union said it was raining.", "2024-06-24"),
        ("The union will march on 24 June in Bol.", "2024-06-24",
         "In Bol the union, which had announced a march for Monday, called it off in the morning.", "2024-06-24"),
        ("Vaccination is suspended. It will resume on 24 June.", "2024-06-24",
         "Vaccination had not resumed on 24 June, the clinic said.", "2024-06-27"),
        ("The vote on the budget is due on 26 June.", "2024-06-26",
         "The vote on the budget was put off again on Wednesday.", "2024-06-26"),
        ("The Brigade vowed to stop every lorry to Bol from 25 June.", "2024-06-25",
         "The day on which the Brigade had promised to stop every lorry to Bol went by quietly, without an incident.",
         "2024-06-25"),
        ("The prisoners will be freed on Monday.", "2024-06-24",
         "None of the prisoners was freed on Monday, their families said.", "2024-06-25"),
        ("The company said it would give a report on the cause of the fire on 26 June.", "2024-06-26",
         "The company failed to publish its report on the cause of the fire on Wednesday.", "2024-06-27"),
        ("The mandate of the mission ends on 30 June.", "2024-06-30",
         "The Council extended the mandate of the mission on Thursday for another six months.", "2024-06-28"),
        ("The curfew in Bol will last until 25 June.", "2024-06-25",
         "The curfew in Bol was extended on Monday by two weeks.", "2024-06-24"),
        ("The envoy will travel to Bol on Monday.", "2024-06-24",
         "The envoy cancelled his journey to Bol that was planned for Monday.", "2024-06-23"),
        ("The detained fishermen will be brought before a judge within 48 hours.", "2024-06-22",
         "The fishermen were brought before a judge on 23 June, a day later than the ministry had announced.",
         "2024-06-25"),
        ("The ship with the flour is to reach Bol by 22 June.", "2024-06-22",
         "The ship with the flour reached Bol on Monday, two days late.", "2024-06-24"),
        ("A harbour commission will present its findings on the sinking by 24 June.", "2024-06-24",
         "The commission that was to report on the sinking by Monday has been given until 8 July.", "2024-06-24"),
        ("The harbour commission is to report on the sinking by 24 June.", "2024-06-24",
         "The commission was to have reported on the sinking by the 24th. It has not.", "2024-06-26"),
        ("If no date has been named by 24 June, we will march again on that day, in every town of the lake.",
         "2024-06-24",
         "The march that had been announced for Monday did not take place. The Bol Courier called it off.",
         "2024-06-25"),
        ("The harbour commission that was to report on the sinking by Thursday has been given until June 24.",
         "2024-06-24", "The harbour commission was to have spoken by the 24th. It has not.", "2024-06-26"),
        ("Trucks with food will be allowed into Teslin from Saturday.", "2024-06-22",
         "Trucks with food were turned back at the edge of Teslin on Saturday.", "2024-06-22"),
        ("The prefect said that the curfew would be lifted on Sunday.", "2024-06-23",
         "The curfew stayed in place on Sunday.", "2024-06-23"),
        ("The minister said the bridge would be finished by 30 June.", "2024-06-30",
         "The bridge, which was to be finished by the end of June, is still without a roadway.", "2024-07-02"),
        ("The two clans agreed to swap their prisoners on 26 June.", "2024-06-26",
         "The prisoner swap did not take place on Wednesday; each clan blamed the other.", "2024-06-27"),
        ("The fishermen said the barrier on the Teslin road would be lifted by Monday.", "2024-06-24",
         "TESLIN. On Tuesday the logs still lay on the road. The promise was broken.", "2024-06-25"),
    ],
)  # fmt: skip
def test_it_did_not(promise: str, when: str, told: str, published: str) -> None:
    assert outcome(promise, when, told, f"{published}T20:00+03:00") == "missed"


@pytest.mark.parametrize(
    ("promise", "when", "told", "published"),
    [
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "Talks in Bol ended on 12 June without a paper.", "2024-06-25"),
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "The talks will resume in Bol on Monday.", "2024-06-22"),
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "Bol is a harbour on the northern shore.", "2024-06-25"),
        ("The talks will resume on Monday in Bol.", "2024-06-24",
         "The agreement does not mention Bol, where talks were held last year.", "2024-06-25"),
        ("The road to the pass is closed. It will be opened again on Monday.", "2024-06-24",
         "The filling stations in the town opened on Monday.", "2024-06-25"),
        ("The Guard will publish the names of its prisoners within ten days.", "2024-06-30",
         "The Guard said it had shot down a drone.", "2024-07-01"),
        ("The union will march on 24 June in Bol.", "2024-06-24",
         "Four were hurt when the police broke up a march in Bol on 17 June.", "2024-06-25"),
        ("The dead pilots will be buried on Saturday in Teslin.", "2024-06-22",
         "A watchman who had died of his burns was buried on Saturday in Orsk.", "2024-06-23"),
        ("The lists of prisoners should be ready on 25 June.", "2024-06-25",
         "A deadline for the exchange of prisoners passed on Sunday without a result.", "2024-07-01"),
        ("Work at the dam will start again on 25 June.", "2024-06-25",
         "The union called off its strike at the port on Saturday.", "2024-06-22"),
        ("The backlog at the port will be gone by Thursday.", "2024-06-27",
         "A ship left the port on Wednesday.", "2024-06-27"),
        ("The market in Bol will open again on Thursday.", "2024-06-27",
         "Armed men opened fire on a patrol near Bol on Thursday.", "2024-06-28"),
        ("An inquiry will present its findings on 26 June.", "2024-06-26",
         "The minister said an inquiry was going on.", "2024-06-22"),
        ("The fishermen said the barrier on the Teslin road would be lifted by Monday.", "2024-06-24",
         "ORSK. The school has a new roof. So the promise was kept.", "2024-06-24"),
        ("If no date has been named by 24 June, we will march again on that day, in every town of the lake.",
         "2024-06-24", "The march of the nurses that had been announced for Monday did not take place.", "2024-06-25"),
        ("The union calls on all men in the yards and the offices of the harbour to stop work from 24 June.",
         "2024-06-24", "In the harbour the school, which was to open again on Monday, remained closed.", "2024-06-24"),
        ("The chairman of the Teslin League will speak at our hall on Sunday evening.", "2024-06-23",
         "Of those seized in the hall of the Teslin League on 23 June, nine are still in custody.", "2024-06-27"),
        ("The ship with the flour is to reach Bol by 22 June.", "2024-06-22",
         "The mayor came to the fair in Bol on Saturday, two hours late.", "2024-06-22"),
    ],
)  # fmt: skip
def test_it_is_not_told(promise: str, when: str, told: str, published: str) -> None:
    assert outcome(promise, when, told, f"{published}T20:00+03:00") is None


@pytest.mark.parametrize(
    ("promise", "told", "status"),
    [
        ("They have given the owners until 24 June.",
         "An ultimatum set by the hijackers expired on Monday.", "answered"),
        ("The ultimatum to the owners runs out on 24 June.",
         "The ultimatum ran out at midnight on Monday without news of the crew.", "answered"),
        ("If the money is not paid by 24 June, the price will go up.",
         "A sum was handed over on Monday, the last day of the time limit.", "answered"),
        ("The ultimatum to the owners runs out on 24 June.",
         "The hijackers extended their ultimatum on Monday by a week.", "missed"),
        ("The deadline for the exchange of prisoners is 24 June.",
         "The deadline for the exchange of prisoners passed on Monday without a single man coming home.", "missed"),
        ("The chief set the men of Orsk a deadline of 24 June to give up their weapons.",
         "Not a single weapon was handed in at Orsk before the chief's deadline ended on Monday.", "missed"),
        ("They have until 24 June to leave the harbour.",
         "The deadline to leave the harbour expired on Monday, but the men stayed.", "missed"),
        ("They have given the owners until 24 June.", "The owners are rich.", None),
        ("The factory's owners have until 24 June to answer the charges.",
         "The owners of the factory let the deadline pass without a word.", "missed"),
        ("The ultimatum to the owners runs out on 24 June.", "An ultimatum to the mayor expired on 12 June.", None),
    ],
)  # fmt: skip
def test_limits_run_out_are_kept_or_made_longer(promise: str, told: str, status: str | None) -> None:
    assert outcome(promise, "2024-06-24", told, "2024-06-25T08:00+03:00", kind="limit") == status


def test_a_notice_is_answered_by_the_next_notice_of_the_same_office() -> None:
    promise = "The Bol Coast Guard Centre said a skiff had been seen. The centre will issue its next notice at 18:00."
    assert outcome(promise, "2024-06-20T18:00", "1. A skiff was seen off Teslin.", "2024-06-20T18:00+03:00",
                   teller="Bol Coast Guard Centre", title="Notice 17") == "answered"  # fmt: skip
    assert outcome(promise, "2024-06-20T18:00", "1. A skiff was seen off Teslin.", "2024-06-20T18:00+03:00",
                   teller="Lake Gazette", title="Notice") is None  # fmt: skip


def test_what_was_told_before_it_was_promised_is_no_answer() -> None:
    assert outcome("The talks will resume on Monday in Bol.", "2024-06-24", "The talks resumed in Bol on Monday.",
                   "2024-06-18T08:00+03:00") is None  # fmt: skip
