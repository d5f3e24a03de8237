"""What columns hold, from headers in four languages and from values."""

import pytest

from feedback.intake.columns import guess_columns

COMMENTS = ["The export button is hard to find", "It crashes every time I save the file"]


def guess(*columns):
    names = tuple(name for name, _ in columns)
    rows = [list(row) for row in zip(*(values for _, values in columns), strict=True)]
    return guess_columns(names, rows)


@pytest.mark.parametrize(
    ("text", "date", "rating", "customer"),
    [
        ("Comment", "Created at", "Star Rating", "User ID"),
        ("reviewText", "submittedAt", "score", "userName"),
        ("Isi Ulasan", "Tanggal", "Bintang", "Nama Pelanggan"),
        ("Kritik & Saran", "Waktu", "Penilaian", "No HP"),
        ("Comentário", "Data da avaliação", "Nota", "Cliente"),
        ("Texto da avaliação", "Criado em", "Estrelas", "Nome do cliente"),
        ("Пікір мәтіні", "Жазылған күні", "Баға", "Тұтынушы"),
        ("Отзыв", "Дата", "Оценка", "Клиент"),
    ],
)
def test_headers_in_four_languages_are_known(text, date, rating, customer):
    found = guess(
        (rating, ["5", "1"]),
        (customer, ["u1", "u2"]),
        (text, COMMENTS),
        (date, ["2026-01-05", "2026-01-06"]),
    )
    assert found.mapping == {
        "text": text,
        "created_at": date,
        "rating": rating,
        "customer": customer,
    }


def test_the_reply_of_the_company_is_never_the_comment():
    replies = ["Dear customer, thank you very much for your kind words about us", ""]
    found = guess(("replyContent", replies), ("content", COMMENTS))
    assert found.mapping == {"text": "content", "answer": "replyContent"}


def test_values_must_fit_the_header():
    found = guess(
        ("comment", COMMENTS), ("rating", ["see below", "good value"]), ("date", ["soon", "later"])
    )
    assert "created_at" not in found.mapping
    assert "rating" not in found.mapping


def test_without_a_telling_header_the_values_decide_and_that_is_said():
    found = guess(("q7", COMMENTS), ("q8", ["2026-01-05", "2026-01-06"]), ("q9", ["a", "b"]))
    assert found.mapping == {"text": "q7", "created_at": "q8"}
    assert "because of its values" in found.doubts["text"]


def test_two_columns_that_could_both_hold_the_date_are_named():
    found = guess(
        ("comment", COMMENTS),
        ("created", ["2026-01-05", "2026-01-06"]),
        ("created on", ["2026-02-05", "2026-02-06"]),
    )
    assert "“created on”" in found.doubts["created_at"]


def test_a_column_without_words_is_no_comment():
    assert guess(("a", ["1", "2"]), ("b", ["3", "4"])).mapping == {}


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("De 0 a 10, o quanto você recomendaria a gente para um amigo?", ["10", "7", "0"]),
        ("How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)", ["1", "5", "3"]),
        ("Seberapa puas Anda dengan layanan kami?", ["Puas", "Sangat puas", "Tidak puas"]),
        ("Бағалаңыз: 1-5", ["4", "5", "1"]),
    ],
)
def test_a_question_for_a_rating_is_known_by_its_words(header, values):
    rows = [[value, f"Some words about thing number {value}"] for value in values]
    guess = guess_columns([header, "Comment"], rows)
    assert guess.mapping == {"rating": header, "text": "Comment"}
    assert not guess.doubts


def test_of_columns_of_like_names_the_filled_one_is_meant():
    columns = ["text", "company reply", "company reply text", "author name", "author id"]
    rows = [[f"It came late, day {n}", "", "Sorry for that!", "Anna", f"a{n}"] for n in range(9)]
    mapping = guess_columns(columns, rows).mapping
    assert mapping["answer"] == "company reply text"
    assert mapping["customer"] == "author id"
