"""Whose words a column holds: what staff wrote is no feedback, what customers wrote is not lost."""

import pytest

from feedback.intake.columns import guess_columns
from feedback.intake.voices import Voice, voice_of

SAID = [f"The app is slow since the update number {place}" for place in range(6)]
REPLIED = [
    f"Dear customer, thank you very much for your words, we have forwarded the matter {place}"
    for place in range(6)
]


def guess(**columns):
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    return guess_columns(tuple(columns), rows)


def texts(found):
    return [column for field, column in found.mapping.items() if field.startswith("text")]


@pytest.mark.parametrize(
    "staff",
    [
        "Agent message", "Admin comment", "Staff remarks", "Merchant reply", "Our comment",
        "Comment (internal)", "Internal notes", "Resolution notes", "Response text",
        "Customer service reply", "Notes", "Action taken",
        "Catatan admin", "Balasan penjual", "Jawaban CS", "Tanggapan", "Tindak lanjut",
        "Mensagem do atendente", "Resposta do vendedor", "Comentário interno", "Providências",
        "Әкімші хабарламасы", "Сатушының жауабы", "Біздің пікіріміз", "Шешім",
        "Комментарий менеджера", "Ответ магазина", "Внутренняя заметка",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "customer",
    [
        "Comment", "What happened?", "Customer message", "Customer said", "Text (customer)",
        "Issue description", "Comment 1", "Q3", "Ulasan pembeli", "Pesan pelanggan",
        "Mensagem do cliente", "Клиент хабарламасы", "Сообщение клиента",
    ],
)  # fmt: skip
def test_what_staff_wrote_is_not_the_comment_of_the_customer(customer, staff):
    for columns in ({customer: SAID, staff: REPLIED}, {staff: REPLIED, customer: SAID}):
        found = guess(**columns)
        assert texts(found) == [customer]
        assert found.mapping.get("customer") is None


@pytest.mark.parametrize(
    ("header", "voice"),
    [
        ("Customer ID", None),
        ("Nama pelanggan", None),
        ("How could our staff do better?", None),
        ("Support rating", None),
        ("Customer support feedback", Voice.CUSTOMER),
        ("Response from the owner", Voice.STAFF),
        ("Private note", Voice.INTERNAL),
    ],
)
def test_a_header_that_is_no_name_for_words_names_no_voice(header, voice):
    assert voice_of(header) is voice


@pytest.mark.parametrize("header", ["Response", "Agent message", "Tanggapan", "Resposta", "Ответ"])
def test_the_only_column_of_words_holds_the_comments(header):
    found = guess(id=["1", "2", "3", "4", "5", "6"], **{header: SAID})
    assert texts(found) == [header]


@pytest.mark.parametrize("cells", [["😀😀", "😡", "👍"], ["5", "4", "1"]])
def test_a_column_called_comment_is_one_whatever_is_in_it(cells):
    found = guess(id=["1", "2", "3"], comment=cells)
    assert found.mapping == {"id": "id", "text": "comment"}
    assert "was taken for them" in found.doubts["text"]


@pytest.mark.parametrize(
    "asked",
    [
        ("Kritik", "Saran"),
        ("Pros", "Cons", "Advice to Management"),
        ("Positive review", "Negative review"),
        ("Артықшылықтары", "Кемшіліктері", "Пікір"),
        ("Достоинства", "Недостатки", "Комментарий"),
        ("Pontos positivos", "Pontos negativos"),
        ("Open-Ended Response", "Open-Ended Response (2)", "Open-Ended Response (3)"),
        ("Why?", "Why? (2)"),
    ],
)
def test_no_open_answer_is_lost(asked):
    others = [[f"{text} {place}" for text in SAID] for place in range(len(asked))]
    found = guess(id=list("abcdef"), **dict(zip(asked, others, strict=True)))
    assert texts(found) == list(asked)
    assert "Comments were read from" in found.doubts["text"]


def test_an_optional_question_that_most_leave_is_a_question():
    left = ["No", "n/a", "-", "No", "The price is far too high", "Please add a dark mode"]
    found = guess(feedback=SAID, **{"Anything else you want to tell us?": left})
    assert texts(found) == ["feedback", "Anything else you want to tell us?"]


def test_short_answers_to_open_questions_are_comments_and_names_of_places_are_not():
    found = guess(
        **{
            "What do you like?": ["Speed", "Look", "Price"],
            "What is missing?": ["Dark mode", "Calendar", "Export"],
            "In which city do you live?": ["Almaty", "Recife", "Bandung"],
        }
    )
    assert texts(found) == ["What do you like?", "What is missing?"]


def test_a_title_over_several_answers_is_a_comment_of_its_own():
    titles = ["Best tool I have had", "Never again with them", "Quite good in the end"]
    found = guess(title=titles, Pros=SAID[:3], Cons=SAID[3:])
    assert texts(found) == ["title", "Pros", "Cons"]


@pytest.mark.parametrize(
    "header", ["Date of birth", "Tanggal lahir", "Data de nascimento", "Туған күні"]
)
def test_a_birthday_is_not_when_somebody_wrote(header):
    found = guess(comment=SAID, **{header: [f"1990-02-{place:02}" for place in range(1, 7)]})
    assert "created_at" not in found.mapping
