"""A button was pressed that drafts: to the draft, or to the announcement there is already."""

from collections.abc import Sequence

from feedback.actions.announcement_drafts import draft_or_find
from feedback.domain.announcement import Tone
from feedback.ui import resources, state
from feedback.ui.navigation import PageName, open_page


def draft_and_open(
    theme_ids: Sequence[int],
    *,
    language: str = "",
    tone: str = Tone.PLAIN.value,
    again: bool = False,
) -> None:
    """Draft and go there. One about the same that is on its way is opened instead, unless `again`;
    what there was before is said on its page."""
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
