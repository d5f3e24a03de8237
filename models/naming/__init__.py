"""Naming: groups to words a product owner can read aloud."""
