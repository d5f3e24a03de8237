"""Which forms a phrase must have, so that no number, channel or outcome is left without words."""

from collections.abc import Iterator, Mapping

from babel import Locale

from feedback.announcements.wording import Place

# Phrases that are chosen by a number, and those whose number is always a small one.
_COUNTED = frozenset({"share", "customers", "customers_at_least", "rating", "site_share"})
_COUNTED_FEW = frozenset({"own_words", "this_change"})
_MONTHS = tuple(str(month) for month in range(1, 13))
# Phrases that are chosen by a name.
_NAMED = {
    "channel": ("survey", "review", "email", "chat", "social", "phone", "other"),
    "outcome": ("did", "partly", "planned", "cannot", "willnot", "exists"),
    "month_on": _MONTHS,
    "month_and": _MONTHS,
}
_FEW, _MANY = 200, 1_000_000  # comments; a plural form for more than a million is one as well

Places = Mapping[tuple[str, str], Place]
"""Where each phrase stands, by name and form."""


def require_forms(places: Places, locale: Locale) -> None:
    """Raises InputError with file and line where a form is missing or is none of the language."""
    for name in dict.fromkeys(name for name, _ in places):
        given = {form: place for (each, form), place in places.items() if each == name}
        needed = _needed(name, locale)
        for form, place in given.items():
            if form and form not in needed and not (_is_counted(name) and _is_form(form, locale)):
                raise place.error(f"“{name}” has no form “{form}”. {_advice(needed, locale, name)}")
        missing = [] if "" in given and name not in _NAMED else sorted(needed - given.keys())
        if missing:
            last = list(given.values())[-1]
            names = ", ".join(f"“{name}.{form}”" for form in missing)
            raise last.error(f"{names} is missing. {_advice(needed, locale, name)}")


def _needed(name: str, locale: Locale) -> frozenset[str]:
    if name in _NAMED:
        return frozenset(_NAMED[name])
    if not _is_counted(name):
        return frozenset()
    return frozenset(_forms_of_numbers(locale, to_a_million=name in _COUNTED))


def _forms_of_numbers(locale: Locale, *, to_a_million: bool) -> Iterator[str]:
    """The plural categories (CLDR) of whole numbers."""
    for number in (*range(1, _FEW + 1), *((_MANY,) if to_a_million else ())):
        yield locale.plural_form(number)


def _is_counted(name: str) -> bool:
    return name in _COUNTED or name in _COUNTED_FEW


def _is_form(form: str, locale: Locale) -> bool:
    """Whether a number may ask for this form: a number itself, or a category of the language."""
    return form.isdecimal() or form == "other" or form in locale.plural_form.tags


def _advice(needed: frozenset[str], locale: Locale, name: str) -> str:
    if not needed:
        return f"Write “{name}: …”."
    kind = f"Numbers in “{locale}”" if _is_counted(name) else f"All of “{name}”"
    return f"{kind} need: {', '.join(sorted(needed, key=_by_number))}."


def _by_number(form: str) -> tuple[int, str]:
    return (int(form) if form.isdecimal() else 0), form
