"""A file somebody already has → comments and rejects: read, understood, cleaned, told apart."""
