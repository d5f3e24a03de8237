"""The rules of the claim check, one per file."""
