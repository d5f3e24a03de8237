BEGIN TRANSACTION;
CREATE TABLE announcement_changes (
	announcement_id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	CONSTRAINT pk_announcement_changes PRIMARY KEY (announcement_id, change_id), 
	CONSTRAINT fk_announcement_changes_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE, 
	CONSTRAINT fk_announcement_changes_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "announcement_changes" VALUES(1,1);
CREATE TABLE announcement_exports (
	announcement_id INTEGER NOT NULL, 
	format TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_announcement_exports PRIMARY KEY (announcement_id, format), 
	CONSTRAINT fk_announcement_exports_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE
);
INSERT INTO "announcement_exports" VALUES(1,'html','2024-06-05 12:30:00.000000',1);
CREATE TABLE announcement_steps (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	announcement_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	status TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	you_said TEXT NOT NULL, 
	we_did TEXT NOT NULL, 
	CONSTRAINT fk_announcement_steps_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE
);
INSERT INTO "announcement_steps" VALUES(1,1,'2024-06-05 12:30:00.000000','Ana','published','Faster','It is slow.','It starts faster.');
CREATE TABLE announcement_themes (
	announcement_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_announcement_themes PRIMARY KEY (announcement_id, theme_id), 
	CONSTRAINT fk_announcement_themes_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE, 
	CONSTRAINT fk_announcement_themes_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
INSERT INTO "announcement_themes" VALUES(1,1,0);
CREATE TABLE announcements (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	language TEXT NOT NULL, 
	tone TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	you_said TEXT NOT NULL, 
	we_did TEXT NOT NULL, 
	facts JSON NOT NULL, 
	status TEXT NOT NULL, 
	created_at DATETIME, 
	approved_at DATETIME, 
	published_at DATETIME, 
	version INTEGER NOT NULL
, scheduled_for DATE, withdrawn_at DATETIME);
INSERT INTO "announcements" VALUES(1,'en','plain','Faster','It is slow.','It starts faster.','{"themes": ["Speed"], "comments": 2, "of_comments": 2, "customers": 0, "first_said": "2024-05-06", "last_said": null, "channels": {"review": 2}, "languages": {}, "rated": 0, "mean_rating": null, "shipped": [{"change_id": 1, "title": "Faster start", "version": "", "shipped_on": "2024-05-31", "url": ""}], "outcome": "did", "quotes": [{"comment_id": 1, "text": "it''s 100% SLOW 🐢"}], "computed_at": "2024-06-05T12:30:00", "theme_languages": [], "with_customer": 0, "dated": 0, "decided": {"decided_on": null, "decided_by": "", "reason": "", "review_on": null, "planned_for": null, "where": ""}}','published','2024-06-05 12:30:00.000000',NULL,'2024-06-05 12:30:00.000000',1,NULL,NULL);
CREATE TABLE assignments (
	comment_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	assigned_by TEXT NOT NULL, 
	language TEXT NOT NULL, 
	week INTEGER, 
	created_at DATETIME, 
	rating FLOAT, source_id INTEGER, is_filler BOOLEAN DEFAULT 0 NOT NULL, segment TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_assignments PRIMARY KEY (comment_id), 
	CONSTRAINT fk_assignments_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assignments_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
INSERT INTO "assignments" VALUES(1,1,0.75,'engine','kk',105573,'2024-05-06 07:08:09.000010',1.5,1,0,'');
INSERT INTO "assignments" VALUES(2,1,0.5,'person','en',NULL,NULL,NULL,1,0,'');
CREATE TABLE changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	product TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	title TEXT NOT NULL, 
	details TEXT NOT NULL, 
	component TEXT NOT NULL, 
	version TEXT NOT NULL, 
	shipped_on DATE, 
	url TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	external_id TEXT NOT NULL, 
	generic BOOLEAN NOT NULL, 
	is_sample BOOLEAN NOT NULL, removed BOOLEAN DEFAULT 0 NOT NULL, edited_from TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_changes_product_key UNIQUE (product, "key")
);
INSERT INTO "changes" VALUES(1,'','1','Faster start','','','1.2','2024-05-31','','','',0,0,0,'');
INSERT INTO "changes" VALUES(2,'App','2','Cheaper plan','','','',NULL,'','','',0,1,0,'');
INSERT INTO "changes" VALUES(3,'','3','Old news','','','',NULL,'','','',0,0,1,'f00d');
CREATE TABLE comment_versions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	comment_id INTEGER NOT NULL, 
	import_id INTEGER NOT NULL, 
	replaced_at DATETIME NOT NULL, 
	language TEXT NOT NULL, 
	is_filler BOOLEAN NOT NULL, 
	week INTEGER, 
	created_at DATETIME, 
	rating FLOAT, 
	consent BOOLEAN, 
	redacted INTEGER NOT NULL, 
	customer TEXT NOT NULL, 
	external_id TEXT NOT NULL, 
	rating_given TEXT NOT NULL, 
	answered_at DATETIME, 
	segment TEXT NOT NULL, 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, answered_by_bot BOOLEAN, 
	CONSTRAINT uq_comment_versions_comment_id_import_id UNIQUE (comment_id, import_id), 
	CONSTRAINT fk_comment_versions_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE
);
INSERT INTO "comment_versions" VALUES(1,1,1,'2024-06-05 12:30:00.000000','kk',0,105573,'2024-05-06 07:08:09.000010',4.5,1,1,'f00d','R-1','2/10','2024-05-07 00:00:00.000000','','','Thanks','Қосымша жақсы','қосымша жақсы',NULL);
CREATE TABLE comment_weeks (
	source_id INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	is_filler BOOLEAN NOT NULL, 
	band INTEGER NOT NULL, 
	week INTEGER NOT NULL, 
	comments INTEGER NOT NULL, 
	CONSTRAINT pk_comment_weeks PRIMARY KEY (source_id, language, is_filler, band, week), 
	CONSTRAINT fk_comment_weeks_source_id FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "comment_weeks" VALUES(1,'en',0,0,-1,1);
INSERT INTO "comment_weeks" VALUES(1,'kk',0,1,105573,1);
INSERT INTO "comment_weeks" VALUES(1,'kk',0,3,105573,0);
INSERT INTO "comment_weeks" VALUES(2,'en',1,0,-1,1);
CREATE TABLE comments (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	is_filler BOOLEAN NOT NULL, 
	week INTEGER, 
	created_at DATETIME, 
	rating FLOAT, 
	consent BOOLEAN, 
	redacted INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	customer TEXT NOT NULL, 
	external_id TEXT NOT NULL, 
	rating_given TEXT NOT NULL, 
	answered_at DATETIME, 
	segment TEXT NOT NULL, 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, import_id INTEGER, answered_by_bot BOOLEAN, 
	CONSTRAINT uq_comments_source_id_key UNIQUE (source_id, "key"), 
	CONSTRAINT fk_comments_source_id FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);
INSERT INTO "comments" VALUES(1,1,'kk',0,105573,'2024-05-06 07:08:09.000010',1.5,1,1,'1','f00d','R-1','2/10','2024-05-07 00:00:00.000000','','','Thanks','Қосымша баяу, it''s 100% SLOW 🐢','қосымша баяу, it''s 100% slow 🐢',NULL,NULL);
INSERT INTO "comments" VALUES(2,1,'en',0,NULL,NULL,NULL,NULL,0,'2','','','',NULL,'','','','Slow start','slow start',1,NULL);
INSERT INTO "comments" VALUES(3,2,'en',1,NULL,NULL,NULL,NULL,0,'1','','','',NULL,'','','','n/a','n/a',NULL,NULL);
CREATE TABLE decisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	theme_id INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	planned_for DATE, 
	review_on DATE, 
	decided_at DATETIME, 
	decided_by TEXT NOT NULL, 
	place TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT fk_decisions_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
INSERT INTO "decisions" VALUES(1,1,'did','undecided',NULL,NULL,'2024-06-05 12:30:00.000000','','','');
INSERT INTO "decisions" VALUES(2,2,'cannot','undecided',NULL,'2024-09-01','2024-06-05 12:30:00.000000','Ana','','Flour costs more.');
CREATE TABLE expectation_overrides (
	theme_id INTEGER NOT NULL, 
	expectation TEXT NOT NULL, 
	CONSTRAINT pk_expectation_overrides PRIMARY KEY (theme_id), 
	CONSTRAINT fk_expectation_overrides_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
INSERT INTO "expectation_overrides" VALUES(1,'fast answer');
CREATE TABLE further_themes (
	comment_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	assigned_by TEXT NOT NULL, 
	CONSTRAINT pk_further_themes PRIMARY KEY (comment_id, theme_id), 
	CONSTRAINT fk_further_themes_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE, 
	CONSTRAINT fk_further_themes_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
CREATE TABLE heard_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT heard_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "heard_schema" VALUES('0012');
CREATE TABLE imports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	report JSON NOT NULL
, finished BOOLEAN DEFAULT 1 NOT NULL, undone_at DATETIME);
INSERT INTO "imports" VALUES(1,'2024-06-05 12:30:00.000000','app','{"file": "app.csv", "rows": 3, "imported": 1, "updated": 1, "duplicates": 0, "rejected": 1, "filler": 0, "redacted": 0, "languages": {}, "ratings": {}, "first_day": null, "last_day": null, "source": "app", "notes": ["note"]}',1,NULL);
CREATE TABLE jobs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	params JSON NOT NULL, 
	status TEXT NOT NULL, 
	progress FLOAT NOT NULL, 
	message TEXT NOT NULL, 
	result JSON NOT NULL, 
	error TEXT NOT NULL, 
	created_at DATETIME, 
	heartbeat_at DATETIME, 
	finished_at DATETIME
);
INSERT INTO "jobs" VALUES(1,'import','{"rows": 3}','done',0.0,'','{"imported": 3}','',NULL,NULL,NULL);
CREATE TABLE lineage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	from_theme INTEGER NOT NULL, 
	to_theme INTEGER, 
	at DATETIME NOT NULL, 
	comments INTEGER NOT NULL, 
	run INTEGER, 
	event INTEGER, 
	CONSTRAINT fk_lineage_from_theme FOREIGN KEY(from_theme) REFERENCES themes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_lineage_to_theme FOREIGN KEY(to_theme) REFERENCES themes (id) ON DELETE CASCADE
);
CREATE TABLE links (
	theme_id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	score FLOAT, 
	reasons JSON NOT NULL, 
	decided_at DATETIME, 
	decided_by TEXT NOT NULL, 
	CONSTRAINT pk_links PRIMARY KEY (theme_id, change_id), 
	CONSTRAINT fk_links_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_links_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "links" VALUES(1,1,'accepted','partly',0.5,'[{"name": "words", "score": 0.5, "sentence": "Both say “start”."}]','2024-06-05 12:30:00.000000','');
CREATE TABLE mappings (
	header_key TEXT NOT NULL, 
	mapping JSON NOT NULL, 
	CONSTRAINT pk_mappings PRIMARY KEY (header_key)
);
INSERT INTO "mappings" VALUES('header','{"text": "comment"}');
CREATE TABLE marks (
	part INTEGER NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_marks PRIMARY KEY (part)
);
INSERT INTO "marks" VALUES(-1,3);
INSERT INTO "marks" VALUES(0,2);
INSERT INTO "marks" VALUES(1,1);
INSERT INTO "marks" VALUES(4,1);
CREATE TABLE promises (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	wording TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	source TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	complaints BOOLEAN NOT NULL, 
	minutes INTEGER NOT NULL, 
	hours TEXT NOT NULL, 
	timezone TEXT NOT NULL, 
	since DATE NOT NULL, 
	until DATE
);
INSERT INTO "promises" VALUES(1,'Within two hours','answer','','email',0,120,'','','2024-01-01',NULL);
CREATE TABLE proposals (
	run_id INTEGER NOT NULL, 
	decided_at DATETIME, 
	decided_by TEXT NOT NULL, 
	items JSON NOT NULL, 
	places BLOB NOT NULL, 
	CONSTRAINT pk_proposals PRIMARY KEY (run_id), 
	CONSTRAINT fk_proposals_run_id FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
CREATE TABLE refusals (
	customer TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_refusals PRIMARY KEY (customer)
);
INSERT INTO "refusals" VALUES('beef','2024-06-05 12:30:00.000000');
CREATE TABLE rejects (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	import_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	advice TEXT NOT NULL, 
	excerpt TEXT NOT NULL, 
	CONSTRAINT fk_rejects_import_id FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
);
INSERT INTO "rejects" VALUES(1,1,3,'no text','fill it in','3;;');
CREATE TABLE replies (
	announcement_id INTEGER NOT NULL, 
	customer TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	helped BOOLEAN NOT NULL, 
	CONSTRAINT pk_replies PRIMARY KEY (announcement_id, customer), 
	CONSTRAINT fk_replies_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE
);
INSERT INTO "replies" VALUES(1,'f00d','2024-06-05 12:30:00.000000',0);
CREATE TABLE revisions (
	number BIGINT NOT NULL
);
INSERT INTO "revisions" VALUES(33);
CREATE TABLE runs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	params JSON NOT NULL, 
	report JSON NOT NULL
, status TEXT DEFAULT 'applied' NOT NULL, clusters JSON);
INSERT INTO "runs" VALUES(1,'2024-06-05 12:30:00.000000','{"detail": "medium"}','{"comments": 2, "themes": 3, "unassigned": 0, "kept": 0, "new": 3, "retired": 0, "seconds": 0.5}','applied',NULL);
CREATE TABLE sources (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	is_sample BOOLEAN NOT NULL, timezone TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_sources_name UNIQUE (name)
);
INSERT INTO "sources" VALUES(1,'app','review',1,'');
INSERT INTO "sources" VALUES(2,'survey','survey',0,'');
INSERT INTO "sources" VALUES(3,'tickets','other',0,'Asia/Almaty');
CREATE TABLE suggestions (
	theme_id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	reasons JSON NOT NULL, 
	CONSTRAINT pk_suggestions PRIMARY KEY (theme_id, change_id), 
	CONSTRAINT fk_suggestions_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_suggestions_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "suggestions" VALUES(2,2,0.25,'[{"name": "words", "score": 0.5, "sentence": "Both say “start”."}]');
CREATE TABLE theme_event_comments (
	event_id INTEGER NOT NULL, 
	comment_id INTEGER NOT NULL, 
	from_theme INTEGER, 
	to_theme INTEGER, 
	from_by TEXT NOT NULL, 
	from_score FLOAT NOT NULL, 
	CONSTRAINT pk_theme_event_comments PRIMARY KEY (event_id, comment_id), 
	CONSTRAINT fk_theme_event_comments_event_id FOREIGN KEY(event_id) REFERENCES theme_events (id) ON DELETE CASCADE, 
	CONSTRAINT fk_theme_event_comments_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE
);
CREATE TABLE theme_event_themes (
	event_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_theme_event_themes PRIMARY KEY (event_id, theme_id), 
	CONSTRAINT fk_theme_event_themes_event_id FOREIGN KEY(event_id) REFERENCES theme_events (id) ON DELETE CASCADE, 
	CONSTRAINT fk_theme_event_themes_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
CREATE TABLE theme_events (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	comments INTEGER NOT NULL, 
	undone_at DATETIME, 
	undone_by TEXT NOT NULL, 
	"before" JSON NOT NULL, 
	"after" JSON NOT NULL
);
CREATE TABLE theme_weeks (
	theme_id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	week INTEGER NOT NULL, 
	comments INTEGER NOT NULL, 
	filler INTEGER NOT NULL, 
	rated INTEGER NOT NULL, 
	ratings FLOAT NOT NULL, 
	CONSTRAINT pk_theme_weeks PRIMARY KEY (theme_id, source_id, language, week), 
	CONSTRAINT fk_theme_weeks_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "theme_weeks" VALUES(1,1,'en',-1,1,0,0,0.0);
INSERT INTO "theme_weeks" VALUES(1,1,'kk',105573,1,0,1,1.5);
CREATE TABLE themes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	terms JSON NOT NULL, 
	language TEXT NOT NULL, 
	named_by_person BOOLEAN NOT NULL, 
	owner TEXT NOT NULL, 
	retired BOOLEAN NOT NULL, 
	cohesion FLOAT, 
	representatives JSON NOT NULL, 
	created_at DATETIME, 
	version INTEGER NOT NULL
, description TEXT DEFAULT '' NOT NULL, priority TEXT DEFAULT 'none' NOT NULL, tags JSON DEFAULT '[]' NOT NULL, pinned BOOLEAN DEFAULT 0 NOT NULL, hidden BOOLEAN DEFAULT 0 NOT NULL);
INSERT INTO "themes" VALUES(1,'Speed','["slow"]','',0,'Ana',0,NULL,'[]','2024-06-05 12:30:00.000000',2,'','none','[]',0,0);
INSERT INTO "themes" VALUES(2,'Too expensive','["slow"]','',1,'',0,NULL,'[]','2024-06-05 12:30:00.000000',2,'','none','[]',0,0);
INSERT INTO "themes" VALUES(3,'Old','["slow"]','',0,'',1,NULL,'[]','2024-06-05 12:30:00.000000',2,'','none','[]',0,0);
CREATE TABLE told (
	announcement_id INTEGER NOT NULL, 
	customer TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	language TEXT NOT NULL, 
	CONSTRAINT pk_told PRIMARY KEY (announcement_id, customer), 
	CONSTRAINT fk_told_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE
);
INSERT INTO "told" VALUES(1,'f00d','2024-06-05 12:30:00.000000','kk');
CREATE TABLE unquoted (
	customer TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_unquoted PRIMARY KEY (customer)
);
INSERT INTO "unquoted" VALUES('cafe','2024-06-05 12:30:00.000000');
CREATE TABLE views (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at DATETIME, 
	filter JSON NOT NULL, 
	CONSTRAINT uq_views_name UNIQUE (name)
);
CREATE INDEX ix_comments_source_language ON comments (source_id, language, is_filler);
CREATE INDEX ix_comments_newest ON comments (week, created_at, id, source_id, language, is_filler);
CREATE INDEX ix_rejects_import_id ON rejects (import_id);
CREATE INDEX ix_assignments_theme_id ON assignments (theme_id, comment_id);
CREATE INDEX ix_links_change_id ON links (change_id);
CREATE INDEX ix_suggestions_change_id ON suggestions (change_id);
CREATE INDEX ix_announcement_themes_theme_id ON announcement_themes (theme_id);
CREATE INDEX ix_announcement_changes_change_id ON announcement_changes (change_id);
CREATE INDEX ix_comments_import_id ON comments (import_id);
CREATE INDEX ix_comment_versions_import_id ON comment_versions (import_id);
CREATE INDEX ix_theme_event_themes_theme_id ON theme_event_themes (theme_id);
CREATE INDEX ix_theme_event_comments_comment_id ON theme_event_comments (comment_id);
CREATE INDEX ix_further_themes_theme_id ON further_themes (theme_id);
CREATE INDEX ix_lineage_from_theme ON lineage (from_theme);
CREATE INDEX ix_lineage_to_theme ON lineage (to_theme);
CREATE INDEX ix_decisions_theme_id ON decisions (theme_id, id, outcome);
CREATE INDEX ix_announcement_steps_announcement_id ON announcement_steps (announcement_id);
CREATE INDEX ix_told_customer ON told (customer);
CREATE INDEX ix_comments_customer ON comments (customer);
CREATE INDEX ix_assignments_newest ON assignments (theme_id, week, created_at, comment_id);
CREATE TRIGGER assignments_came AFTER INSERT ON assignments BEGIN INSERT INTO theme_weeks (theme_id, source_id, language, week, comments, filler, rated, ratings) VALUES (NEW.theme_id, NEW.source_id, NEW.language, coalesce(NEW.week, -1), 1, NEW.is_filler, (NEW.rating IS NOT NULL), coalesce(NEW.rating, 0)) ON CONFLICT (theme_id, source_id, language, week) DO UPDATE SET comments = comments + excluded.comments, filler = filler + excluded.filler, rated = rated + excluded.rated, ratings = ratings + excluded.ratings; END;
CREATE TRIGGER assignments_gone AFTER DELETE ON assignments BEGIN UPDATE theme_weeks SET comments = comments - 1, filler = filler - OLD.is_filler, rated = rated - (OLD.rating IS NOT NULL), ratings = ratings - coalesce(OLD.rating, 0) WHERE theme_id = OLD.theme_id AND source_id = OLD.source_id AND language = OLD.language AND week = coalesce(OLD.week, -1); END;
CREATE TRIGGER assignments_changed AFTER UPDATE OF theme_id, source_id, language, week, is_filler, rating ON assignments BEGIN UPDATE theme_weeks SET comments = comments - 1, filler = filler - OLD.is_filler, rated = rated - (OLD.rating IS NOT NULL), ratings = ratings - coalesce(OLD.rating, 0) WHERE theme_id = OLD.theme_id AND source_id = OLD.source_id AND language = OLD.language AND week = coalesce(OLD.week, -1);INSERT INTO theme_weeks (theme_id, source_id, language, week, comments, filler, rated, ratings) VALUES (NEW.theme_id, NEW.source_id, NEW.language, coalesce(NEW.week, -1), 1, NEW.is_filler, (NEW.rating IS NOT NULL), coalesce(NEW.rating, 0)) ON CONFLICT (theme_id, source_id, language, week) DO UPDATE SET comments = comments + excluded.comments, filler = filler + excluded.filler, rated = rated + excluded.rated, ratings = ratings + excluded.ratings; END;
CREATE INDEX ix_assignments_figures ON assignments (theme_id, language, week, created_at, rating, source_id, segment, is_filler);
CREATE INDEX ix_comments_segment ON comments (segment, week, created_at, id, rating, source_id, language, is_filler) WHERE segment <> '';
CREATE TRIGGER comments_gone AFTER DELETE ON comments BEGIN UPDATE comment_weeks SET comments = comments - 1 WHERE source_id = OLD.source_id AND language = OLD.language AND is_filler = OLD.is_filler AND band = CASE WHEN OLD.rating IS NULL THEN 0 WHEN OLD.rating <= 2.49 THEN 1 WHEN OLD.rating >= 2.5 AND OLD.rating <= 3.49 THEN 2 WHEN OLD.rating >= 3.5 THEN 3 ELSE 4 END AND week = coalesce(OLD.week, -1); END;
CREATE TRIGGER comments_changed AFTER UPDATE OF source_id, language, is_filler, rating, week ON comments BEGIN UPDATE comment_weeks SET comments = comments - 1 WHERE source_id = OLD.source_id AND language = OLD.language AND is_filler = OLD.is_filler AND band = CASE WHEN OLD.rating IS NULL THEN 0 WHEN OLD.rating <= 2.49 THEN 1 WHEN OLD.rating >= 2.5 AND OLD.rating <= 3.49 THEN 2 WHEN OLD.rating >= 3.5 THEN 3 ELSE 4 END AND week = coalesce(OLD.week, -1);INSERT INTO comment_weeks (source_id, language, is_filler, band, week, comments) VALUES (NEW.source_id, NEW.language, NEW.is_filler, CASE WHEN NEW.rating IS NULL THEN 0 WHEN NEW.rating <= 2.49 THEN 1 WHEN NEW.rating >= 2.5 AND NEW.rating <= 3.49 THEN 2 WHEN NEW.rating >= 3.5 THEN 3 ELSE 4 END, coalesce(NEW.week, -1), 1) ON CONFLICT (source_id, language, is_filler, band, week) DO UPDATE SET comments = comments + 1; END;
CREATE INDEX ix_comments_by_bot ON comments (answered_by_bot) WHERE answered_by_bot IS 1;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('decisions',2);
INSERT INTO "sqlite_sequence" VALUES('sources',3);
INSERT INTO "sqlite_sequence" VALUES('comments',3);
INSERT INTO "sqlite_sequence" VALUES('imports',1);
INSERT INTO "sqlite_sequence" VALUES('comment_versions',1);
INSERT INTO "sqlite_sequence" VALUES('rejects',1);
INSERT INTO "sqlite_sequence" VALUES('themes',4);
INSERT INTO "sqlite_sequence" VALUES('runs',1);
INSERT INTO "sqlite_sequence" VALUES('changes',3);
INSERT INTO "sqlite_sequence" VALUES('announcements',1);
INSERT INTO "sqlite_sequence" VALUES('announcement_steps',1);
INSERT INTO "sqlite_sequence" VALUES('promises',1);
INSERT INTO "sqlite_sequence" VALUES('jobs',1);
COMMIT;
