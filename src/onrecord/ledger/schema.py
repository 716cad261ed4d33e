"""The tables of a ledger, the same on SQLite and PostgreSQL.

What a report says is kept as it was said: ``claims``, ``figures``, ``happenings`` (one event as one document tells it),
``namings`` (one actor as one document names it), ``placings``, ``ties`` and ``flags`` hold one row for each entry of a
reading, with its local id ("att3") and its code points. What is thought to be the same in the world stands apart:
``events``, ``actors`` and ``groups`` (of figures) are numbers that rows point to, and may be joined and parted again.
``judgements`` are only ever appended. Moments are UTC, ``2026-03-02T18:10:00Z``; spans and lists are JSON in text.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, Table

from onrecord.ledger.columns import Number, metadata, of_document, own_number
from onrecord.ledger.kept_text import KeptText as Text
from onrecord.ledger.weighed import doubles, name_keys, tellings

about = Table(
    "about",  # the ledger itself: its own id, the program that made it
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

blobs = Table(
    "blobs",  # original bytes, where the ledger is a database server; beside a ledger file they are files
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

texts = Table(
    "texts",  # canonical texts, each once, however many reports carry it
    metadata,
    Column("id", Text, primary_key=True),  # sha256:… of the text in UTF-8
    Column("text", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    own_number(),
    Column("identity", Text, nullable=False, index=True),  # what makes two arrivals the same report
    Column("version", Text, nullable=False),  # SHA-256 of text and facts: another version of it, or the same
    Column("text_id", Text, ForeignKey("texts.id"), nullable=False, index=True),
    Column("external_id", Text, index=True),
    Column("url", Text),
    Column("publisher", Text, index=True),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Text),  # EDTF, as it was said
    Column("published_from", Text, index=True),  # its earliest moment
    Column("known_from", Text, nullable=False, index=True),  # its latest moment, else when it was added: for "as of"
    Column("language", Text),
    Column("status", Text, nullable=False),  # read, unread (a language without a pack), withdrawn (a notice, no text)
    Column("kind", Text, nullable=False),  # html, pdf, mail …
    Column("blob", Text, nullable=False),  # SHA-256 of its original bytes
    Column("bytes", Number, nullable=False),
    Column("locator", Text, nullable=False),  # where it lay: "crawl.warc.gz#48213"
    Column("added", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("extra", Text, nullable=False),  # JSON
    Column("supersedes", Number, ForeignKey("documents.id")),
    Column("superseded_by", Number, ForeignKey("documents.id")),  # an index would mislead SQLite: nearly all are null
    Column("corrects", Number, ForeignKey("documents.id")),
    Column("retracts", Number, ForeignKey("documents.id")),
    Column("retracted_by", Number, ForeignKey("documents.id")),
    Column("carries", Text),  # the agency credited
    Column("copy_base", Number, ForeignKey("documents.id")),  # as the program found it
    Column("copy_base_kind", Text),
    Column("copy_of", Number, ForeignKey("documents.id"), index=True),  # as a person has ruled since
    Column("copy_kind", Text),
    Column("changed", Text, nullable=False, server_default="[]"),  # JSON
)

arrivals = Table(
    "arrivals",  # everything that came in: what it became, so that it changes nothing when it comes again
    metadata,
    Column("key", Text, primary_key=True),  # SHA-256 of bytes, facts and options
    Column("locator", Text, nullable=False),
    Column("document", Number, ForeignKey("documents.id"), index=True),  # null where it was refused
    Column("added", Text, nullable=False),
)

wholes = Table(
    "wholes",  # files that were given out to their end; they are not opened again
    metadata,
    Column("key", Text, primary_key=True),  # SHA-256 of the file and of the options it was read with
    Column("locator", Text, nullable=False),
    Column("added", Text, nullable=False),
)

refusals = Table(
    "refusals",  # quarantine: inputs that could not be read, each with its reason
    metadata,
    own_number(),
    Column("key", Text, nullable=False, unique=True),  # of the bytes where there were any, else of the locator
    Column("locator", Text, nullable=False),
    Column("kind", Text, nullable=False),  # the class of the error: TooLarge, Damaged …
    Column("because", Text, nullable=False),
    Column("blob", Text),
    Column("added", Text, nullable=False),
)

readings = Table(
    "readings",  # every reading that was ever made; the rows below are those of the current one
    metadata,
    own_number(),
    of_document(),
    Column("reader", Text, nullable=False),  # "0.1.0 sha256:…": the program and its weights
    Column("current", Boolean, nullable=False),
    Column("made", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),  # the contract's JSON without the text, zlib
)

events = Table("events", metadata, own_number())  # real-world events: what happenings point to

actors = Table(
    "actors",  # real-world actors: what namings point to
    metadata,
    own_number(),
    Column("name", Text, nullable=False),
    Column("alike", Text, nullable=False, index=True),  # the name as it is compared
    Column("kind", Text, nullable=False),
)

groups = Table(
    "groups",  # of figure statements: one event, one measure, one counted population, one family of units
    metadata,
    own_number(),
    Column("alike", Text, nullable=False, index=True),  # event, measure, counted, unit as they are compared
)

namings = Table(
    "namings",
    metadata,
    own_number(),
    of_document(),
    Column("local", Text, nullable=False),  # act1
    Column("base", Number, ForeignKey("actors.id"), nullable=False, index=True),  # as the program joined it
    Column("actor", Number, ForeignKey("actors.id"), nullable=False, index=True),  # as a person has ruled since
    Column("because", Text, nullable=False),  # why it was joined there
    Column("name", Text, nullable=False),
    Column("names", Text, nullable=False),  # JSON: every proper name in the report, none where it is only described
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("wikidata", Text),
    Column("roles", Text, nullable=False),  # JSON
    Column("mentions", Text, nullable=False),  # JSON
    Column("start", Integer),
    Column("end", Integer),
)

placings = Table(
    "placings",
    metadata,
    own_number(),
    of_document(),
    Column("local", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("alike", Text, nullable=False, index=True),
    Column("geonames", Number),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", Text, index=True),
    Column("feature", Text, nullable=False),
    Column("radius_km", Float),
    Column("literal", Boolean, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    own_number(),
    of_document(),
    Column("local", Text, nullable=False),  # att3
    Column("parent", Text),
    Column("start", Integer, nullable=False),  # of the content, first to last character
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),  # the content's words
    Column("source", Text, nullable=False),  # JSON: spans
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("speaker", Number, ForeignKey("namings.id"), index=True),
    Column("speaker_name", Text),
    Column("speaker_kind", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("chain", Text, nullable=False),  # JSON
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("hedges", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)

happenings = Table(
    "happenings",
    metadata,
    own_number(),
    of_document(),
    Column("local", Text, nullable=False),  # eve2
    Column("base", Number, ForeignKey("events.id"), nullable=False, index=True),
    Column("event", Number, ForeignKey("events.id"), nullable=False, index=True),
    Column("because", Text, nullable=False),
    Column("start", Integer, nullable=False),  # of the trigger
    Column("end", Integer, nullable=False),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("effect", Text),
    Column("realis", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON
    Column("claim", Number, ForeignKey("claims.id"), index=True),
    Column("place", Number, ForeignKey("placings.id"), index=True),
    Column("time_text", Text),
    Column("edtf", Text),
    Column("earliest", Text, index=True),  # local time as the text has it: 2024-03-08T18:00
    Column("latest", Text),
)

sides = Table(
    "sides",  # who stands on which side of a happening
    metadata,
    Column("happening", Number, ForeignKey("happenings.id"), primary_key=True),
    Column("naming", Number, ForeignKey("namings.id"), primary_key=True, index=True),
    Column("side", Text, primary_key=True),  # actor, recipient
)

figures = Table(
    "figures",
    metadata,
    own_number(),
    of_document(),
    Column("local", Text, nullable=False),  # fig3
    Column("base", Number, ForeignKey("groups.id"), nullable=False),
    Column("group", Number, ForeignKey("groups.id"), nullable=False, index=True),
    Column("happening", Number, ForeignKey("happenings.id"), index=True),
    Column("claim", Number, ForeignKey("claims.id"), index=True),
    Column("place", Number, ForeignKey("placings.id")),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("comparator", Text, nullable=False),
    Column("approximate", Boolean, nullable=False),
    Column("change", Text),
    Column("low", Float),
    Column("best", Float),
    Column("high", Float),
    Column("unit", Text, nullable=False),
    Column("dimension", Text, nullable=False),
    Column("counted", Text),
    Column("counted_start", Integer),
    Column("counted_end", Integer),
    Column("measure", Text, index=True),
    Column("meant", Text, index=True),  # killed: what the words around measure, where the figure does not say it
    Column("whom", Text),  # whom "others" or a bare number counts, by what was said before
    Column("scope", Text),  # "since the new year": a total over more than one incident
    Column("denied", Boolean, nullable=False),
    Column("edtf", Text),
)

ties = Table(
    "ties",  # relations
    metadata,
    own_number(),
    of_document(),
    Column("local", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("relation", Text, nullable=False),
    Column("subject", Number, ForeignKey("namings.id"), index=True),
    Column("object", Number, ForeignKey("namings.id"), index=True),
    Column("object_place", Number, ForeignKey("placings.id")),
    Column("former", Boolean, nullable=False),
    Column("claim", Number, ForeignKey("claims.id")),
)

flags = Table(
    "flags",
    metadata,
    own_number(),
    of_document(),
    Column("kind", Text, nullable=False, index=True),
    Column("on", Text, nullable=False),  # fig8, eve2, document
    Column("severity", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON
    Column("start", Integer, nullable=False),
)

judgements = Table(
    "judgements",  # what people ruled; never changed, each row carries the hash of the one before
    metadata,
    own_number(),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("act", Text, nullable=False),  # accept correct reject merge split apart copy not_copy comment undo
    Column("on", Text, nullable=False, index=True),  # C9, D41/fig3, E12, A3, F9, D41, J7
    Column("evidence", Text, nullable=False),  # JSON: what it is bound to: text_id, item, spans, quote
    Column("change", Text, nullable=False),  # JSON: fields with their values before and after
    Column("reason", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
)

rulings = Table(
    "rulings",  # what the judgements come to for each item, worked out from them and never written by hand
    metadata,
    Column("item", Text, primary_key=True),  # C9, D41/fig3, E12 …
    Column("judgement", Number, ForeignKey("judgements.id"), nullable=False),  # the last that decided
    Column("verdict", Text),  # accepted corrected rejected, or null where there are only comments
    Column("change", Text, nullable=False),  # JSON: field → value
    Column("comments", Integer, nullable=False),
)

joined = Table(
    "joined",  # what a person's merge or split made another's: E15 → E12, D41/eve2 → E19
    metadata,
    Column("item", Text, primary_key=True),
    Column("into", Text, nullable=False),
    Column("judgement", Number, ForeignKey("judgements.id"), nullable=False),
)

apart = Table(
    "apart",  # two actors or two events that a person said are not one: A3, A9
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True, index=True),
    Column("judgement", Number, ForeignKey("judgements.id"), nullable=False),
)

bindings = Table(
    "bindings",  # where the evidence of each judgement stands in the current reading
    metadata,
    Column("judgement", Number, ForeignKey("judgements.id"), primary_key=True),
    Column("part", Integer, primary_key=True),  # 0 is what was ruled on, 1 and on its members
    Column("document", Number, ForeignKey("documents.id"), index=True),
    Column("item", Text, index=True),  # null where it is not found again
)

unbound = Table(
    "unbound",  # judgements whose evidence is not found again in the current reading
    metadata,
    Column("judgement", Number, ForeignKey("judgements.id"), primary_key=True),
    Column("because", Text, nullable=False),
)

searches = Table(
    "searches",  # filters that people named, and up to which report each has looked; of the people, not of the record
    metadata,
    own_number(),
    Column("reviewer", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("path", Text, nullable=False),  # the list: /events
    Column("query", Text, nullable=False),  # where=Odesa&certainty=possible
    Column("made", Text, nullable=False),
    Column("opened", Text),  # when it was last looked at
    Column("seen", Number, nullable=False),  # the last report there was then; what later ones say is new
)

Index("ix_documents_version", documents.c.identity, documents.c.version)
_COPIED = documents.c.copy_base.is_not(None)  # nearly all are null: an index of them all would mislead SQLite
Index("ix_documents_copy_base", documents.c.copy_base, sqlite_where=_COPIED, postgresql_where=_COPIED)
Index("ix_happenings_document_local", happenings.c.document, happenings.c.local)
Index("ix_figures_document_local", figures.c.document, figures.c.local)
Index("ix_claims_document_local", claims.c.document, claims.c.local)
Index("ix_placings_text", placings.c.text)
Index("ix_placings_spot", placings.c.lat, placings.c.lon)

READ_ROWS = (sides, flags, ties, figures, tellings, happenings, claims, placings, doubles, name_keys, namings)
"""The tables of a reading, in an order in which they can be emptied."""
