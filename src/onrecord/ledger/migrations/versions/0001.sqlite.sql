CREATE TABLE about (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_about PRIMARY KEY ("key")
)

CREATE TABLE actors (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	alike TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	CONSTRAINT pk_actors PRIMARY KEY (id)
)

CREATE INDEX ix_actors_alike ON actors (alike)

CREATE TABLE blobs (
	sha256 TEXT NOT NULL, 
	data BLOB NOT NULL, 
	CONSTRAINT pk_blobs PRIMARY KEY (sha256)
)

CREATE TABLE events (
	id INTEGER NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id)
)

CREATE TABLE groups (
	id INTEGER NOT NULL, 
	alike TEXT NOT NULL, 
	CONSTRAINT pk_groups PRIMARY KEY (id)
)

CREATE INDEX ix_groups_alike ON groups (alike)

CREATE TABLE judgements (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	author TEXT NOT NULL, 
	act TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	change TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_judgements PRIMARY KEY (id), 
	UNIQUE (hash)
)

CREATE INDEX ix_judgements_on ON judgements ("on")

CREATE TABLE refusals (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	locator TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	because TEXT NOT NULL, 
	blob TEXT, 
	added TEXT NOT NULL, 
	CONSTRAINT pk_refusals PRIMARY KEY (id), 
	UNIQUE ("key")
)

CREATE TABLE searches (
	id INTEGER NOT NULL, 
	reviewer TEXT NOT NULL, 
	name TEXT NOT NULL, 
	path TEXT NOT NULL, 
	"query" TEXT NOT NULL, 
	made TEXT NOT NULL, 
	opened TEXT, 
	seen INTEGER NOT NULL, 
	CONSTRAINT pk_searches PRIMARY KEY (id)
)

CREATE INDEX ix_searches_reviewer ON searches (reviewer)

CREATE TABLE texts (
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_texts PRIMARY KEY (id)
)

CREATE TABLE wholes (
	"key" TEXT NOT NULL, 
	locator TEXT NOT NULL, 
	added TEXT NOT NULL, 
	CONSTRAINT pk_wholes PRIMARY KEY ("key")
)

CREATE TABLE apart (
	a TEXT NOT NULL, 
	b TEXT NOT NULL, 
	judgement INTEGER NOT NULL, 
	CONSTRAINT pk_apart PRIMARY KEY (a, b), 
	CONSTRAINT fk_apart_judgement FOREIGN KEY(judgement) REFERENCES judgements (id)
)

CREATE INDEX ix_apart_b ON apart (b)

CREATE TABLE documents (
	id INTEGER NOT NULL, 
	identity TEXT NOT NULL, 
	version TEXT NOT NULL, 
	text_id TEXT NOT NULL, 
	external_id TEXT, 
	url TEXT, 
	publisher TEXT, 
	title TEXT, 
	byline TEXT, 
	published TEXT, 
	published_from TEXT, 
	known_from TEXT NOT NULL, 
	language TEXT, 
	status TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	blob TEXT NOT NULL, 
	bytes INTEGER NOT NULL, 
	locator TEXT NOT NULL, 
	added TEXT NOT NULL, 
	words INTEGER NOT NULL, 
	extra TEXT NOT NULL, 
	supersedes INTEGER, 
	superseded_by INTEGER, 
	corrects INTEGER, 
	retracts INTEGER, 
	retracted_by INTEGER, 
	carries TEXT, 
	copy_base INTEGER, 
	copy_base_kind TEXT, 
	copy_of INTEGER, 
	copy_kind TEXT, 
	changed TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT fk_documents_text_id FOREIGN KEY(text_id) REFERENCES texts (id), 
	CONSTRAINT fk_documents_supersedes FOREIGN KEY(supersedes) REFERENCES documents (id), 
	CONSTRAINT fk_documents_superseded_by FOREIGN KEY(superseded_by) REFERENCES documents (id), 
	CONSTRAINT fk_documents_corrects FOREIGN KEY(corrects) REFERENCES documents (id), 
	CONSTRAINT fk_documents_retracts FOREIGN KEY(retracts) REFERENCES documents (id), 
	CONSTRAINT fk_documents_retracted_by FOREIGN KEY(retracted_by) REFERENCES documents (id), 
	CONSTRAINT fk_documents_copy_base FOREIGN KEY(copy_base) REFERENCES documents (id), 
	CONSTRAINT fk_documents_copy_of FOREIGN KEY(copy_of) REFERENCES documents (id)
)

CREATE INDEX ix_documents_copy_base ON documents (copy_base) WHERE copy_base IS NOT NULL

CREATE INDEX ix_documents_copy_of ON documents (copy_of)

CREATE INDEX ix_documents_external_id ON documents (external_id)

CREATE INDEX ix_documents_identity ON documents (identity)

CREATE INDEX ix_documents_known_from ON documents (known_from)

CREATE INDEX ix_documents_published_from ON documents (published_from)

CREATE INDEX ix_documents_publisher ON documents (publisher)

CREATE INDEX ix_documents_text_id ON documents (text_id)

CREATE INDEX ix_documents_version ON documents (identity, version)

CREATE TABLE joined (
	item TEXT NOT NULL, 
	"into" TEXT NOT NULL, 
	judgement INTEGER NOT NULL, 
	CONSTRAINT pk_joined PRIMARY KEY (item), 
	CONSTRAINT fk_joined_judgement FOREIGN KEY(judgement) REFERENCES judgements (id)
)

CREATE TABLE rulings (
	item TEXT NOT NULL, 
	judgement INTEGER NOT NULL, 
	verdict TEXT, 
	change TEXT NOT NULL, 
	comments INTEGER NOT NULL, 
	CONSTRAINT pk_rulings PRIMARY KEY (item), 
	CONSTRAINT fk_rulings_judgement FOREIGN KEY(judgement) REFERENCES judgements (id)
)

CREATE TABLE unbound (
	judgement INTEGER NOT NULL, 
	because TEXT NOT NULL, 
	CONSTRAINT pk_unbound PRIMARY KEY (judgement), 
	CONSTRAINT fk_unbound_judgement FOREIGN KEY(judgement) REFERENCES judgements (id)
)

CREATE TABLE arrivals (
	"key" TEXT NOT NULL, 
	locator TEXT NOT NULL, 
	document INTEGER, 
	added TEXT NOT NULL, 
	CONSTRAINT pk_arrivals PRIMARY KEY ("key"), 
	CONSTRAINT fk_arrivals_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_arrivals_document ON arrivals (document)

CREATE TABLE bindings (
	judgement INTEGER NOT NULL, 
	part INTEGER NOT NULL, 
	document INTEGER, 
	item TEXT, 
	CONSTRAINT pk_bindings PRIMARY KEY (judgement, part), 
	CONSTRAINT fk_bindings_judgement FOREIGN KEY(judgement) REFERENCES judgements (id), 
	CONSTRAINT fk_bindings_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_bindings_document ON bindings (document)

CREATE INDEX ix_bindings_item ON bindings (item)

CREATE TABLE dues (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	edtf TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	what TEXT NOT NULL, 
	because TEXT NOT NULL, 
	CONSTRAINT pk_dues PRIMARY KEY (id), 
	CONSTRAINT fk_dues_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_dues_document ON dues (document)

CREATE INDEX ix_dues_ends ON dues (ends)

CREATE TABLE flags (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	because TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	CONSTRAINT pk_flags PRIMARY KEY (id), 
	CONSTRAINT fk_flags_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_flags_document ON flags (document)

CREATE INDEX ix_flags_kind ON flags (kind)

CREATE TABLE likenesses (
	document INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	kind TEXT, 
	of_document FLOAT NOT NULL, 
	of_other FLOAT NOT NULL, 
	literal FLOAT NOT NULL, 
	CONSTRAINT pk_likenesses PRIMARY KEY (document, other), 
	CONSTRAINT fk_likenesses_document FOREIGN KEY(document) REFERENCES documents (id), 
	CONSTRAINT fk_likenesses_other FOREIGN KEY(other) REFERENCES documents (id)
)

CREATE INDEX ix_likenesses_other ON likenesses (other)

CREATE TABLE namings (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	base INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	because TEXT NOT NULL, 
	name TEXT NOT NULL, 
	names TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	country TEXT, 
	wikidata TEXT, 
	roles TEXT NOT NULL, 
	mentions TEXT NOT NULL, 
	start INTEGER, 
	"end" INTEGER, 
	CONSTRAINT pk_namings PRIMARY KEY (id), 
	CONSTRAINT fk_namings_document FOREIGN KEY(document) REFERENCES documents (id), 
	CONSTRAINT fk_namings_base FOREIGN KEY(base) REFERENCES actors (id), 
	CONSTRAINT fk_namings_actor FOREIGN KEY(actor) REFERENCES actors (id)
)

CREATE INDEX ix_namings_actor ON namings (actor)

CREATE INDEX ix_namings_base ON namings (base)

CREATE INDEX ix_namings_document ON namings (document)

CREATE TABLE placings (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	name TEXT NOT NULL, 
	alike TEXT NOT NULL, 
	geonames INTEGER, 
	lat FLOAT, 
	lon FLOAT, 
	country TEXT, 
	feature TEXT NOT NULL, 
	radius_km FLOAT, 
	literal BOOLEAN NOT NULL, 
	CONSTRAINT pk_placings PRIMARY KEY (id), 
	CONSTRAINT fk_placings_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_placings_alike ON placings (alike)

CREATE INDEX ix_placings_country ON placings (country)

CREATE INDEX ix_placings_document ON placings (document)

CREATE INDEX ix_placings_spot ON placings (lat, lon)

CREATE INDEX ix_placings_text ON placings (text)

CREATE TABLE readings (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	reader TEXT NOT NULL, 
	current BOOLEAN NOT NULL, 
	made TEXT NOT NULL, 
	record BLOB NOT NULL, 
	CONSTRAINT pk_readings PRIMARY KEY (id), 
	CONSTRAINT fk_readings_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_readings_document ON readings (document)

CREATE TABLE sketches (
	hash INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	CONSTRAINT pk_sketches PRIMARY KEY (hash, document), 
	CONSTRAINT fk_sketches_document FOREIGN KEY(document) REFERENCES documents (id)
)
 WITHOUT ROWID

CREATE INDEX ix_sketches_document ON sketches (document)

CREATE TABLE stories (
	document INTEGER NOT NULL, 
	bag TEXT NOT NULL, 
	CONSTRAINT pk_stories PRIMARY KEY (document), 
	CONSTRAINT fk_stories_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE TABLE story_keys (
	"key" TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	CONSTRAINT pk_story_keys PRIMARY KEY ("key", document), 
	CONSTRAINT fk_story_keys_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_story_keys_document ON story_keys (document)

CREATE TABLE claims (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	parent TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	source TEXT NOT NULL, 
	cue TEXT NOT NULL, 
	content TEXT NOT NULL, 
	speaker INTEGER, 
	speaker_name TEXT, 
	speaker_kind TEXT NOT NULL, 
	form TEXT NOT NULL, 
	chain TEXT NOT NULL, 
	certainty TEXT NOT NULL, 
	polarity TEXT NOT NULL, 
	hedges TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY (id), 
	CONSTRAINT fk_claims_document FOREIGN KEY(document) REFERENCES documents (id), 
	CONSTRAINT fk_claims_speaker FOREIGN KEY(speaker) REFERENCES namings (id)
)

CREATE INDEX ix_claims_document ON claims (document)

CREATE INDEX ix_claims_document_local ON claims (document, local)

CREATE INDEX ix_claims_speaker ON claims (speaker)

CREATE TABLE doubles (
	naming INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	because TEXT NOT NULL, 
	CONSTRAINT pk_doubles PRIMARY KEY (naming, actor), 
	CONSTRAINT fk_doubles_naming FOREIGN KEY(naming) REFERENCES namings (id), 
	CONSTRAINT fk_doubles_actor FOREIGN KEY(actor) REFERENCES actors (id), 
	CONSTRAINT fk_doubles_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_doubles_actor ON doubles (actor)

CREATE INDEX ix_doubles_document ON doubles (document)

CREATE TABLE name_keys (
	"key" TEXT NOT NULL, 
	naming INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	CONSTRAINT pk_name_keys PRIMARY KEY ("key", naming), 
	CONSTRAINT fk_name_keys_naming FOREIGN KEY(naming) REFERENCES namings (id), 
	CONSTRAINT fk_name_keys_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_name_keys_document ON name_keys (document)

CREATE INDEX ix_name_keys_naming ON name_keys (naming)

CREATE TABLE outcomes (
	due INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	sure INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	because TEXT NOT NULL, 
	CONSTRAINT pk_outcomes PRIMARY KEY (due, document), 
	CONSTRAINT fk_outcomes_due FOREIGN KEY(due) REFERENCES dues (id), 
	CONSTRAINT fk_outcomes_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_outcomes_document ON outcomes (document)

CREATE TABLE happenings (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	base INTEGER NOT NULL, 
	event INTEGER NOT NULL, 
	because TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	mode TEXT, 
	effect TEXT, 
	realis TEXT NOT NULL, 
	mentions TEXT NOT NULL, 
	claim INTEGER, 
	place INTEGER, 
	time_text TEXT, 
	edtf TEXT, 
	earliest TEXT, 
	latest TEXT, 
	CONSTRAINT pk_happenings PRIMARY KEY (id), 
	CONSTRAINT fk_happenings_document FOREIGN KEY(document) REFERENCES documents (id), 
	CONSTRAINT fk_happenings_base FOREIGN KEY(base) REFERENCES events (id), 
	CONSTRAINT fk_happenings_event FOREIGN KEY(event) REFERENCES events (id), 
	CONSTRAINT fk_happenings_claim FOREIGN KEY(claim) REFERENCES claims (id), 
	CONSTRAINT fk_happenings_place FOREIGN KEY(place) REFERENCES placings (id)
)

CREATE INDEX ix_happenings_base ON happenings (base)

CREATE INDEX ix_happenings_claim ON happenings (claim)

CREATE INDEX ix_happenings_document ON happenings (document)

CREATE INDEX ix_happenings_document_local ON happenings (document, local)

CREATE INDEX ix_happenings_earliest ON happenings (earliest)

CREATE INDEX ix_happenings_event ON happenings (event)

CREATE INDEX ix_happenings_place ON happenings (place)

CREATE INDEX ix_happenings_type ON happenings (type)

CREATE TABLE ties (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	relation TEXT NOT NULL, 
	subject INTEGER, 
	object INTEGER, 
	object_place INTEGER, 
	former BOOLEAN NOT NULL, 
	claim INTEGER, 
	CONSTRAINT pk_ties PRIMARY KEY (id), 
	CONSTRAINT fk_ties_document FOREIGN KEY(document) REFERENCES documents (id), 
	CONSTRAINT fk_ties_subject FOREIGN KEY(subject) REFERENCES namings (id), 
	CONSTRAINT fk_ties_object FOREIGN KEY(object) REFERENCES namings (id), 
	CONSTRAINT fk_ties_object_place FOREIGN KEY(object_place) REFERENCES placings (id), 
	CONSTRAINT fk_ties_claim FOREIGN KEY(claim) REFERENCES claims (id)
)

CREATE INDEX ix_ties_document ON ties (document)

CREATE INDEX ix_ties_object ON ties (object)

CREATE INDEX ix_ties_subject ON ties (subject)

CREATE TABLE figures (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	base INTEGER NOT NULL, 
	"group" INTEGER NOT NULL, 
	happening INTEGER, 
	claim INTEGER, 
	place INTEGER, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	comparator TEXT NOT NULL, 
	approximate BOOLEAN NOT NULL, 
	change TEXT, 
	low FLOAT, 
	best FLOAT, 
	high FLOAT, 
	unit TEXT NOT NULL, 
	dimension TEXT NOT NULL, 
	counted TEXT, 
	counted_start INTEGER, 
	counted_end INTEGER, 
	measure TEXT, 
	meant TEXT, 
	whom TEXT, 
	scope TEXT, 
	denied BOOLEAN NOT NULL, 
	edtf TEXT, 
	CONSTRAINT pk_figures PRIMARY KEY (id), 
	CONSTRAINT fk_figures_document FOREIGN KEY(document) REFERENCES documents (id), 
	CONSTRAINT fk_figures_base FOREIGN KEY(base) REFERENCES groups (id), 
	CONSTRAINT fk_figures_group FOREIGN KEY("group") REFERENCES groups (id), 
	CONSTRAINT fk_figures_happening FOREIGN KEY(happening) REFERENCES happenings (id), 
	CONSTRAINT fk_figures_claim FOREIGN KEY(claim) REFERENCES claims (id), 
	CONSTRAINT fk_figures_place FOREIGN KEY(place) REFERENCES placings (id)
)

CREATE INDEX ix_figures_claim ON figures (claim)

CREATE INDEX ix_figures_document ON figures (document)

CREATE INDEX ix_figures_document_local ON figures (document, local)

CREATE INDEX ix_figures_group ON figures ("group")

CREATE INDEX ix_figures_happening ON figures (happening)

CREATE INDEX ix_figures_meant ON figures (meant)

CREATE INDEX ix_figures_measure ON figures (measure)

CREATE TABLE sides (
	happening INTEGER NOT NULL, 
	naming INTEGER NOT NULL, 
	side TEXT NOT NULL, 
	CONSTRAINT pk_sides PRIMARY KEY (happening, naming, side), 
	CONSTRAINT fk_sides_happening FOREIGN KEY(happening) REFERENCES happenings (id), 
	CONSTRAINT fk_sides_naming FOREIGN KEY(naming) REFERENCES namings (id)
)

CREATE INDEX ix_sides_naming ON sides (naming)

CREATE TABLE tellings (
	happening INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	traits BLOB NOT NULL, 
	CONSTRAINT pk_tellings PRIMARY KEY (happening), 
	CONSTRAINT fk_tellings_happening FOREIGN KEY(happening) REFERENCES happenings (id), 
	CONSTRAINT fk_tellings_document FOREIGN KEY(document) REFERENCES documents (id)
)

CREATE INDEX ix_tellings_document ON tellings (document)

CREATE VIRTUAL TABLE document_words USING fts5(title, body, content='', tokenize='porter unicode61 remove_diacritics 2')

CREATE VIRTUAL TABLE claim_words USING fts5(body, speaker, content='', tokenize='porter unicode61 remove_diacritics 2')

CREATE TRIGGER keep_judgements_update BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only ever appended'); END

CREATE TRIGGER keep_judgements_delete BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only ever appended'); END

CREATE TRIGGER keep_texts_update BEFORE UPDATE ON texts BEGIN SELECT RAISE(ABORT, 'texts are only ever appended'); END

CREATE TRIGGER keep_texts_delete BEFORE DELETE ON texts BEGIN SELECT RAISE(ABORT, 'texts are only ever appended'); END

CREATE TRIGGER keep_blobs_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, 'blobs are only ever appended'); END

CREATE TRIGGER keep_blobs_delete BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'blobs are only ever appended'); END

PRAGMA application_id = 1869509221
