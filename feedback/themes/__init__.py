"""From clusters to themes people own."""
