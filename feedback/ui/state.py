"""Everything a browser session remembers, by name and type. No other file reads session_state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import streamlit as st

from feedback.domain.theme import Theme


class Key(StrEnum):
    """Keys of st.session_state that are not a widget's own."""

    PAGES = "heard_pages"
    UPLOADS = "heard_uploads"
    UPLOADS_SEEN = "heard_uploads_seen"
    JOB = "heard_job"
    SELECTION_ROUND = "heard_selection_round"
    NOTICE = "heard_notice"
    DISMISSED_JOB = "heard_dismissed_job"
    NARROW = "heard_narrow"
    SEEN_VERSIONS = "heard_seen_versions"
    TEXTS_TO_PUT = "heard_texts_to_put"
    TELLINGS = "heard_tellings"
    SELECTED_THEMES = "heard_selected_themes"
    APPLIED = "heard_applied_run"
    FIRST_PLACES = "heard_first_places"
    THEMES_ADDRESS = "heard_themes_address"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody has dropped on a page, as it lies in the upload folder."""

    path: str
    file_name: str
    size: int


@dataclass(slots=True)
class SeenVersions:
    """Which version of a theme or announcement the person was shown, to notice a second writer;
    `themes` as they were then, and how often the fields of each were filled anew."""

    versions: dict[str, int] = field(default_factory=dict)
    themes: dict[int, Theme] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeTelling:
    """Files for telling people, made in this session and kept nowhere else; `customers` are
    digests."""

    package: bytes
    customers: tuple[str, ...]
    sentence: str


def pages() -> dict[str, Any]:
    """The pages by name, as st.Page objects of this run."""
    return dict(st.session_state.get(Key.PAGES, {}))


def set_pages(value: dict[str, Any]) -> None:
    """Remember the pages of this run."""
    st.session_state[Key.PAGES] = value


def uploads() -> list[Upload]:
    """The files waiting to be imported."""
    return list(st.session_state.get(Key.UPLOADS, ()))


def set_uploads(value: Sequence[Upload]) -> None:
    """Remember the files waiting to be imported; an uploader starts afresh either way."""
    st.session_state[Key.UPLOADS] = tuple(value)
    st.session_state[Key.UPLOADS_SEEN] = uploads_seen() + 1


def uploads_seen() -> int:
    """How many uploads there were: in an uploader's key, so that it lets go of the last."""
    return int(st.session_state.get(Key.UPLOADS_SEEN, 0))


def job_id(kind: str) -> int | None:
    """The job of that kind this session watches or has just seen end."""
    return st.session_state.get(f"{Key.JOB}_{kind}")


def set_job_id(kind: str, value: int | None) -> None:
    """Watch a job, or forget it."""
    st.session_state[f"{Key.JOB}_{kind}"] = value


def dismissed_job() -> int:
    """The latest job whose end the person has seen and put away; 0 for none."""
    return int(st.session_state.get(Key.DISMISSED_JOB, 0))


def dismiss_job(job_id: int) -> None:
    """How this job and all before it ended need not be shown any more."""
    st.session_state[Key.DISMISSED_JOB] = max(job_id, dismissed_job())


def is_narrow() -> bool:
    """Whether the window was narrow when it was last asked; wide until it was."""
    return bool(st.session_state.get(Key.NARROW, False))


def set_narrow(value: bool) -> None:
    """Remember how wide the window is."""
    st.session_state[Key.NARROW] = value


def selection_round() -> int:
    """How often rows were let go of: in the key of a table, which then has none selected."""
    return int(st.session_state.get(Key.SELECTION_ROUND, 0))


def selected_themes() -> frozenset[int]:
    """The themes whose rows are selected, by id: a table knows only places, and after a search
    or an edit other themes may stand there."""
    return frozenset(st.session_state.get(Key.SELECTED_THEMES, ()))


def set_selected_themes(theme_ids: Iterable[int]) -> None:
    """Remember which themes are selected."""
    st.session_state[Key.SELECTED_THEMES] = frozenset(theme_ids)


def first_places(table: str, places: Sequence[int]) -> list[int]:
    """The rows that the table of this key had selected when it was new: `places` for a new one.
    A table whose first selection changed would be another one to Streamlit."""
    known, first = st.session_state.get(Key.FIRST_PLACES, ("", ()))
    if known != table:
        first = tuple(places)
        st.session_state[Key.FIRST_PLACES] = (table, first)
    return list(first)


def let_go_of_rows() -> None:
    """Have no row selected after the next run."""
    st.session_state[Key.SELECTION_ROUND] = selection_round() + 1
    set_selected_themes(())


def themes_address() -> dict[str, str]:
    """What the list of themes was narrowed to when it was last on the screen, as its address says
    it: the way back to it."""
    return dict(st.session_state.get(Key.THEMES_ADDRESS, {}))


def set_themes_address(value: Mapping[str, str]) -> None:
    """Remember the way back to the list of themes."""
    st.session_state[Key.THEMES_ADDRESS] = dict(value)


def set_notice(sentence: str) -> None:
    """Say something after the next rerun."""
    st.session_state[Key.NOTICE] = sentence


def take_notice() -> str:
    """What was to be said, once."""
    return str(st.session_state.pop(Key.NOTICE, ""))


def applied_run() -> str:
    """What the run did that this session applied last, until it is put away."""
    return str(st.session_state.get(Key.APPLIED, ""))


def set_applied_run(sentence: str) -> None:
    """Say what a run did until it is put away; an empty sentence puts it away."""
    st.session_state[Key.APPLIED] = sentence


def seen_version(thing: str, current: int, *, field: str) -> int:
    """The version of `thing` the person was shown when the widget `field` was filled from it.

    `current` when the widget is new on the page, for then it shows what is stored now.
    """
    seen = _seen_versions()
    if field not in st.session_state:
        seen.versions.pop(thing, None)
    return int(seen.versions.setdefault(thing, current))


def _seen_versions() -> SeenVersions:
    seen: SeenVersions = st.session_state.setdefault(Key.SEEN_VERSIONS, SeenVersions())
    return seen


def seen_theme(theme: Theme, *, field: str) -> Theme:
    """The theme as the person was shown it: one for all its fields, on whichever form they are."""
    version = seen_version(_thing(theme.id), theme.version, field=field)
    themes = _seen_versions().themes
    if version == theme.version:
        themes[theme.id] = theme
    return themes.get(theme.id, theme)


def follow_own_theme_edit(theme: Theme) -> None:
    """After an edit of one's own to `theme` as it was stored before: see `follow_own_edit`."""
    follow_own_edit(_thing(theme.id), theme.version)


def theme_field(name: str, theme_id: int) -> str:
    """The key of a theme's field, another one each time the fields are filled anew."""
    again = _seen_versions().rounds.get(theme_id, 0)
    return f"{name}_{theme_id}_{again}" if again else f"{name}_{theme_id}"


def show_theme_anew(theme_id: int) -> None:
    """Take the stored theme as seen from now on, and fill all its fields from it."""
    forget_version(_thing(theme_id))
    rounds = _seen_versions().rounds
    rounds[theme_id] = rounds.get(theme_id, 0) + 1


def _thing(theme_id: int) -> str:
    return f"theme_{theme_id}"


def follow_own_edit(thing: str, edited: int) -> None:
    """After an edit of one's own to version `edited`: what comes next is seen too.

    Where somebody else had edited before, the older version stays the seen one, so that saving
    over theirs is still noticed.
    """
    seen = _seen_versions()
    if seen.versions.get(thing) == edited:
        seen.versions.pop(thing, None)


def forget_version(thing: str) -> None:
    """Take the stored version as seen from now on."""
    _seen_versions().versions.pop(thing, None)


def fill_text(field: str, stored: str) -> None:
    """Give the text field `field` what is to be put into it, or what is stored when it is new."""
    waiting: dict[str, str] = st.session_state.get(Key.TEXTS_TO_PUT, {})
    if field in waiting:
        st.session_state[field] = waiting.pop(field)
    elif field not in st.session_state:
        st.session_state[field] = stored


def put_text(field: str, text: str) -> None:
    """Have the text field `field` hold `text` on the next run."""
    st.session_state.setdefault(Key.TEXTS_TO_PUT, {})[field] = text


def made_telling(announcement_id: int) -> MadeTelling | None:
    """The files this session made for telling people of an announcement."""
    return st.session_state.get(Key.TELLINGS, {}).get(announcement_id)


def set_made_telling(announcement_id: int, made: MadeTelling | None) -> None:
    """Keep such files until they are sent, or let go of them."""
    kept = st.session_state.setdefault(Key.TELLINGS, {})
    if made is None:
        kept.pop(announcement_id, None)
    else:
        kept[announcement_id] = made
