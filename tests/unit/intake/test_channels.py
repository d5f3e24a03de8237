"""A column that says by which channel each row came."""

from collections import Counter
from datetime import datetime

import pytest

from feedback.actions.arrivals import arrival_report
from feedback.domain.comment import Channel
from feedback.domain.summaries import CommentFilter

WAYS = ("Chat", "E-mail", "Chat", "Telefone", "Chat", "", "E-mail")


def export(ways=WAYS, header="id,Data,Comentário,Canal"):
    rows = [
        f"{place},2026-02-{place:02} 10:11,O pedido {place} ainda não chegou aqui,{way}"
        for place, way in enumerate(ways, 1)
    ]
    return "\n".join([header, *rows]) + "\n"


def test_each_comment_is_counted_by_its_own_channel(bring_in, stored, store):
    report = bring_in(export(), "cafe.csv")
    assert Counter(one.channel for one in stored()) == {
        Channel.CHAT: 4,  # one of them does not say, so it is with most of its source
        Channel.EMAIL: 2,
        Channel.PHONE: 1,
    }
    for channel, count in ((Channel.CHAT, 4), (Channel.EMAIL, 2), (Channel.PHONE, 1)):
        assert store.comments.count(CommentFilter(channel=channel)) == count
    arrivals = arrival_report(store).channels
    assert {name: row.comments for name, row in arrivals.items()} == {
        "chat": 4, "email": 2, "phone": 1,
    }  # fmt: skip
    assert {one.name for one in store.comments.sources()} == {
        "cafe", "cafe (email)", "cafe (phone)",
    }  # fmt: skip
    assert any("“Canal” names several channels" in note for note in report.notes)


def test_the_first_row_says_nothing_about_the_channel_of_all(bring_in, stored):
    bring_in(export(("E-mail", "Chat", "Chat")), "cafe.csv")
    assert [(one.source, one.channel) for one in stored()] == [
        ("cafe", Channel.CHAT), ("cafe", Channel.CHAT), ("cafe (email)", Channel.EMAIL),
    ]  # fmt: skip


def test_one_channel_throughout_stays_one_source(bring_in, stored):
    report = bring_in(export(("WhatsApp", "", "Chat")), "cafe.csv")
    assert {(one.source, one.channel) for one in stored()} == {("cafe", Channel.CHAT)}
    assert not any("Canal" in note for note in report.notes)


@pytest.mark.parametrize("header", ["id,Data,Comentário,Canal", "nothing,Data,Comentário,Canal"])
def test_a_longer_export_brings_only_what_is_new(bring_in, stored, header):
    """Also where most rows came by another channel by now."""
    bring_in(export(header=header), "cafe.csv")
    report = bring_in(export((*WAYS, *["E-mail"] * 5, "Twitter"), header), "cafe.csv")
    assert (report.imported, report.duplicates, report.updated) == (6, 7, 0)
    assert Counter(one.source for one in stored()) == {
        "cafe": 4, "cafe (email)": 7, "cafe (phone)": 1, "cafe (social)": 1,
    }  # fmt: skip


def test_comments_that_came_in_as_one_source_do_not_come_twice(bring_in, stored):
    """As all did before channels were kept apart, and do where one was given."""
    bring_in(export(), "cafe.csv", channel="chat")
    report = bring_in(export((*WAYS, "E-mail")), "cafe.csv")
    assert (report.imported, report.duplicates) == (1, 7)
    assert {one.source for one in stored()} == {"cafe"}
    assert any("“Canal” is not used" in note for note in report.notes)


def test_a_channel_nobody_knows_is_another_one_and_most_rows_still_decide(bring_in, stored):
    bring_in(export(("Web", "Web", "Web", "Phone", "Postal mail")), "cafe.csv")
    assert Counter((one.source, one.channel) for one in stored()) == {
        ("cafe", Channel.OTHER): 4, ("cafe (phone)", Channel.PHONE): 1,
    }  # fmt: skip


def test_a_column_that_names_no_known_channel_at_all_says_nothing(bring_in, stored):
    bring_in(export(("Android", "iOS")), "playstore.csv")
    assert {(one.source, one.channel) for one in stored()} == {("playstore", Channel.REVIEW)}


def test_each_source_of_a_column_is_taken_apart(bring_in, stored):
    rows = ["Loja,Chat", "Loja,Chat", "App,E-mail", "App,E-mail", "Loja,E-mail"]
    text = "\n".join(f"O pedido {place} não chegou,{row}" for place, row in enumerate(rows))
    bring_in(f"comentário,fonte,canal\n{text}\n")
    assert {(one.source, one.channel) for one in stored()} == {
        ("Loja", Channel.CHAT), ("App", Channel.EMAIL), ("Loja (email)", Channel.EMAIL),
    }  # fmt: skip


def test_what_was_not_taken_back_does_not_come_twice(bring_in, stored, store):
    """The source goes with its comments, and most of the rows left are in a part of it."""
    bring_in(export(("Chat", "Chat", "E-mail", "E-mail", "E-mail"), "id,Data,Comentário,Canal"))
    first = bring_in(export(("Chat", "Chat")), "cafe.csv", source="cafe")
    bring_in(export(("Chat", "Chat", "E-mail", "E-mail", "E-mail")), "cafe.csv", source="cafe")
    store.imports.undo(first.id, datetime(2026, 3, 1))
    assert {one.source for one in stored()} == {"comments", "comments (chat)", "cafe (email)"}
    again = bring_in(
        export(("Chat", "Chat", "E-mail", "E-mail", "E-mail")), "cafe.csv", source="cafe"
    )
    assert (again.imported, again.duplicates) == (2, 3)
