"""Facts as phrases of one language: numbers, dates and lists by Babel, the words by the folder."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from feedback.announcements.plain import one_line
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Facts, ShippedFact

MOST_QUOTES_SHOWN = 2


def number(words: Words, value: float) -> str:
    """A number as the language writes it: grouped, at most one decimal for a mean."""
    pattern = "#,##0" if isinstance(value, int) else "#,##0.0"
    return str(format_decimal(value, format=pattern, locale=words.locale))


def percent(words: Words, part: int, whole: int) -> str:
    """A share as a percentage, with a decimal where it is below one; "" where it would say 0."""
    share = part / whole if whole else 0.0
    if share < 0.001:
        return ""
    pattern = "#,##0%" if share >= 0.01 else "0.0%"
    return str(format_percent(share, format=pattern, locale=words.locale))


def listing(words: Words, items: Sequence[str]) -> str:
    """Items as a list in a sentence."""
    return str(format_list(list(items), locale=words.locale)) if items else ""


def quoted(words: Words, text: str) -> str:
    """Text in the language's quotation marks."""
    return words.phrase("quoted", text=text)


def day(words: Words, value: date, phrase: str = "date") -> str:
    """A date as the language writes it in a sentence."""
    return words.phrase(phrase, **_date_values(words, value))


def day_or_nothing(words: Words, value: date | None) -> str:
    """A date as the language writes it; "" where there is none."""
    return "" if value is None else day(words, value)


def decided(words: Words, facts: Facts) -> str:
    """When it was decided, and by whom; "" where neither is known."""
    when = day_or_nothing(words, facts.decided.decided_on)
    text = words.phrase("decided", date=when, name=one_line(facts.decided.decided_by))
    return text.removeprefix(", ")


def period(words: Words, first: date, last: date) -> str:
    """From when to when, as part of a sentence."""
    if first == last:
        return day(words, first, "on_date")
    name = "between_years"
    if first.year == last.year:
        name = "between_days" if first.month == last.month else "between_months"
    later = {f"last_{key}": value for key, value in _date_values(words, last).items()}
    return words.phrase(name, **_date_values(words, first), **later)


def _date_values(words: Words, value: date) -> dict[str, str]:
    month = str(format_date(value, "MMMM", locale=words.locale))
    first_day = words.named("first_day", "") if value.day == 1 else ""
    return {
        "day": first_day or str(value.day),
        "month": month,
        "month_on": words.named("month_on", str(value.month)) or month,
        "month_and": words.named("month_and", str(value.month)) or month,
        "year": str(value.year),
    }


def share(words: Words, facts: Facts) -> str:
    """So many of so many comments."""
    return words.phrase(
        "share",
        facts.of_comments,
        comments=number(words, facts.comments),
        of_comments=number(words, facts.of_comments),
    )


def customers(words: Words, facts: Facts) -> str:
    """How many customers; at least so many where some comments do not say who wrote them."""
    if not facts.customers:
        return ""
    known = facts.with_customer >= facts.comments
    return words.phrase(
        "customers" if known else "customers_at_least",
        facts.customers,
        customers=number(words, facts.customers),
    )


def said_when(words: Words, facts: Facts) -> str:
    """From when to when the comments are; "" where none carries a date."""
    if facts.first_said is None or facts.last_said is None:
        return ""
    text = period(words, facts.first_said, facts.last_said)
    return text if facts.dated >= facts.comments else words.phrase("dated_partly", period=text)


def rating(words: Words, facts: Facts) -> str:
    """A sentence with the mean rating, on 1–5; "" where nobody rated."""
    if facts.mean_rating is None or not facts.rated:
        return ""
    return words.phrase(
        "rating",
        facts.rated,
        rated=number(words, facts.rated),
        mean=number(words, float(facts.mean_rating)),
    )


def channels(words: Words, facts: Facts) -> str:
    """The channels with their counts; "" for one comment, and where only "other" is known."""
    if facts.comments < 2 or set(facts.channels) <= {"other"}:
        return ""
    names = {kind: words.named("channel", kind) or kind for kind in facts.channels}
    return _counted(words, facts.channels, names)


def comment_languages(words: Words, facts: Facts) -> str:
    """The languages of the comments with their counts."""
    return _counted(
        words, facts.languages, {code: language_name(words, code) for code in facts.languages}
    )


def language_name(words: Words, code: str) -> str:
    """What a language is called in this one."""
    return str(words.locale.languages.get(code, code))


def own_words(words: Words, facts: Facts) -> str:
    """A few customers' own words, with who says them; "" where nobody may be quoted."""
    texts = [quoted(words, one_line(quote.text)) for quote in facts.quotes[:MOST_QUOTES_SHOWN]]
    return words.phrase("own_words", len(texts), quotes=listing(words, texts)) if texts else ""


def themes(words: Words, facts: Facts) -> str:
    """The names of the themes, quoted as they are."""
    return listing(words, [quoted(words, one_line(name)) for name in facts.themes])


def change(words: Words, shipped: ShippedFact) -> str:
    """A change's title, quoted as it is, with version and date where they are known."""
    version = one_line(shipped.version)
    details = [words.phrase("version", version=version)] if version else []
    if shipped.shipped_on is not None:
        details.append(day(words, shipped.shipped_on))
    return words.phrase(
        "change", title=quoted(words, one_line(shipped.title)), details=", ".join(details)
    )


def changes(words: Words, facts: Facts) -> str:
    """All changes of the facts as a list."""
    return listing(words, [change(words, shipped) for shipped in facts.shipped])


def _counted(words: Words, counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return listing(
        words,
        [
            words.phrase("counted", name=names[key], count=number(words, count))
            for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ],
    )
