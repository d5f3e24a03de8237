"""Exports as they come out of tools, in which something was once taken for something else."""

import json
from datetime import datetime

import pytest

from feedback.actions.importing import preview_file
from feedback.errors import InputError
from feedback.intake.markup import without_markup

CONVERSATION = {
    "type": "conversation",
    "id": "2150",
    "created_at": 1767225600,
    "source": {
        "type": "conversation",
        "subject": "",
        "body": "<p>Hi, the <b>export</b> fails &amp; I lost rows.</p><p>Second line</p>",
        "author": {"id": "u1", "name": "Ann Lee", "email": "ann@example.com"},
    },
    "state": "closed",
    "conversation_rating": {"rating": 2, "remark": "took far too long"},
    "statistics": {"first_admin_reply_at": 1767226500},
}


def test_a_conversation_is_what_the_customer_wrote_and_no_markup(bring_in, stored):
    second = CONVERSATION | {"id": "2151", "conversation_rating": {"rating": 5, "remark": None}}
    file = json.dumps({"pages": {"page": 1}, "conversations": [CONVERSATION, second]})
    report = bring_in(file, name="conversations.json")
    assert (report.imported, report.rejected, report.source) == (2, 0, "conversations")
    first = stored()[0]
    assert first.text == "Hi, the export fails & I lost rows.\nSecond line"
    assert (first.external_id, first.rating, str(first.answered_at)) == (
        "2150", 2.0, "2026-01-01 00:15:00",
    )  # fmt: skip


def test_markup_becomes_the_words_it_shows():
    assert without_markup("no markup at 3 pm") == "no markup at 3 pm"
    assert without_markup("a<br>b &lt;i&gt; <script>alert(1)</script>c") == "a\nb <i> c"
    assert without_markup("<p>open <b>never closed") == "open never closed"
    assert without_markup("5 < 6 and 7 > 3") == "5 < 6 and 7 > 3"


def test_a_ticket_nobody_rated_is_not_a_rating_that_could_not_be_read(bring_in, stored):
    report = bring_in(
        "Ticket ID,Subject,Description,Requester email,Status,Created at,First reply at,"
        "Solved at,Satisfaction score\n"
        "1,Refund,I was charged twice,a@example.org,solved,2026-02-03 10:11,2026-02-03 12:00,"
        "2026-02-05 09:00,Offered\n"
        "2,Login,I cannot log in any more,b@example.org,solved,2026-02-03 10:11,"
        "2026-02-03 13:00,2026-02-05 09:00,Bad\n"
    )
    assert [comment.rating for comment in stored()] == [None, 2.0]
    assert not any("rating" in note for note in report.notes)
    assert str(stored()[0].answered_at) == "2026-02-03 12:00:00"


def test_short_answers_are_not_taken_for_languages_far_away(bring_in, stored):
    answers = ["Too expensive", "none", "Slow dashboards", "Love the reports", "Missing SSO"]
    rows = "".join(f"{n},{answers[n % 5]}\n" for n in range(50))
    bring_in("id,Why?\n" + rows)
    assert {comment.language for comment in stored()} == {"en"}


def tweets(*texts):
    return "Tweet id,Text\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(texts, 1))


def test_entities_of_an_escaped_file_are_read_as_the_signs_they_stand_for(bring_in, stored):
    texts = (
        "Bags &amp; delays again today",
        "I &lt;3 you, 2 &gt; 1, &quot;quoted&quot; &#39;so&#39;",
        "Written once: &amp;lt;b&amp;gt; stays a word",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;copy;",
        "No sign at all in here",
    )
    report = bring_in(tweets(*texts))
    assert [comment.text for comment in stored()] == [
        "Bags & delays again today",
        "I <3 you, 2 > 1, \"quoted\" 'so'",
        "Written once: &lt;b&gt; stays a word",
        "<script>alert(1)</script> &copy;",
        "No sign at all in here",
    ]
    assert any("4 comments were read accordingly" in note for note in report.notes)


def test_personal_data_behind_entities_is_replaced_too(bring_in, stored):
    bring_in(tweets("a &amp; b c", "d &amp; e f", "write to ann&#64;example.org &amp; wait"))
    assert "example.org" not in stored()[2].text
    assert "[email]" in stored()[2].text


def test_the_preview_shows_such_texts_as_people_wrote_them(tmp_path):
    path = tmp_path / "tweets.csv"
    path.write_text(tweets("a &amp; b c", "d &amp; e f", "ann&#64;example.org &amp; me"))
    (shown,) = preview_file(path).redactions
    assert (shown.before, shown.after) == ("ann@example.org & me", "[email] & me")


def test_entities_stay_where_somebody_types_a_bare_sign(bring_in, stored):
    texts = ("&nbsp; shows up on my page", "So does &amp; in titles", "And &lt;b&gt; too", "Q&A ok")
    report = bring_in(tweets(*texts))
    assert [comment.text for comment in stored()] == list(texts)
    assert not any("&amp;" in note for note in report.notes)


def test_two_entities_say_nothing_about_a_file(bring_in, stored):
    texts = ("What does &amp; mean here", "And &lt; there", "Nothing in here")
    bring_in(tweets(*texts))
    assert [comment.text for comment in stored()] == list(texts)


def test_a_longer_escaped_export_without_ids_brings_nothing_in_twice(bring_in, stored):
    first = "Date,Text\n2026-01-01,Bags &amp; delays\n2026-01-02,Food &amp; drink\n"
    bring_in(first, name="tweets.csv")
    assert stored()[0].text == "Bags &amp; delays"
    bring_in(first + "2026-01-03,Gates &amp; queues\n", name="tweets.csv")
    assert [comment.text for comment in stored()] == [
        "Bags & delays", "Food & drink", "Gates & queues",
    ]  # fmt: skip


def test_google_forms_in_indonesian_writes_its_clock_with_an_offset(bring_in, stored):
    bring_in(
        "Cap waktu,Alamat Email,Apa yang perlu diperbaiki?\n"
        "2026/03/02 9:15:22 AM GMT+7,dewi@example.com,Antrean terlalu panjang\n"
        "2026/03/13 1:05:44 PM GMT+7,sri@example.com,AC mati terus\n",
        timezone="UTC",
    )
    assert [one.created_at for one in stored()] == [
        datetime(2026, 3, 2, 2, 15, 22),
        datetime(2026, 3, 13, 6, 5, 44),
    ]


def test_a_header_between_the_rows_of_joined_exports_is_no_comment(bring_in, stored, store):
    report = bring_in("date,comment\n2026-03-01,It is slow\ndate,comment\n2026-03-03,It is cold\n")
    assert (report.imported, report.rejected) == (2, 1)
    (reject,) = store.imports.rejects(report.id)
    assert (reject.line, reject.reason) == (3, "The row repeats the names of the columns.")


def test_the_customers_grade_is_a_rating_and_no_customer(bring_in, stored):
    bring_in(
        "ID;Reclamação;Nota do consumidor\n1;Recebi um produto diferente;3\n"
        "2;Meu estorno não caiu na conta;1\n"
    )
    assert [(one.rating, one.customer) for one in stored()] == [(3, ""), (1, "")]


def test_the_day_a_survey_was_sent_is_no_source(bring_in, store):
    bring_in(
        "Email,Score,Comment,Score Date,Survey Sent\n"
        "a@example.com,10,So easy to use,2026-03-01,2026-02-27\n"
        "b@example.com,3,Support never replied,2026-03-02,2026-02-27\n"
    )
    assert [one.name for one in store.comments.sources()] == ["comments"]


@pytest.mark.parametrize("line", ["{}/03/2026, 10:02 - Mia: {}", "[{}.03.26, 10:02:11] Mia: {}"])
def test_a_chat_is_refused_with_what_to_do(bring_in, stored, line):
    words = ["The order never came", "It has been three weeks\nand nobody calls", "Hello?"]
    chat = "\n".join(line.format(10 + day, said) for day, said in enumerate(words))
    with pytest.raises(InputError, match="is a chat as messengers save it"):
        bring_in(chat + "\n", name="chat.txt")
    assert stored() == []
