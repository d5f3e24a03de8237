"""A button was pressed that drafts: to the draft, or to the announcement there is already.

A name that Heard made of frequent words is shown first: customers will read it.
"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from feedback.actions.announcement_drafts import draft_or_find
from feedback.actions.announcement_names import confirm_names, names_to_confirm
from feedback.actions.missing_loops import link_and_draft
from feedback.domain.announcement import Tone
from feedback.domain.theme import Theme
from feedback.ui import reads, resources, state
from feedback.ui.guard import guarded
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain
from feedback.ui.theme_name import MAX_NAME


def draft_and_open(
    theme_ids: Sequence[int],
    *,
    language: str = "",
    tone: str = Tone.PLAIN.value,
    again: bool = False,
) -> None:
    """Draft and go there, once the themes have names that a person confirmed. One about the same
    that is on its way is opened instead, unless `again`; what there was before is said there."""
    draft = partial(_draft_and_open, theme_ids, language=language, tone=tone, again=again)
    _with_names(theme_ids, draft)


def link_draft_and_open(change_id: int, theme_ids: Sequence[int]) -> None:
    """Accept a change for the themes, draft and go there, once the names are confirmed."""

    def draft() -> None:
        made = link_and_draft(
            resources.store(),
            change_id,
            theme_ids,
            now=resources.now(),
            who=resources.settings().user,
            words_folder=resources.words(),
        )
        open_page(PageName.ANNOUNCEMENT, announcement=made.id)

    _with_names(theme_ids, draft)


def _with_names(theme_ids: Sequence[int], then: Callable[[], None]) -> None:
    """Go on with `then`; before, ask for the names of themes that nobody has confirmed."""
    unconfirmed = names_to_confirm(resources.store(), theme_ids)
    if unconfirmed:
        _ask([theme.id for theme in unconfirmed], then)
    else:
        then()


@st.dialog("What customers will read")
@guarded
def _ask(theme_ids: Sequence[int], then: Callable[[], None]) -> None:
    themes = [theme for theme_id in theme_ids if (theme := reads.theme(theme_id)) is not None]
    one = len(themes) == 1
    st.markdown(
        f"Heard made {'this name' if one else 'these names'} of frequent words, and the headline "
        f"will say {'it' if one else 'them'}. Put it as your customers would."
    )
    with st.form("confirm_names", border=False):
        typed = {theme.id: _field(theme) for theme in themes}
        with st.container(horizontal=True):
            named = st.form_submit_button("Name it and draft", type="primary", key="name_and_draft")
            kept = st.form_submit_button("Keep it", key="keep_name")
    if not (named or kept):
        return
    names = {theme.id: theme.name if kept else typed[theme.id] for theme in themes}
    confirm_names(resources.store(), names, by=resources.settings().user, now=resources.now())
    then()


def _field(theme: Theme) -> str:
    name = st.text_input(
        "Name of the theme", value=theme.name, max_chars=MAX_NAME, key=f"confirm_name_{theme.id}"
    )
    if theme.terms:
        st.caption(f"Frequent words: {plain(', '.join(theme.terms[:6]))}")
    return name or ""


def _draft_and_open(theme_ids: Sequence[int], *, language: str, tone: str, again: bool) -> None:
    made = draft_or_find(
        resources.store(),
        theme_ids,
        language=language,
        tone=tone,
        now=resources.now(),
        who=resources.settings().user,
        words_folder=resources.words(),
        again=again,
    )
    if made.sentence and not again:
        state.set_notice(made.sentence)
    open_page(PageName.ANNOUNCEMENT, announcement=made.announcement.id)
