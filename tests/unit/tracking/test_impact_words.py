"""What came before and after a release is said in one way, wherever it is said."""

from datetime import date

from feedback.actions.impact import impact_rows, impacts, reasons_in_words, suggested_impacts
from feedback.domain.change import Change, Reason
from feedback.tracking.impact import ImpactVerdict
from tests.unit.tracking.test_tracking_actions import TODAY, filled, linked

ENOUGH = [(28, 42)] * 13 + [(14, 42)] * 12


def test_a_suggested_change_has_the_figures_of_a_linked_one() -> None:
    store = filled(ENOUGH)
    suggested = suggested_impacts(store, [(1, 1)], today=TODAY)[1, 1]
    linked(store)
    (found,) = impacts(store, today=TODAY)
    assert found.figures == suggested.figures
    assert found.figures == (
        "308 comments in the 11 whole weeks before the release, 168 in the 12 weeks after it "
        "(400 and 250 of 1,000 comments): it fell."
    )


def test_of_too_little_data_there_are_counts_and_no_rates() -> None:
    store = filled([(1, 2)] * 16)
    linked(store)
    (found,) = impacts(store, today=TODAY)
    assert found.result.verdict is ImpactVerdict.TOO_LITTLE
    assert found.figures.endswith(": too little data to compare.")
    assert "of 1,000" not in found.figures
    (row,) = impact_rows([found])
    assert row["comments_before"] == found.result.before.comments > 0
    empty = ("per_thousand_before", "per_thousand_after", "rating_before", "rating_after")
    assert {row[name] for name in empty} == {None}


def test_a_reason_about_time_gives_way_to_the_figures() -> None:
    store = filled(ENOUGH)
    found = suggested_impacts(store, [(1, 1)], today=TODAY)[1, 1]
    reasons = (Reason("fading", 0.9, "Less often."), Reason("words", 0.5, "Shared."))
    assert reasons_in_words(reasons, found) == [found.figures, "Shared."]
    assert reasons_in_words(reasons, None) == ["Less often.", "Shared."]


def test_what_has_not_shipped_has_no_figures() -> None:
    store = filled(ENOUGH)
    store.changes.upsert([Change(title="Later", key="2", shipped_on=date(2030, 1, 1))])
    assert suggested_impacts(store, [(1, 2), (9, 1)], today=TODAY) == {}
