"""Which themes a filter means."""

from feedback.domain.summaries import ThemeFilter, ThemeSummary


def is_meant(theme: ThemeSummary, which: ThemeFilter) -> bool:
    """Whether a filter means a theme; its status is looked at elsewhere."""
    said = " ".join((theme.name, theme.description, *theme.terms, *theme.tags)).casefold()
    return (
        (which.include_hidden or not theme.hidden)
        and which.search.casefold().strip() in said
        and which.owner in ("", theme.owner)
        and which.outcome in ("", theme.outcome)
        and which.priority in ("", theme.priority)
        and (not which.tag or which.tag.casefold() in {tag.casefold() for tag in theme.tags})
    )
