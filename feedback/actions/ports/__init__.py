"""What the actions ask of a store. Every store answers to tests/contract."""

from feedback.actions.ports.announcements import Announcements
from feedback.actions.ports.changes import Changes
from feedback.actions.ports.comments import Comments
from feedback.actions.ports.imports import Imports
from feedback.actions.ports.jobs import Jobs
from feedback.actions.ports.links import Links
from feedback.actions.ports.mappings import Mappings
from feedback.actions.ports.store import Store
from feedback.actions.ports.theme_edits import ThemeEdits
from feedback.actions.ports.theme_runs import ThemeRuns
from feedback.actions.ports.themes import Themes

__all__ = [
    "Announcements",
    "Changes",
    "Comments",
    "Imports",
    "Jobs",
    "Links",
    "Mappings",
    "Store",
    "ThemeEdits",
    "ThemeRuns",
    "Themes",
]
