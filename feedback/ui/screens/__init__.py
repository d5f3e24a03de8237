"""One file per page. Each reads, shows, and hands what was clicked to an action."""
