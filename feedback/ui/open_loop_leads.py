"""Addresses of the comments that figures of the open loops count."""

from dataclasses import dataclass

from feedback.actions.loop_comments import LoopFilter, LoopPlace
from feedback.actions.open_loops import OpenLoop
from feedback.domain.summaries import CommentFilter
from feedback.ui.narrowing import address_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page is narrowed to; empty parts mean everything."""

    source: str = ""
    segment: str = ""
    owner: str = ""
    age: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.source or self.segment or self.owner or self.age)

    def lead(
        self,
        count: int,
        place: LoopPlace = LoopPlace.WAITING,
        *,
        of: OpenLoop | None = None,
        age: str = "",
        by_bot: bool = False,
        is_dated: bool | None = None,
        is_future: bool = False,
    ) -> dict[str, str]:
        """The address of `count` comments: those at a place in the loop, of one theme (or of none)
        where `of` is given. Empty where there are none."""
        if not count:
            return {}
        theme = None if of is None else of.theme
        where = CommentFilter(
            source=self.source,
            segment=self.segment,
            theme_id=None if theme is None else theme.id,
            unassigned=of is not None and theme is None,
        )
        which = LoopFilter(
            place=place,
            age=age or self.age,
            owner=self.owner,
            by_bot=by_bot,
            is_dated=is_dated,
            is_future=is_future,
        )
        return address_of(where, which)
