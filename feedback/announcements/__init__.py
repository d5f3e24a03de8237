"""Announcements: facts from the data, words for them, a check of every claim, and the formats."""
