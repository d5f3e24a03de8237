BEGIN TRANSACTION;
CREATE TABLE announcement_changes (
	announcement_id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	CONSTRAINT pk_announcement_changes PRIMARY KEY (announcement_id, change_id), 
	CONSTRAINT fk_announcement_changes_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE, 
	CONSTRAINT fk_announcement_changes_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
CREATE TABLE announcement_themes (
	announcement_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_announcement_themes PRIMARY KEY (announcement_id, theme_id), 
	CONSTRAINT fk_announcement_themes_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcements (id) ON DELETE CASCADE, 
	CONSTRAINT fk_announcement_themes_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
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
);
CREATE TABLE assignments (
	comment_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	assigned_by TEXT NOT NULL, 
	language TEXT NOT NULL, 
	week INTEGER, 
	created_at DATETIME, 
	rating FLOAT, 
	CONSTRAINT pk_assignments PRIMARY KEY (comment_id), 
	CONSTRAINT fk_assignments_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assignments_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE
);
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
	is_sample BOOLEAN NOT NULL, 
	CONSTRAINT uq_changes_product_key UNIQUE (product, "key")
);
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
	folded TEXT NOT NULL, 
	CONSTRAINT uq_comment_versions_comment_id_import_id UNIQUE (comment_id, import_id), 
	CONSTRAINT fk_comment_versions_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE
);
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
	folded TEXT NOT NULL, import_id INTEGER, 
	CONSTRAINT uq_comments_source_id_key UNIQUE (source_id, "key"), 
	CONSTRAINT fk_comments_source_id FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);
INSERT INTO "comments" VALUES(1,1,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:e7b1de85efd826fa3df90b621f8efb8d','aa035aec746064f37b194784','','',NULL,'','','','It is slow for me','it is slow for me',1);
INSERT INTO "comments" VALUES(2,1,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:225b8de6cc5c7062eb72429d1a34c9ab','aa035aec746064f37b194784','','',NULL,'','','','It is dear for me','it is dear for me',1);
INSERT INTO "comments" VALUES(3,1,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:ffa5eb8a4b30bf012e489d27a92531ce','39bf2a563a23bd24681a7de2','','',NULL,'','','','It is ugly','it is ugly',1);
INSERT INTO "comments" VALUES(4,2,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:10c89e85136b2243528825fabad72068','','','',NULL,'','','','Slow  since   the update','slow  since   the update',2);
INSERT INTO "comments" VALUES(5,2,'en',0,105659,'2026-01-03 00:00:00.000000',NULL,NULL,0,'content:a9b9776b6335bc7b171cc7ad0af11d96','','','',NULL,'','','','It is slow.
Very slow','it is slow.
very slow',2);
INSERT INTO "comments" VALUES(6,2,'en',0,105659,'2026-01-04 00:00:00.000000',NULL,NULL,0,'content:c5e13f9f7f56b1331174f0633667d7a9','','','',NULL,'','','','Slow at the café today','slow at the café today',2);
INSERT INTO "comments" VALUES(7,2,'en',0,105660,'2026-01-05 00:00:00.000000',NULL,NULL,0,'content:12e2292a62225c0a7a14f874f3e66fa5','','','',NULL,'','','','A plain comment of mine','a plain comment of mine',2);
INSERT INTO "comments" VALUES(8,3,'en',0,105659,'2026-01-01 00:00:00.000000',NULL,NULL,0,'content:68d13436c834492cf558c8ba98d27668','','','',NULL,'','','','The thing slow broke 0','the thing slow broke 0',3);
INSERT INTO "comments" VALUES(9,3,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:b0fdbb6ec461c18837c975a5c1bd29a7','','','',NULL,'','','','The thing dear broke 1','the thing dear broke 1',3);
INSERT INTO "comments" VALUES(10,3,'en',0,105659,'2026-01-03 00:00:00.000000',NULL,NULL,0,'content:a99d597a54b9abc04e68eaea69451f34','','','',NULL,'','','','The thing ugly broke 2','the thing ugly broke 2',3);
INSERT INTO "comments" VALUES(11,3,'en',0,105659,'2026-01-04 00:00:00.000000',NULL,NULL,0,'content:0f443742fc4a5a1e452126d645249927','','','',NULL,'','','','The thing loud broke 3','the thing loud broke 3',3);
INSERT INTO "comments" VALUES(12,3,'en',0,105660,'2026-01-05 00:00:00.000000',NULL,NULL,0,'content:0b1dff2af6cf6d517653080f8c0c3aec','','','',NULL,'','','','The thing late broke 4','the thing late broke 4',3);
INSERT INTO "comments" VALUES(13,3,'en',0,105660,'2026-01-06 00:00:00.000000',NULL,NULL,0,'content:56cf5828e2a174a091f8bc69f1d4c0f2','','','',NULL,'','','','The thing cold broke 5','the thing cold broke 5',3);
INSERT INTO "comments" VALUES(14,3,'en',0,105660,'2026-01-07 00:00:00.000000',NULL,NULL,0,'content:2c46cc842772ebaa13129e7eac0ad208','','','',NULL,'','','','The thing small broke 6','the thing small broke 6',3);
INSERT INTO "comments" VALUES(15,3,'en',0,105660,'2026-01-08 00:00:00.000000',NULL,NULL,0,'content:a4d5a26063abd9c95ee9be34353cba2f','','','',NULL,'','','','The thing heavy broke 7','the thing heavy broke 7',3);
INSERT INTO "comments" VALUES(16,3,'en',0,105660,'2026-01-09 00:00:00.000000',NULL,NULL,0,'content:8754931d6bb740094437b21a606fc8e4','','','',NULL,'','','','The thing slow broke 8','the thing slow broke 8',3);
INSERT INTO "comments" VALUES(17,3,'en',0,105660,'2026-01-10 00:00:00.000000',NULL,NULL,0,'content:28fbfed3b56f43fd9dca6bbda1b551e8','','','',NULL,'','','','The thing dear broke 9','the thing dear broke 9',3);
INSERT INTO "comments" VALUES(18,3,'en',0,105660,'2026-01-11 00:00:00.000000',NULL,NULL,0,'content:39dc58cc5f694edb97c1c475c5ef3706','','','',NULL,'','','','The thing ugly broke 10','the thing ugly broke 10',3);
INSERT INTO "comments" VALUES(19,3,'en',0,105661,'2026-01-12 00:00:00.000000',NULL,NULL,0,'content:5985b0a598790d169737ad16bb6fcfc8','','','',NULL,'','','','The thing loud broke 11','the thing loud broke 11',3);
INSERT INTO "comments" VALUES(20,4,'en',0,105659,'2026-01-01 00:00:00.000000',NULL,NULL,0,'content:43617df8aeeee78d9cc026fe13d5ec1e','','','',NULL,'','','','The thing slow broke 0','the thing slow broke 0',4);
INSERT INTO "comments" VALUES(21,4,'en',0,105664,'2026-02-02 00:00:00.000000',NULL,NULL,0,'content:d7c8edc03cece4882b47142689f342cf','','','',NULL,'','','','The thing dear broke 1','the thing dear broke 1',4);
INSERT INTO "comments" VALUES(22,4,'en',0,105668,'2026-03-03 00:00:00.000000',NULL,NULL,0,'content:4bb6a5d41d1a88df5646c448dae38b51','','','',NULL,'','','','The thing ugly broke 2','the thing ugly broke 2',4);
INSERT INTO "comments" VALUES(23,4,'en',0,105672,'2026-04-04 00:00:00.000000',NULL,NULL,0,'content:419779955a10e8750296204b18ed3234','','','',NULL,'','','','The thing loud broke 3','the thing loud broke 3',4);
INSERT INTO "comments" VALUES(24,4,'en',0,105677,'2026-05-05 00:00:00.000000',NULL,NULL,0,'content:ed4e98ac52dca5f239009f535d0cce62','','','',NULL,'','','','The thing late broke 4','the thing late broke 4',4);
INSERT INTO "comments" VALUES(25,4,'en',0,105681,'2026-06-06 00:00:00.000000',NULL,NULL,0,'content:8229978cb70bc7ce4339508c630ff9ea','','','',NULL,'','','','The thing cold broke 5','the thing cold broke 5',4);
INSERT INTO "comments" VALUES(26,4,'en',0,105686,'2026-07-07 00:00:00.000000',NULL,NULL,0,'content:ca0cd8eeb53c74ed2bfaedc6a420f514','','','',NULL,'','','','The thing small broke 6','the thing small broke 6',4);
INSERT INTO "comments" VALUES(27,4,'en',0,105660,'2026-01-08 00:00:00.000000',NULL,NULL,0,'content:bf55497750784f600044413215416ee7','','','',NULL,'','','','The thing heavy broke 7','the thing heavy broke 7',4);
INSERT INTO "comments" VALUES(28,4,'en',0,105665,'2026-02-09 00:00:00.000000',NULL,NULL,0,'content:d80a84859e7fa229d51efde2c61a9dc1','','','',NULL,'','','','The thing slow broke 8','the thing slow broke 8',4);
INSERT INTO "comments" VALUES(29,4,'en',0,105667,'2026-03-01 00:00:00.000000',NULL,NULL,0,'content:96797aa92fbb90b899048890618b7ab6','','','',NULL,'','','','The thing dear broke 9','the thing dear broke 9',4);
INSERT INTO "comments" VALUES(30,4,'en',0,105672,'2026-04-02 00:00:00.000000',NULL,NULL,0,'content:5c59dbe61f73cd88d2cf6e2fac0ec83e','','','',NULL,'','','','The thing ugly broke 10','the thing ugly broke 10',4);
INSERT INTO "comments" VALUES(31,4,'en',0,105676,'2026-05-03 00:00:00.000000',NULL,NULL,0,'content:28e8511b494fb00b5f54a4406781f379','','','',NULL,'','','','The thing loud broke 11','the thing loud broke 11',4);
INSERT INTO "comments" VALUES(32,5,'en',0,105659,'2026-01-02 00:00:00.000000',5.0,NULL,0,'content:1b77110856e524065a40e239ecf74db4','','','5',NULL,'','','','Good','good',5);
INSERT INTO "comments" VALUES(33,5,'en',0,105659,'2026-01-03 00:00:00.000000',4.0,NULL,0,'content:f439a3ef4dbcf85bbe287443b42d1583','','','4',NULL,'','','','A nice thing it is','a nice thing it is',5);
INSERT INTO "comments" VALUES(34,6,'en',1,NULL,NULL,NULL,NULL,0,'1','','1','',NULL,'','','','n/a','n/a',6);
INSERT INTO "comments" VALUES(35,6,'en',1,NULL,NULL,NULL,NULL,0,'2','','2','',NULL,'','','','Жоқ','жоқ',6);
INSERT INTO "comments" VALUES(36,6,'en',0,NULL,NULL,NULL,NULL,0,'3','','3','',NULL,'','','','Қосымша өте баяу істейді','қосымша өте баяу істейді',6);
INSERT INTO "comments" VALUES(37,6,'en',1,NULL,NULL,NULL,NULL,0,'4','','4','',NULL,'','','','tidak ada','tidak ada',6);
INSERT INTO "comments" VALUES(38,7,'en',0,NULL,NULL,1.0,NULL,0,'0','','0','1',NULL,'','','','The app is slow since update 0','the app is slow since update 0',7);
INSERT INTO "comments" VALUES(39,7,'en',0,NULL,NULL,2.0,NULL,0,'1','','1','2',NULL,'','','','The app is dear since update 1','the app is dear since update 1',7);
INSERT INTO "comments" VALUES(40,7,'en',0,NULL,NULL,3.0,NULL,0,'2','','2','3',NULL,'','','','The app is ugly since update 2','the app is ugly since update 2',7);
INSERT INTO "comments" VALUES(41,7,'en',0,NULL,NULL,4.0,NULL,0,'3','','3','4',NULL,'','','','The app is loud since update 3','the app is loud since update 3',7);
INSERT INTO "comments" VALUES(42,7,'en',0,NULL,NULL,5.0,NULL,0,'4','','4','5',NULL,'','','','The app is late since update 4','the app is late since update 4',7);
INSERT INTO "comments" VALUES(43,7,'en',0,NULL,NULL,1.0,NULL,0,'5','','5','1',NULL,'','','','The app is cold since update 5','the app is cold since update 5',7);
INSERT INTO "comments" VALUES(44,7,'en',0,NULL,NULL,2.0,NULL,0,'6','','6','2',NULL,'','','','The app is small since update 6','the app is small since update 6',7);
INSERT INTO "comments" VALUES(45,7,'en',0,NULL,NULL,3.0,NULL,0,'7','','7','3',NULL,'','','','The app is heavy since update 7','the app is heavy since update 7',7);
INSERT INTO "comments" VALUES(46,7,'en',0,NULL,NULL,4.0,NULL,0,'8','','8','4',NULL,'','','','The app is slow since update 8','the app is slow since update 8',7);
INSERT INTO "comments" VALUES(47,7,'en',0,NULL,NULL,5.0,NULL,0,'9','','9','5',NULL,'','','','The app is dear since update 9','the app is dear since update 9',7);
INSERT INTO "comments" VALUES(48,7,'en',0,NULL,NULL,1.0,NULL,0,'10','','10','1',NULL,'','','','The app is ugly since update 10','the app is ugly since update 10',7);
INSERT INTO "comments" VALUES(49,7,'en',0,NULL,NULL,2.0,NULL,0,'11','','11','2',NULL,'','','','The app is loud since update 11','the app is loud since update 11',7);
INSERT INTO "comments" VALUES(50,7,'en',0,NULL,NULL,3.0,NULL,0,'12','','12','3',NULL,'','','','The app is late since update 12','the app is late since update 12',7);
INSERT INTO "comments" VALUES(51,7,'en',0,NULL,NULL,4.0,NULL,0,'13','','13','4',NULL,'','','','The app is cold since update 13','the app is cold since update 13',7);
INSERT INTO "comments" VALUES(52,7,'en',0,NULL,NULL,5.0,NULL,0,'14','','14','5',NULL,'','','','The app is small since update 14','the app is small since update 14',7);
INSERT INTO "comments" VALUES(53,7,'en',0,NULL,NULL,1.0,NULL,0,'15','','15','1',NULL,'','','','The app is heavy since update 15','the app is heavy since update 15',7);
INSERT INTO "comments" VALUES(54,7,'en',0,NULL,NULL,2.0,NULL,0,'16','','16','2',NULL,'','','','The app is slow since update 16','the app is slow since update 16',7);
INSERT INTO "comments" VALUES(55,7,'en',0,NULL,NULL,3.0,NULL,0,'17','','17','3',NULL,'','','','The app is dear since update 17','the app is dear since update 17',7);
INSERT INTO "comments" VALUES(56,7,'en',0,NULL,NULL,4.0,NULL,0,'18','','18','4',NULL,'','','','The app is ugly since update 18','the app is ugly since update 18',7);
INSERT INTO "comments" VALUES(57,7,'en',0,NULL,NULL,5.0,NULL,0,'19','','19','5',NULL,'','','','The app is loud since update 19','the app is loud since update 19',7);
INSERT INTO "comments" VALUES(58,7,'en',0,NULL,NULL,1.0,NULL,0,'20','','20','1',NULL,'','','','The app is late since update 20','the app is late since update 20',7);
INSERT INTO "comments" VALUES(59,7,'en',0,NULL,NULL,2.0,NULL,0,'21','','21','2',NULL,'','','','The app is cold since update 21','the app is cold since update 21',7);
INSERT INTO "comments" VALUES(60,7,'en',0,NULL,NULL,3.0,NULL,0,'22','','22','3',NULL,'','','','The app is small since update 22','the app is small since update 22',7);
INSERT INTO "comments" VALUES(61,7,'en',0,NULL,NULL,4.0,NULL,0,'23','','23','4',NULL,'','','','The app is heavy since update 23','the app is heavy since update 23',7);
INSERT INTO "comments" VALUES(62,7,'en',0,NULL,NULL,5.0,NULL,0,'24','','24','5',NULL,'','','','The app is slow since update 24','the app is slow since update 24',7);
INSERT INTO "comments" VALUES(63,7,'en',0,NULL,NULL,1.0,NULL,0,'25','','25','1',NULL,'','','','The app is dear since update 25','the app is dear since update 25',7);
INSERT INTO "comments" VALUES(64,7,'en',0,NULL,NULL,2.0,NULL,0,'26','','26','2',NULL,'','','','The app is ugly since update 26','the app is ugly since update 26',7);
INSERT INTO "comments" VALUES(65,7,'en',0,NULL,NULL,3.0,NULL,0,'27','','27','3',NULL,'','','','The app is loud since update 27','the app is loud since update 27',7);
INSERT INTO "comments" VALUES(66,7,'en',0,NULL,NULL,4.0,NULL,0,'28','','28','4',NULL,'','','','The app is late since update 28','the app is late since update 28',7);
INSERT INTO "comments" VALUES(67,7,'en',0,NULL,NULL,5.0,NULL,0,'29','','29','5',NULL,'','','','The app is cold since update 29','the app is cold since update 29',7);
INSERT INTO "comments" VALUES(68,8,'pt',0,105659,'2026-01-01 00:00:00.000000',NULL,NULL,0,'content:8c205a586e05c511782d115a919df326','3ddbdeca1a5e37977a4b10f3','','',NULL,'','','','O pedido slow não chegou 0','o pedido slow não chegou 0',8);
INSERT INTO "comments" VALUES(69,8,'pt',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:cc1765698b4ce5417e97e4deef1ea87e','f4457a143d5957954905d8d4','','',NULL,'','','','O pedido dear não chegou 1','o pedido dear não chegou 1',8);
INSERT INTO "comments" VALUES(70,8,'pt',0,105659,'2026-01-03 00:00:00.000000',NULL,NULL,0,'content:12a4bd079de5b2031b2a4c26427e9690','d9be25ea0b7c06b9cb2153f6','','',NULL,'','','','O pedido ugly não chegou 2','o pedido ugly não chegou 2',8);
INSERT INTO "comments" VALUES(71,8,'pt',0,105659,'2026-01-04 00:00:00.000000',NULL,NULL,0,'content:9996a5ce7c70356427ef28512c96edf3','a4051f1223d1381b5d894cb3','','',NULL,'','','','O pedido loud não chegou 3','o pedido loud não chegou 3',8);
INSERT INTO "comments" VALUES(72,8,'pt',0,105660,'2026-01-05 00:00:00.000000',NULL,NULL,0,'content:fb9987234ae929c62170be525ce64ab2','ecaf022bfb79cdad1eaf2077','','',NULL,'','','','O pedido late não chegou 4','o pedido late não chegou 4',8);
INSERT INTO "comments" VALUES(73,8,'pt',0,105660,'2026-01-06 00:00:00.000000',NULL,NULL,0,'content:7a79b4a676343a995fe3ce1782ac94dd','867c2cdcb76f367173d17d57','','',NULL,'','','','O pedido cold não chegou 5','o pedido cold não chegou 5',8);
INSERT INTO "comments" VALUES(74,8,'pt',0,105660,'2026-01-07 00:00:00.000000',NULL,NULL,0,'content:d4f36f33e4ab20f37012ba7302e666c8','6f966e1e3e3ec9cdd856f658','','',NULL,'','','','O pedido small não chegou 6','o pedido small não chegou 6',8);
INSERT INTO "comments" VALUES(75,8,'pt',0,105660,'2026-01-08 00:00:00.000000',NULL,NULL,0,'content:3ff385e6bc814556c5c476dfe482ac89','1eae64e08d397540c99a61ee','','',NULL,'','','','O pedido heavy não chegou 7','o pedido heavy não chegou 7',8);
INSERT INTO "comments" VALUES(76,8,'pt',0,105660,'2026-01-09 00:00:00.000000',NULL,NULL,0,'content:5f6966b1a455f224f9148e0f1f443f0e','69f3ad3a7785101084287b86','','',NULL,'','','','O pedido slow não chegou 8','o pedido slow não chegou 8',8);
INSERT INTO "comments" VALUES(77,8,'pt',0,105660,'2026-01-10 00:00:00.000000',NULL,NULL,0,'content:840ccd12960f48105c749ebd9a4dc123','e6e48f93dd5334ebc6b20ab4','','',NULL,'','','','O pedido dear não chegou 9','o pedido dear não chegou 9',8);
INSERT INTO "comments" VALUES(78,8,'pt',0,105660,'2026-01-11 00:00:00.000000',NULL,NULL,0,'content:32c2acebc8c8dea44c5f5522bc04b675','259d0f05f109bc96a5f5d639','','',NULL,'','','','O pedido ugly não chegou 10','o pedido ugly não chegou 10',8);
INSERT INTO "comments" VALUES(79,8,'pt',0,105661,'2026-01-12 00:00:00.000000',NULL,NULL,0,'content:5c558c0ec2ea4c11304dcdaa62237ef4','8c9fcf2f757296bca0c63a2f','','',NULL,'','','','O pedido loud não chegou 11','o pedido loud não chegou 11',8);
INSERT INTO "comments" VALUES(80,8,'pt',0,105661,'2026-01-13 00:00:00.000000',NULL,NULL,0,'content:fbb130e3a5b6b485c41b2b5135f32078','4c2aca15e6d7fc3bb26ffe05','','',NULL,'','','','O pedido late não chegou 12','o pedido late não chegou 12',8);
INSERT INTO "comments" VALUES(81,8,'pt',0,105661,'2026-01-14 00:00:00.000000',NULL,NULL,0,'content:1130f51bb6f5b1a52b8beff8c5466846','886bf30c3f9da98afdbceaa9','','',NULL,'','','','O pedido cold não chegou 13','o pedido cold não chegou 13',8);
INSERT INTO "comments" VALUES(82,8,'pt',0,105661,'2026-01-15 00:00:00.000000',NULL,NULL,0,'content:a5a44196c57ebeb97613233594e4d4ee','ed4e5fe69d2f5b6b0870ef22','','',NULL,'','','','O pedido small não chegou 14','o pedido small não chegou 14',8);
INSERT INTO "comments" VALUES(83,8,'pt',0,105661,'2026-01-16 00:00:00.000000',NULL,NULL,0,'content:dffd78628f4fae92a7281efc2d60e209','a241636724d26bc16a2427d8','','',NULL,'','','','O pedido heavy não chegou 15','o pedido heavy não chegou 15',8);
INSERT INTO "comments" VALUES(84,8,'pt',0,105661,'2026-01-17 00:00:00.000000',NULL,NULL,0,'content:b0ddef17317da7ac3d995fce6a09582a','188960e1f1c251f935a8ec54','','',NULL,'','','','O pedido slow não chegou 16','o pedido slow não chegou 16',8);
INSERT INTO "comments" VALUES(85,8,'pt',0,105661,'2026-01-18 00:00:00.000000',NULL,NULL,0,'content:14e0aaaffa1863c332927285e8e93123','47738c084d06db133013fa4c','','',NULL,'','','','O pedido dear não chegou 17','o pedido dear não chegou 17',8);
INSERT INTO "comments" VALUES(86,8,'pt',0,105662,'2026-01-19 00:00:00.000000',NULL,NULL,0,'content:bd1c86e0616fc1e7a7afb16de311ea58','71427fa2093635fa5f7ba2cb','','',NULL,'','','','O pedido ugly não chegou 18','o pedido ugly não chegou 18',8);
INSERT INTO "comments" VALUES(87,8,'pt',0,105662,'2026-01-20 00:00:00.000000',NULL,NULL,0,'content:a60d040d35649ab8143207de7b1a6b3e','35b9cfbfa910edcd0b4b8968','','',NULL,'','','','O pedido loud não chegou 19','o pedido loud não chegou 19',8);
INSERT INTO "comments" VALUES(88,9,'en',0,NULL,NULL,NULL,NULL,0,'0','','0','',NULL,'','','','You could be less slow for us','you could be less slow for us',9);
INSERT INTO "comments" VALUES(89,9,'en',0,NULL,NULL,NULL,NULL,0,'1','','1','',NULL,'','','','You could be less dear for us','you could be less dear for us',9);
INSERT INTO "comments" VALUES(90,9,'en',0,NULL,NULL,NULL,NULL,0,'2','','2','',NULL,'','','','You could be less ugly for us','you could be less ugly for us',9);
INSERT INTO "comments" VALUES(91,9,'en',0,NULL,NULL,NULL,NULL,0,'3','','3','',NULL,'','','','You could be less loud for us','you could be less loud for us',9);
INSERT INTO "comments" VALUES(92,9,'en',0,NULL,NULL,NULL,NULL,0,'4','','4','',NULL,'','','','You could be less late for us','you could be less late for us',9);
INSERT INTO "comments" VALUES(93,9,'en',0,NULL,NULL,NULL,NULL,0,'5','','5','',NULL,'','','','You could be less cold for us','you could be less cold for us',9);
INSERT INTO "comments" VALUES(94,9,'en',0,NULL,NULL,NULL,NULL,0,'6','','6','',NULL,'','','','You could be less small for us','you could be less small for us',9);
INSERT INTO "comments" VALUES(95,9,'en',0,NULL,NULL,NULL,NULL,0,'7','','7','',NULL,'','','','You could be less heavy for us','you could be less heavy for us',9);
INSERT INTO "comments" VALUES(96,10,'id',0,NULL,NULL,NULL,NULL,0,'+62 812-3456-7890','','+62 812-3456-7890','',NULL,'','','','Aplikasi ini sangat lambat','aplikasi ini sangat lambat',10);
INSERT INTO "comments" VALUES(97,10,'id',0,NULL,NULL,NULL,NULL,0,'529.982.247-25','','529.982.247-25','',NULL,'','','','Pelayanan baik sekali','pelayanan baik sekali',10);
INSERT INTO "comments" VALUES(98,10,'id',0,NULL,NULL,NULL,NULL,0,'e06d38776739ff636ccc2960','','e06d38776739ff636ccc2960','',NULL,'','','','Bagus sekali kata saya','bagus sekali kata saya',10);
INSERT INTO "comments" VALUES(99,11,'en',0,NULL,NULL,NULL,NULL,0,'0#7b3eb9e9','','0','',NULL,'','What do you like?','','I like that it is slow for us','i like that it is slow for us',11);
INSERT INTO "comments" VALUES(100,11,'en',0,NULL,NULL,NULL,NULL,0,'0#2d20f092','','0','',NULL,'','What is missing?','','It lacks a slow mode','it lacks a slow mode',11);
INSERT INTO "comments" VALUES(101,11,'en',0,NULL,NULL,NULL,NULL,0,'1#7b3eb9e9','','1','',NULL,'','What do you like?','','I like that it is dear for us','i like that it is dear for us',11);
INSERT INTO "comments" VALUES(102,11,'en',0,NULL,NULL,NULL,NULL,0,'1#2d20f092','','1','',NULL,'','What is missing?','','It lacks a dear mode','it lacks a dear mode',11);
INSERT INTO "comments" VALUES(103,11,'en',0,NULL,NULL,NULL,NULL,0,'2#7b3eb9e9','','2','',NULL,'','What do you like?','','I like that it is ugly for us','i like that it is ugly for us',11);
INSERT INTO "comments" VALUES(104,11,'en',0,NULL,NULL,NULL,NULL,0,'2#2d20f092','','2','',NULL,'','What is missing?','','It lacks a ugly mode','it lacks a ugly mode',11);
INSERT INTO "comments" VALUES(105,11,'en',0,NULL,NULL,NULL,NULL,0,'3#7b3eb9e9','','3','',NULL,'','What do you like?','','I like that it is loud for us','i like that it is loud for us',11);
INSERT INTO "comments" VALUES(106,11,'en',0,NULL,NULL,NULL,NULL,0,'3#2d20f092','','3','',NULL,'','What is missing?','','It lacks a loud mode','it lacks a loud mode',11);
INSERT INTO "comments" VALUES(107,11,'en',0,NULL,NULL,NULL,NULL,0,'4#7b3eb9e9','','4','',NULL,'','What do you like?','','I like that it is late for us','i like that it is late for us',11);
INSERT INTO "comments" VALUES(108,11,'en',0,NULL,NULL,NULL,NULL,0,'4#2d20f092','','4','',NULL,'','What is missing?','','It lacks a late mode','it lacks a late mode',11);
INSERT INTO "comments" VALUES(109,11,'en',0,NULL,NULL,NULL,NULL,0,'5#7b3eb9e9','','5','',NULL,'','What do you like?','','I like that it is cold for us','i like that it is cold for us',11);
INSERT INTO "comments" VALUES(110,11,'en',0,NULL,NULL,NULL,NULL,0,'5#2d20f092','','5','',NULL,'','What is missing?','','It lacks a cold mode','it lacks a cold mode',11);
INSERT INTO "comments" VALUES(111,11,'en',0,NULL,NULL,NULL,NULL,0,'6#7b3eb9e9','','6','',NULL,'','What do you like?','','I like that it is small for us','i like that it is small for us',11);
INSERT INTO "comments" VALUES(112,11,'en',0,NULL,NULL,NULL,NULL,0,'6#2d20f092','','6','',NULL,'','What is missing?','','It lacks a small mode','it lacks a small mode',11);
INSERT INTO "comments" VALUES(113,11,'en',0,NULL,NULL,NULL,NULL,0,'7#7b3eb9e9','','7','',NULL,'','What do you like?','','I like that it is heavy for us','i like that it is heavy for us',11);
INSERT INTO "comments" VALUES(114,11,'en',0,NULL,NULL,NULL,NULL,0,'7#2d20f092','','7','',NULL,'','What is missing?','','It lacks a heavy mode','it lacks a heavy mode',11);
INSERT INTO "comments" VALUES(115,12,'en',0,105659,'2026-01-01 00:00:00.000000',NULL,NULL,0,'content:c384921d8f8c3edb67d57d3eb61c4438','','','',NULL,'','What do you like?','','I like that it is slow for us','i like that it is slow for us',12);
INSERT INTO "comments" VALUES(116,12,'en',0,105659,'2026-01-01 00:00:00.000000',NULL,NULL,0,'content:6b53b51faf31d75c0285646a55b0c13f','','','',NULL,'','What is missing?','','It lacks a slow mode','it lacks a slow mode',12);
INSERT INTO "comments" VALUES(117,12,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:52b8c848f079a0874188cc03c98faa13','','','',NULL,'','What do you like?','','I like that it is dear for us','i like that it is dear for us',12);
INSERT INTO "comments" VALUES(118,12,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'content:8ddf59edde3271b8de8a213bdc04245d','','','',NULL,'','What is missing?','','It lacks a dear mode','it lacks a dear mode',12);
INSERT INTO "comments" VALUES(119,12,'en',0,105659,'2026-01-03 00:00:00.000000',NULL,NULL,0,'content:502890871c2f622976f4775b025cdf52','','','',NULL,'','What do you like?','','I like that it is ugly for us','i like that it is ugly for us',12);
INSERT INTO "comments" VALUES(120,12,'en',0,105659,'2026-01-03 00:00:00.000000',NULL,NULL,0,'content:93e741c6833300db14c7f80923c31ab0','','','',NULL,'','What is missing?','','It lacks a ugly mode','it lacks a ugly mode',12);
INSERT INTO "comments" VALUES(121,12,'en',0,105659,'2026-01-04 00:00:00.000000',NULL,NULL,0,'content:381400fb17ee3cd4b50d46476cb25377','','','',NULL,'','What do you like?','','I like that it is loud for us','i like that it is loud for us',12);
INSERT INTO "comments" VALUES(122,12,'en',0,105659,'2026-01-04 00:00:00.000000',NULL,NULL,0,'content:ee380059546c202b810c21aaeab955fa','','','',NULL,'','What is missing?','','It lacks a loud mode','it lacks a loud mode',12);
INSERT INTO "comments" VALUES(123,12,'en',0,105660,'2026-01-05 00:00:00.000000',NULL,NULL,0,'content:a5259fa666a9a75ab8f420392a512ec3','','','',NULL,'','What do you like?','','I like that it is late for us','i like that it is late for us',12);
INSERT INTO "comments" VALUES(124,12,'en',0,105660,'2026-01-05 00:00:00.000000',NULL,NULL,0,'content:a6cc4e0acfe76d0585c353257f0d2fe5','','','',NULL,'','What is missing?','','It lacks a late mode','it lacks a late mode',12);
INSERT INTO "comments" VALUES(125,12,'en',0,105660,'2026-01-06 00:00:00.000000',NULL,NULL,0,'content:ca4e85bd28af59be7f4c6f0455eacb74','','','',NULL,'','What do you like?','','I like that it is cold for us','i like that it is cold for us',12);
INSERT INTO "comments" VALUES(126,12,'en',0,105660,'2026-01-06 00:00:00.000000',NULL,NULL,0,'content:53e9e406645f24670209d52dd572a990','','','',NULL,'','What is missing?','','It lacks a cold mode','it lacks a cold mode',12);
INSERT INTO "comments" VALUES(127,12,'en',0,105660,'2026-01-07 00:00:00.000000',NULL,NULL,0,'content:88ddea54cface62efe42fa73651cb0cf','','','',NULL,'','What do you like?','','I like that it is small for us','i like that it is small for us',12);
INSERT INTO "comments" VALUES(128,12,'en',0,105660,'2026-01-07 00:00:00.000000',NULL,NULL,0,'content:46121bb182d6f57f4d1c2c157b3dd65c','','','',NULL,'','What is missing?','','It lacks a small mode','it lacks a small mode',12);
INSERT INTO "comments" VALUES(129,12,'en',0,105660,'2026-01-08 00:00:00.000000',NULL,NULL,0,'content:c9339fe5f7002f216dc336541def69a3','','','',NULL,'','What do you like?','','I like that it is heavy for us','i like that it is heavy for us',12);
INSERT INTO "comments" VALUES(130,12,'en',0,105660,'2026-01-08 00:00:00.000000',NULL,NULL,0,'content:b7314b72c0c55e1eca8405b24f93a769','','','',NULL,'','What is missing?','','It lacks a heavy mode','it lacks a heavy mode',12);
INSERT INTO "comments" VALUES(131,13,'en',0,NULL,NULL,NULL,NULL,0,'1','','1','',NULL,'','','','Reasons:
1, slow, very
2, pricey, too much
Bye','reasons:
1, slow, very
2, pricey, too much
bye',13);
INSERT INTO "comments" VALUES(132,13,'en',0,NULL,NULL,NULL,NULL,0,'2','','2','',NULL,'','','','All fine here as always','all fine here as always',13);
INSERT INTO "comments" VALUES(133,14,'en',0,105659,'2026-01-01 00:00:00.000000',NULL,NULL,0,'0','','0','',NULL,'','','','Not slow. It is slow all the same 0','not slow. it is slow all the same 0',14);
INSERT INTO "comments" VALUES(134,14,'en',0,105659,'2026-01-02 00:00:00.000000',NULL,NULL,0,'1','','1','',NULL,'','','','Not dear. It is dear all the same 1','not dear. it is dear all the same 1',14);
INSERT INTO "comments" VALUES(135,14,'en',0,105659,'2026-01-03 00:00:00.000000',NULL,NULL,0,'2','','2','',NULL,'','','','Not ugly. It is ugly all the same 2','not ugly. it is ugly all the same 2',14);
INSERT INTO "comments" VALUES(136,14,'en',0,105659,'2026-01-04 00:00:00.000000',NULL,NULL,0,'3','','3','',NULL,'','','','Not loud. It is loud all the same 3','not loud. it is loud all the same 3',14);
INSERT INTO "comments" VALUES(137,14,'en',0,105660,'2026-01-05 00:00:00.000000',NULL,NULL,0,'4','','4','',NULL,'','','','Not late. It is late all the same 4','not late. it is late all the same 4',14);
INSERT INTO "comments" VALUES(138,14,'en',0,105660,'2026-01-06 00:00:00.000000',NULL,NULL,0,'5','','5','',NULL,'','','','Not cold. It is cold all the same 5','not cold. it is cold all the same 5',14);
INSERT INTO "comments" VALUES(139,14,'en',0,105660,'2026-01-07 00:00:00.000000',NULL,NULL,0,'6','','6','',NULL,'','','','Not small. It is small all the same 6','not small. it is small all the same 6',14);
INSERT INTO "comments" VALUES(140,14,'en',0,105660,'2026-01-08 00:00:00.000000',NULL,NULL,0,'7','','7','',NULL,'','','','Not heavy. It is heavy all the same 7','not heavy. it is heavy all the same 7',14);
INSERT INTO "comments" VALUES(141,15,'pt',0,NULL,NULL,NULL,NULL,0,'content:a323bcc9fa707d76f38b05ec6a233753','','','',NULL,'','','','Péssimo atendimento','péssimo atendimento',15);
INSERT INTO "comments" VALUES(142,15,'pt',0,NULL,NULL,NULL,NULL,0,'content:fc56b0a40ce7b41f085f3dac79014227','','','',NULL,'','','','Péssimo atendimento','péssimo atendimento',15);
INSERT INTO "comments" VALUES(143,15,'en',0,NULL,NULL,NULL,NULL,0,'content:e83b47b5e5aa31b2fc4c9e7ac4904a95','','','',NULL,'','','','Good job','good job',15);
INSERT INTO "comments" VALUES(144,15,'en',0,NULL,NULL,NULL,NULL,0,'content:9ee2457dbb35dc89c9d0bd5006fe0ba6','','','',NULL,'','','','Good job','good job',15);
INSERT INTO "comments" VALUES(145,15,'en',0,NULL,NULL,NULL,NULL,0,'content:f4d34a6eeb6aef993420fdf136c41204','','','',NULL,'','','','Bad  job','bad  job',15);
INSERT INTO "comments" VALUES(146,15,'en',0,NULL,NULL,NULL,NULL,0,'content:bc3b734928d05c1c1b4903b5542374e8','','','',NULL,'','','','Slow since the update','slow since the update',15);
INSERT INTO "comments" VALUES(147,15,'en',0,NULL,NULL,NULL,NULL,0,'content:19dfda9425b70cce451ba02ffe2c81c0','','','',NULL,'','','','Very  slow now','very  slow now',15);
INSERT INTO "comments" VALUES(148,15,'en',0,NULL,NULL,NULL,NULL,0,'content:5d98de74cf6c58dc553ebb3af2bc2398','','','',NULL,'','','','Very  slow now','very  slow now',15);
CREATE TABLE heard_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT heard_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "heard_schema" VALUES('0002');
CREATE TABLE imports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	report JSON NOT NULL
, finished BOOLEAN DEFAULT 1 NOT NULL, undone_at DATETIME);
INSERT INTO "imports" VALUES(1,'2026-11-27 00:00:00.000000','anon','{"file": "anon.csv", "rows": 3, "imported": 3, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 3}, "source": "anon", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(2,'2026-11-27 00:00:00.000000','blanks','{"file": "blanks.csv", "rows": 4, "imported": 4, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 4}, "source": "blanks", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(3,'2026-11-27 00:00:00.000000','channel','{"file": "channel.csv", "rows": 12, "imported": 12, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 12}, "source": "channel", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(4,'2026-11-27 00:00:00.000000','dates','{"file": "dates.csv", "rows": 12, "imported": 12, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 12}, "source": "dates", "notes": ["The dates in “date” were read day first, but no date in it tells day from month. If that is wrong, say so and import again."]}',1,NULL);
INSERT INTO "imports" VALUES(5,'2026-11-27 00:00:00.000000','equal','{"file": "equal.csv", "rows": 5, "imported": 2, "updated": 0, "duplicates": 3, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 5}, "source": "equal", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(6,'2026-11-27 00:00:00.000000','filler','{"file": "filler.csv", "rows": 4, "imported": 4, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 3, "redacted": 0, "languages": {"en": 4}, "source": "filler", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(7,'2026-11-27 00:00:00.000000','ids','{"file": "ids.csv", "rows": 30, "imported": 30, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 30}, "source": "ids", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(8,'2026-11-27 00:00:00.000000','noids','{"file": "noids.csv", "rows": 20, "imported": 20, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"pt": 20}, "source": "noids", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(9,'2026-11-27 00:00:00.000000','one_question','{"file": "one_question.csv", "rows": 8, "imported": 8, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 8}, "source": "one_question", "notes": ["No header says which column holds the comments; “What could we do better?” was taken because of its values."]}',1,NULL);
INSERT INTO "imports" VALUES(10,'2026-11-27 00:00:00.000000','phoneids','{"file": "phoneids.csv", "rows": 3, "imported": 3, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"id": 3}, "source": "phoneids", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(11,'2026-11-27 00:00:00.000000','questions','{"file": "questions.csv", "rows": 16, "imported": 16, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 16}, "source": "questions", "notes": ["Comments were read from 2 columns, one comment per answer: “What do you like?”, “What is missing?”. Switch one off with --map text2= (and so on).", "Each row holds 2 open questions; every answer counts as a row."]}',1,NULL);
INSERT INTO "imports" VALUES(12,'2026-11-27 00:00:00.000000','questions_noid','{"file": "questions_noid.csv", "rows": 16, "imported": 16, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 16}, "source": "questions_noid", "notes": ["Comments were read from 2 columns, one comment per answer: “What do you like?”, “What is missing?”. Switch one off with --map text2= (and so on).", "Each row holds 2 open questions; every answer counts as a row."]}',1,NULL);
INSERT INTO "imports" VALUES(13,'2026-11-27 00:00:00.000000','quoted','{"file": "quoted.csv", "rows": 2, "imported": 2, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 2}, "source": "quoted", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(14,'2026-11-27 00:00:00.000000','title','{"file": "title.csv", "rows": 8, "imported": 8, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 8}, "source": "title", "notes": []}',1,NULL);
INSERT INTO "imports" VALUES(15,'2026-11-27 00:00:00.000000','undated','{"file": "undated.csv", "rows": 8, "imported": 8, "updated": 0, "duplicates": 0, "rejected": 0, "filler": 0, "redacted": 0, "languages": {"en": 6, "pt": 2}, "source": "undated", "notes": []}',1,NULL);
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
CREATE TABLE mappings (
	header_key TEXT NOT NULL, 
	mapping JSON NOT NULL, 
	CONSTRAINT pk_mappings PRIMARY KEY (header_key)
);
CREATE TABLE rejects (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	import_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	advice TEXT NOT NULL, 
	excerpt TEXT NOT NULL, 
	CONSTRAINT fk_rejects_import_id FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
);
CREATE TABLE revisions (
	number BIGINT NOT NULL
);
INSERT INTO "revisions" VALUES(45);
CREATE TABLE runs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	params JSON NOT NULL, 
	report JSON NOT NULL
);
CREATE TABLE sources (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	is_sample BOOLEAN NOT NULL, timezone TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_sources_name UNIQUE (name)
);
INSERT INTO "sources" VALUES(1,'anon','other',0,'');
INSERT INTO "sources" VALUES(2,'blanks','other',0,'');
INSERT INTO "sources" VALUES(3,'channel','chat',0,'');
INSERT INTO "sources" VALUES(4,'dates','other',0,'');
INSERT INTO "sources" VALUES(5,'equal','other',0,'');
INSERT INTO "sources" VALUES(6,'filler','other',0,'');
INSERT INTO "sources" VALUES(7,'ids','other',0,'');
INSERT INTO "sources" VALUES(8,'noids','other',0,'');
INSERT INTO "sources" VALUES(9,'one_question','other',0,'');
INSERT INTO "sources" VALUES(10,'phoneids','other',0,'');
INSERT INTO "sources" VALUES(11,'questions','other',0,'');
INSERT INTO "sources" VALUES(12,'questions_noid','other',0,'');
INSERT INTO "sources" VALUES(13,'quoted','other',0,'');
INSERT INTO "sources" VALUES(14,'title','other',0,'');
INSERT INTO "sources" VALUES(15,'undated','other',0,'');
CREATE TABLE suggestions (
	theme_id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	reasons JSON NOT NULL, 
	CONSTRAINT pk_suggestions PRIMARY KEY (theme_id, change_id), 
	CONSTRAINT fk_suggestions_theme_id FOREIGN KEY(theme_id) REFERENCES themes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_suggestions_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
CREATE TABLE themes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	terms JSON NOT NULL, 
	language TEXT NOT NULL, 
	named_by_person BOOLEAN NOT NULL, 
	outcome TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	retired BOOLEAN NOT NULL, 
	cohesion FLOAT, 
	representatives JSON NOT NULL, 
	created_at DATETIME, 
	version INTEGER NOT NULL
);
CREATE INDEX ix_comments_source_language ON comments (source_id, language, is_filler);
CREATE INDEX ix_comments_newest ON comments (week, created_at, id, source_id, language, is_filler);
CREATE INDEX ix_rejects_import_id ON rejects (import_id);
CREATE INDEX ix_assignments_theme_id ON assignments (theme_id, comment_id);
CREATE INDEX ix_assignments_figures ON assignments (theme_id, language, week, created_at, rating);
CREATE INDEX ix_links_change_id ON links (change_id);
CREATE INDEX ix_suggestions_change_id ON suggestions (change_id);
CREATE INDEX ix_announcement_themes_theme_id ON announcement_themes (theme_id);
CREATE INDEX ix_announcement_changes_change_id ON announcement_changes (change_id);
CREATE INDEX ix_comments_import_id ON comments (import_id);
CREATE INDEX ix_comment_versions_import_id ON comment_versions (import_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('imports',15);
INSERT INTO "sqlite_sequence" VALUES('sources',15);
INSERT INTO "sqlite_sequence" VALUES('comments',148);
COMMIT;
