"""How far the loop of a theme has come."""

from feedback.domain.theme import ThemeStatus


def theme_status(*, retired: bool, announced: bool, shipped: bool) -> ThemeStatus:
    """The farthest of what holds.

    `announced`: a published announcement names the theme. `shipped`: it has an accepted link to a
    change that customers have.
    """
    if retired:
        return ThemeStatus.RETIRED
    if announced:
        return ThemeStatus.ANNOUNCED
    if shipped:
        return ThemeStatus.SHIPPED
    return ThemeStatus.OPEN
