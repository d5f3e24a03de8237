"""Exports whose header is known, written by hand with the columns each tool writes."""

from datetime import datetime

import pytest

from feedback.actions.importing import preview_file
from feedback.domain.comment import Channel
from feedback.intake.shapes import SHAPES

EXPORTS = {
    "Google Play Console": (
        "Package Name,App Version Code,Reviewer Language,Device,Review Submit Date and Time,"
        "Review Submit Millis Since Epoch,Star Rating,Review Title,Review Text,"
        "Developer Reply Date and Time,Developer Reply Text,Review Link\n"
        "com.acme.app,12,pt,pixel,2026-02-03T10:11:12Z,1770113472000,2,,O botão sumiu da tela,"
        "2026-02-04T08:00:00Z,Obrigado pelo aviso,https://play.google.com/x?reviewId=a1\n",
        {"text": "O botão sumiu da tela", "rating": 2.0, "language": "pt",
         "answer": "Obrigado pelo aviso", "channel": Channel.REVIEW},
    ),
    "App Store": (
        "id,createdDate,rating,title,body,reviewerNickname,territory\n"
        "9,2026-02-03T10:11:12-08:00,5,Love it,The new search is so quick,zed77,USA\n",
        {"text": "Love it. The new search is so quick", "external_id": "9", "rating": 5.0,
         "created_at": datetime(2026, 2, 3, 10, 11, 12)},
    ),
    "Intercom conversations": (
        "type,id,created_at,source.type,source.subject,source.body,source.author.id,state,"
        "conversation_rating.rating,conversation_rating.remark,statistics.first_admin_reply_at\n"
        "conversation,215,1770113472,email,,<p>The export <b>fails</b> each time</p>,u7,closed,"
        "2,took far too long,1770114372\n",
        {"text": "The export fails each time", "external_id": "215", "rating": 2.0,
         "answered_at": datetime(2026, 2, 3, 10, 26, 12), "channel": Channel.CHAT},
    ),
    "Zendesk": (
        "Ticket ID,Subject,Description,Requester email,Status,Created at,Solved at,"
        "Satisfaction score,Assignee\n"
        "77,Refund,I was charged twice this month,mia@example.org,solved,2026-02-03 10:11,"
        "2026-02-05 09:00,Good,Ann\n",
        {"text": "Refund. I was charged twice this month", "external_id": "77", "rating": 4.0,
         "answered_at": datetime(2026, 2, 5, 9, 0)},
    ),
    "Intercom": (
        "Conversation ID,User ID,Created at,Conversation rating,Conversation rating remark\n"
        "c-1,u-9,2026-02-03,4,They answered within a minute\n",
        {"text": "They answered within a minute", "external_id": "c-1", "rating": 4.0,
         "channel": Channel.CHAT},
    ),
    "Trustpilot": (
        "Review ID,Review created (UTC),Review title,Review content,Review stars,"
        "Review consumer user ID,Company reply content,Company reply created (UTC)\n"
        "t1,2026-02-03 10:11:12,Slow,It took three weeks to arrive,1,u1,Sorry about that,"
        "2026-02-04 10:00:00\n",
        {"text": "Slow. It took three weeks to arrive", "rating": 1.0,
         "answer": "Sorry about that"},
    ),
    "Typeform": (
        "#,How likely are you to recommend us?,What could we improve?,Network ID,"
        "Start Date (UTC),Submit Date (UTC)\n"
        "h4sh,9,The invoices arrive far too late,n1,2026-02-03 10:00:00,2026-02-03 10:11:12\n",
        {"text": "The invoices arrive far too late", "external_id": "h4sh", "rating": 4.6,
         "created_at": datetime(2026, 2, 3, 10, 11, 12)},
    ),
    "Google Forms": (
        "Stempel waktu,Alamat Email,Seberapa puas Anda?,Apa saran Anda untuk kami?\n"
        "03/02/2026 10:11:12,mia@example.org,5,Tolong percepat pengiriman barangnya\n"
        "25/02/2026 10:11:12,lee@example.org,1,Aplikasi sering keluar sendiri\n",
        {"text": "Tolong percepat pengiriman barangnya", "language": "id",
         "created_at": datetime(2026, 2, 3, 10, 11, 12), "channel": Channel.SURVEY},
    ),
    "SurveyMonkey": (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,"
        "What do you like most about us?,Overall rating\n"
        ",,,,,,Open-Ended Response,Response\n"
        "118,55,02/03/2026 10:00:00 AM,02/13/2026 10:11:12 AM,10.0.0.1,mia@example.org,"
        "Your people are patient and kind,Very satisfied\n",
        {"text": "Your people are patient and kind", "external_id": "118", "rating": 5.0,
         "created_at": datetime(2026, 2, 13, 10, 11, 12)},
    ),
    "Google Play scraper": (
        "reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,"
        "replyContent,repliedAt\n"
        "g-1,Mia Doe,https://example.org/a.png,A tela fica branca ao abrir,1,0,1.2.3,"
        "2026-02-03 10:11:12,Já corrigimos isso,2026-02-04 08:00:00\n",
        {"text": "A tela fica branca ao abrir", "external_id": "g-1", "rating": 1.0,
         "created_at": datetime(2026, 2, 3, 10, 11, 12), "answer": "Já corrigimos isso",
         "answered_at": datetime(2026, 2, 4, 8, 0), "channel": Channel.REVIEW},
    ),
    "Consumer Financial Protection Bureau": (
        "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,"
        "Company public response,Company,State,ZIP code,Tags,Consumer consent provided?,"
        "Submitted via,Date sent to company,Company response to consumer,Timely response?,"
        "Consumer disputed?,Complaint ID\n"
        "02/13/26,Debt collection,Other,Wrong debt,,They ask for a debt that I have paid,,"
        "ACME LLC,FL,335XX,,Consent provided,Web,02/14/26,Closed with explanation,Yes,N/A,77001\n",
        {"text": "They ask for a debt that I have paid", "external_id": "77001", "rating": None,
         "created_at": datetime(2026, 2, 13), "consent": True, "answer": "", "answered_at": None},
    ),
    "Olist": (
        "review_id,order_id,review_score,review_comment_title,review_comment_message,"
        "review_creation_date,review_answer_timestamp\n"
        "9f1,a01,4,Recomendo,O produto chegou antes do prazo,2026-02-01 00:00:00,"
        "2026-02-03 10:11:12\n",
        {"text": "Recomendo. O produto chegou antes do prazo", "rating": 4.0, "language": "pt",
         "external_id": "9f1", "created_at": datetime(2026, 2, 3, 10, 11, 12),
         "answered_at": None, "channel": Channel.REVIEW},
    ),
}  # fmt: skip


def test_every_known_shape_has_an_export_here():
    assert set(EXPORTS) == {shape.name for shape in SHAPES}


@pytest.mark.parametrize("tool", EXPORTS)
def test_an_export_is_recognised_and_comes_in_without_a_mapping(bring_in, stored, tmp_path, tool):
    content, expected = EXPORTS[tool]
    path = tmp_path / "export.csv"
    path.write_text(content, encoding="utf-8")
    assert preview_file(path).shape == tool
    report = bring_in(path)
    assert report.rejected == 0
    comment = stored()[0]
    assert {name: getattr(comment, name) for name in expected} == expected
    assert "mia@example.org" not in repr(stored())


def test_several_open_questions_become_several_comments_that_know_their_question(bring_in, stored):
    text = (
        "Respondent,Date,What did you like about us?,What could we improve?\n"
        "r1,2026-02-03,The staff was very kind,Answer the phone more quickly please\n"
        "r2,2026-02-04,,The opening hours are too short\n"
        "r3,2026-02-05,,\n"
    )
    report = bring_in(text)
    assert (report.rows, report.imported, report.rejected) == (4, 3, 1)
    assert [(c.question, c.text) for c in stored()] == [
        ("What did you like about us?", "The staff was very kind"),
        ("What could we improve?", "Answer the phone more quickly please"),
        ("What could we improve?", "The opening hours are too short"),
    ]
    assert len({c.customer for c in stored()}) == 2
    assert any("every answer counts" in note for note in report.notes)
    assert bring_in(text).duplicates == 3


def test_a_second_question_can_be_switched_off(bring_in):
    report = bring_in(
        "What did you like about us?,What could we improve?\n"
        "The staff was very kind,Answer the phone more quickly please\n",
        mapping={"text2": ""},
    )
    assert report.imported == 1
