"""Which language a text is written in: for files that are read and for the themes found in them."""

from languages.vote import LanguageVote, load_model

__all__ = ["LanguageVote", "load_model"]
