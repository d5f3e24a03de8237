"""The names customers read: a name Heard made of frequent words is shown to a person first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from feedback.actions.ports import Store
from feedback.actions.theme_edits import rename_theme
from feedback.actions.theme_lookup import open_theme
from feedback.announcements.plain import one_line, shaped
from feedback.domain.announcement import Announcement, Finding
from feedback.domain.theme import Theme
from feedback.errors import InputError
from feedback.themes.names import clean_name

NAME_RULE = "theme_name"


def names_to_confirm(store: Store, theme_ids: Sequence[int]) -> list[Theme]:
    """Those of these themes that nobody has named or kept the name of, in the order given.

    Retired and unknown ones are left to drafting, which says what is wrong with them.
    """
    themes = [store.themes.get(theme_id) for theme_id in dict.fromkeys(theme_ids)]
    return [theme for theme in themes if theme and not theme.retired and not theme.named_by_person]


def confirm_names(store: Store, names: Mapping[int, str], *, by: str = "", now: datetime) -> None:
    """Give themes (by id) their names, or keep those they have: they hold from now on.

    All or none of them. Raises as `rename_theme` does, but for a name that held already.
    """
    with store.writing():
        for theme_id, name in names.items():
            theme = open_theme(store, theme_id)
            if not (theme.named_by_person and theme.name == clean_name(name)):
                rename_theme(store, theme_id, name, by=by, now=now)


def names_in_order(theme_ids: Sequence[int], names: Sequence[str]) -> dict[int, str]:
    """One name for each theme, in their order. Raises InputError when there are more or fewer."""
    ids = list(dict.fromkeys(theme_ids))
    if names and len(names) != len(ids):
        raise InputError(
            f"Themes: {len(ids)}, names: {len(names)}. Give one name for each theme, in the same "
            "order."
        )
    return dict(zip(ids, names, strict=True)) if names else {}


def unconfirmed_sentence(themes: Sequence[Theme]) -> str:
    """That nobody has confirmed these names, which customers read; "" for no theme."""
    if not themes:
        return ""
    listed = ", ".join(f"“{one_line(theme.name)}” (theme {theme.id})" for theme in themes)
    which, it = ("this name", "it") if len(themes) == 1 else ("these names", "them")
    return f"Heard made {which} of frequent words and nobody has confirmed {it}: {listed}."


def name_findings(
    store: Store, announcement: Announcement, texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Suggestions about theme names that stand in `texts` (by part) and that no person gave."""
    facts = announcement.facts
    for theme_id, name in zip(announcement.theme_ids, facts.themes, strict=False):
        theme = store.themes.get(theme_id)
        where = next((part for part, text in texts.items() if name in one_line(shaped(text))), "")
        if theme is None or theme.retired or not name or not where:
            continue
        if one_line(theme.name) != name:
            message = (
                f"Theme {theme_id} is called “{one_line(theme.name)}” now. Draft the announcement "
                "again to have that name in it."
            )
        elif not theme.named_by_person:
            message = (
                f"Heard made the name “{name}” of frequent words and nobody has confirmed it, but "
                "customers will read it. Keep the name on the page of the theme, or rename the "
                "theme and draft the announcement again."
            )
        else:
            continue
        yield Finding(NAME_RULE, where, message, found=name, blocks=False)
