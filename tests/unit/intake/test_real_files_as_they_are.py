"""Public files nobody here wrote, imported without a mapping."""

import csv


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_survey_of_a_health_service_comes_in_whole(bring_in, stored, shared_data):
    path = shared_data / "nhs_fft_survey_dev.csv"
    report = bring_in(path)
    assert report.imported == report.rows == len(rows_of(path))
    assert report.filler > 1189
    assert report.languages == {"en": report.rows}
    by_id = {comment.external_id: comment for comment in stored()}
    for row in rows_of(path):
        comment = by_id[row["id"]]
        assert comment.text == row["text"].strip()
        assert comment.rating == (float(row["rating"]) if row["rating"] else None)
        assert comment.question == row["question"]


def test_indonesian_reviews_come_in_whole(bring_in, stored, shared_data):
    report = bring_in(shared_data / "raw_google_play_id.csv")
    assert report.imported == report.rows == 4000
    assert report.languages["id"] > 3950
    assert all(comment.created_at and comment.rating for comment in stored())
