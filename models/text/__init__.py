"""Reading: raw text to terms."""
