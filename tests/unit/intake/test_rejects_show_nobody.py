"""Rejected rows go into a file that people pass on: nothing personal is in it."""

from feedback.actions.importing import rejects_csv

PHONE, MAIL = "+62 813 9087 1122", "rina.kusuma@example.co.id"
FILL = "x " * 54


def _excerpts(store, report):
    return [reject.excerpt for reject in store.imports.rejects(report.id)]


def test_of_a_row_without_a_comment_the_customer_is_not_shown(bring_in, store):
    report = bring_in(
        "id,date,customer,full name,comment\n"
        "r1,2026-01-02,KUNDE-4711,Rina Kusuma,Too slow for me\n"
        "r2,2026-01-02,KUNDE-4712,Mia Horvat,\n"
    )
    (shown,) = _excerpts(store, report)
    assert "r2" in shown and "2026-01-02" in shown
    assert "4712" not in shown and "Mia" not in shown


def test_an_id_that_is_an_address_is_a_digest_there_too(bring_in, store):
    report = bring_in(f"id,date,comment\n1,2026-01-02,Too slow\n{MAIL},2026-01-02,\n")
    (shown,) = _excerpts(store, report)
    assert "rina" not in shown and "2026-01-02" in shown


def test_an_address_on_the_edge_of_the_excerpt_is_replaced_before_it_is_cut(bring_in, store):
    for width in range(90, 125):
        segment = ("y" * 9 + " ") * (width // 10) + "z" * (width % 10) + " " + MAIL + " " + PHONE
        report = bring_in(
            f"date,segment,comment\n2026-01-02,,Too slow\n2026-01-02,{segment},\n",
            source=f"s{width}",
        )
        (shown,) = _excerpts(store, report)
        assert "rina" not in shown and "813" not in shown
        assert len(shown) <= 120


def test_links_that_become_short_pull_nothing_half_into_the_excerpt(bring_in, store):
    link = "https://app.example.com/reset?token=" + "9f8b7c6d5e" * 20
    for width in range(0, 40):
        segment = f"{link} {'z' * width} {MAIL} {PHONE} {MAIL}"
        report = bring_in(
            f"date,segment,comment\n2026-01-02,,Too slow\n2026-01-02,{segment},\n",
            source=f"s{width}",
        )
        (shown,) = _excerpts(store, report)
        assert "token" not in shown and "rina" not in shown and "813" not in shown


def test_a_row_with_too_many_cells_is_shown_only_where_no_column_holds_customers(bring_in, store):
    without = bring_in(f"id,comment\n1,Too slow\n2,Too slow,really,{MAIL}\n", source="a")
    (shown,) = _excerpts(store, without)
    assert shown == "2 | Too slow | really | [email]"
    within = bring_in(
        "id,customer,comment\n1,KUNDE-1,Too slow\n2,KUNDE-2,Too slow,really\n", source="b"
    )
    assert _excerpts(store, within) == [""]
    assert "KUNDE" not in rejects_csv(store, within.id)


def test_no_rejected_row_shows_what_notes_may_not_show_either(bring_in):
    report = bring_in(
        f"id,date,stars,comment\n1,{FILL}{PHONE},{FILL}{MAIL},Too slow\n2,2026-01-02,4,Too slow\n"
        "3,2026-01-02,4,Too slow\n4,2026-01-03,4,Too slow\n"
    )
    assert "813" not in str(report.notes) and "rina" not in str(report.notes)
