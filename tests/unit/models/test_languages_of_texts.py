"""No theme mixes languages by accident, and words of every script stay whole."""

import numpy as np
import pytest

from models import Reason, ThemeModel
from models.text.analyzer import Analyzer
from models.text.cleaned_texts import CleanedTexts
from models.text.spoken import languages_of

HINDI = ["ऐप बहुत धीमा है और बार बार बंद होता है", "भुगतान नहीं हो रहा है कृपया मदद करें"]
RUSSIAN = [
    "Доставка опоздала на три дня и курьер не позвонил",
    "Приложение не работает после обновления",
]
PORTUGUESE = [
    "O aplicativo não funciona depois da última atualização e eu não consigo entrar na minha conta",
    "A entrega atrasou muito e ninguém me avisou, não compro mais com vocês",
]


def test_a_code_that_is_none_is_found_out(english, indonesian):
    texts = english[0] + indonesian[0]
    told = ["en"] * len(english[0]) + [""] * len(indonesian[0])
    codes = languages_of(CleanedTexts(texts), told)
    assert codes[len(english[0]) :].count("id") > 0.9 * len(indonesian[0])
    model = ThemeModel(5).fit(texts, languages=told)
    assert {theme.language for theme in model.themes_} == {"en", "id"}


@pytest.mark.parametrize(
    "told, code", [("pt-BR", "pt"), ("EN", "en"), (" kk ", "kk"), ("fil", "fil")]
)
def test_codes_with_a_region_are_read(told, code):
    assert languages_of(CleanedTexts(["ok"]), [told]) == [code]


@pytest.mark.parametrize("told", ["../en", "x" * 300, None, float("nan"), 7, "english"])
def test_what_is_no_code_is_found_out(told):
    text = "the app is very slow and it does not work for me"
    assert languages_of(CleanedTexts([text]), [told]) == ["en"]


@pytest.mark.parametrize("few", [HINDI, RUSSIAN, PORTUGUESE], ids=["hi", "ru", "pt"])
def test_a_few_comments_of_another_language_are_not_taken_for_the_commonest(english, few):
    texts = [*english[0], *few]
    model = ThemeModel(3).fit(texts)
    assert model.labels_[-2:].tolist() == [-1, -1]
    assert model.reasons_[-2:] == [Reason.SMALL_LANGUAGE] * 2
    assert (model.labels_[:-2] >= 0).all()
    assert model.place(few).reasons == [Reason.SMALL_LANGUAGE] * 2


def test_hindi_among_english_has_themes_of_its_own(english):
    hindi = [f"{a} {b}" for a in HINDI for b in ("आज", "फिर", "कल", "अभी", "हमेशा", "सुबह")]
    model = ThemeModel(5).fit(english[0] + hindi)
    for label, theme in enumerate(model.themes_):
        mine = np.flatnonzero(model.labels_ == label)
        assert {"hi" if i >= len(english[0]) else "en" for i in mine} == {theme.language}
    assert {theme.language for theme in model.themes_} == {"en", "hi"}


@pytest.mark.parametrize(
    "language, text, words",
    [
        ("hi", "हिन्दी में किताबें", ["हिन्दी", "में", "किताबें"]),
        ("ta", "செயலி வேலை", ["செயலி", "வேலை"]),
        ("bn", "অ্যাপটি ভালো", ["অ্যাপটি", "ভালো"]),
        ("fa", "نمی‌شود", ["نمی‌شود"]),
        ("zh", "支付失败，app打不开", ["支付", "付失", "失败", "app", "打不", "不开"]),
        ("ja", "開かない", ["開か", "かな", "ない"]),
        ("th", "ใช้ไม่ได้", ["ใช้", "ช้ไ", "ไม่", "ม่ไ", "ได้"]),
        ("ko", "앱이 안 열려요", ["앱이", "안", "열려요"]),
    ],
)
def test_words_of_every_script(language, text, words):
    assert Analyzer(language).words(text) == words


def test_chinese_comments_are_grouped_by_what_they_say():
    pay = [
        f"{a}支付失败{b}" for a in ("今天", "又是", "每次") for b in ("退款很慢", "怎么退款")
    ] * 2
    open_ = [
        f"{a}应用打不开{b}" for a in ("今天", "又是", "每次") for b in ("闪退", "更新以后闪退")
    ] * 2
    model = ThemeModel(2, language="zh").fit(pay + open_)
    assert len(set(model.labels_[: len(pay)])) == len(set(model.labels_[len(pay) :])) == 1
    assert model.labels_[0] != model.labels_[-1]
    written = "".join(pay + open_)
    for theme in model.themes_:
        assert theme.name in written
    assert {theme.name for theme in model.themes_} == {"支付失败", "应用打不开"}
