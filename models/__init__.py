"""Themes in what customers write: text in, groups with names out."""

from models.errors import (
    ModelFileError,
    NotEnoughTextError,
    NotFittedYetError,
    ParameterError,
    ThemeError,
)
from models.explanation import Explanation
from models.placement import Placement
from models.reason import Reason
from models.solidity import Solidity
from models.stored_themes import read_themes
from models.theme import Theme
from models.theme_model import ThemeModel
from models.theme_splitter import ThemeSplitter

__all__ = [
    "Explanation",
    "ModelFileError",
    "NotEnoughTextError",
    "NotFittedYetError",
    "ParameterError",
    "Placement",
    "Reason",
    "Solidity",
    "Theme",
    "ThemeError",
    "ThemeModel",
    "ThemeSplitter",
    "read_themes",
]
