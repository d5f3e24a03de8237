"""Exports as they come out of tools, in which something was once taken for something else."""

import json

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
