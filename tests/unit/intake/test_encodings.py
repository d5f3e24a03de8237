"""Encodings that are not Unicode, told from the letters of the languages Heard is for."""

import pytest

from feedback.intake.reading import open_table

TEXTS = {
    "kk": ["Қосымша өте баяу жұмыс істейді", "Маған ұнайды осы қосымша, бірақ төлем жүрмейді"],
    "ru": ["Приложение очень медленное", "Мне нравится это приложение, но оно дорогое"],
    "pt": ["O aplicativo é muito lento e não abre", "A opção de pagamento não funciona às vezes"],
    "zh": ["应用程序太慢了", "我喜欢这个应用"],
    "ja": ["アプリが遅いです", "とても良いです"],
    "ko": ["앱이 너무 느립니다", "결제가 안 됩니다"],
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("kk", "kz1048"), ("kk", "ptcp154"),
        ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "kz1048"),
        ("pt", "cp1252"), ("pt", "cp850"), ("pt", "mac_roman"),
        ("zh", "gb18030"), ("ja", "cp932"), ("ja", "euc_jp"), ("ko", "euc_kr"),
    ],
)  # fmt: skip
def test_the_letters_are_read_as_they_were_written(tmp_path, language, encoding):
    path = tmp_path / "a.csv"
    rows = [[str(number), text] for number, text in enumerate(TEXTS[language], 1)]
    lines = "".join(f'{number},"{text}"\n' for number, text in rows)
    path.write_bytes(f"id,comment\n{lines}".encode(encoding))
    assert [cells for _, cells in open_table(path).rows()] == rows
