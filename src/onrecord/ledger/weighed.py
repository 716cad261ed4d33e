"""The tables of what is worked out from reports to weigh them: how they are found again, compared, and what is due.

All of it follows from readings and can be worked out anew.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, Table

from onrecord.ledger.columns import Number, metadata, of_document, own_number
from onrecord.ledger.kept_text import KeptText as Text

sketches = Table(
    "sketches",  # a report in a few numbers, of which copies share many: to find candidates
    metadata,
    Column("hash", Number, primary_key=True, autoincrement=False),
    Column("document", Number, ForeignKey("documents.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)


likenesses = Table(
    "likenesses",  # every pair of reports that was compared, copy or not, with what was found
    metadata,
    Column("document", Number, ForeignKey("documents.id"), primary_key=True),
    Column("other", Number, ForeignKey("documents.id"), primary_key=True, index=True),  # the one known before
    Column("kind", Text),  # identical cut edited rewritten, or null: no copy
    Column("of_document", Float, nullable=False),  # share of its own words that stand in the other, 0 to 1
    Column("of_other", Float, nullable=False),
    Column("literal", Float, nullable=False),  # of the words they share, how many in sentences that are the same
)


name_keys = Table(
    "name_keys",  # the few words under which a naming is found by later reports: "p:krmv", "a:MSC"
    metadata,
    Column("key", Text, primary_key=True),
    Column("naming", Number, ForeignKey("namings.id"), primary_key=True, index=True),
    of_document(),
)


doubles = Table(
    "doubles",  # a naming and a known actor that may be one: for a person to decide
    metadata,
    Column("naming", Number, ForeignKey("namings.id"), primary_key=True),
    Column("actor", Number, ForeignKey("actors.id"), primary_key=True, index=True),
    of_document(),
    Column("score", Float, nullable=False),  # 0 to 1
    Column("because", Text, nullable=False),
)


stories = Table(
    "stories",  # what a report is about: its telling words, to find reports that tell of the same
    metadata,
    Column("document", Number, ForeignKey("documents.id"), primary_key=True, autoincrement=False),
    Column("bag", Text, nullable=False),  # JSON: stem → weight
)


story_keys = Table(
    "story_keys",  # the few words under which a report is found again
    metadata,
    Column("key", Text, primary_key=True),
    Column("document", Number, ForeignKey("documents.id"), primary_key=True, index=True),
)


tellings = Table(
    "tellings",  # what is kept of a happening, to compare it with those of later reports
    metadata,
    Column("happening", Number, ForeignKey("happenings.id"), primary_key=True, autoincrement=False),
    of_document(),
    Column("kind", Text, nullable=False),  # of incident: violence, taking, deal …
    Column("traits", LargeBinary, nullable=False),
)


dues = Table(
    "dues",  # what a report says is still to come, with its day or hour
    metadata,
    own_number(),
    of_document(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("edtf", Text, nullable=False),
    Column("ends", Text, nullable=False, index=True),  # the first moment (UTC) at which it is no longer open
    Column("kind", Text, nullable=False),  # limit duty promised expected announced timetable
    Column("what", Text, nullable=False),  # the words of the report
    Column("because", Text, nullable=False),
)


outcomes = Table(
    "outcomes",  # where a later report tells how something due came out
    metadata,
    Column("due", Number, ForeignKey("dues.id"), primary_key=True),
    Column("document", Number, ForeignKey("documents.id"), primary_key=True, index=True),
    Column("status", Text, nullable=False),  # answered missed
    Column("sure", Integer, nullable=False),  # of reports that differ, the surest counts
    Column("start", Integer, nullable=False),  # the sentence that tells
    Column("end", Integer, nullable=False),
    Column("because", Text, nullable=False),
)
