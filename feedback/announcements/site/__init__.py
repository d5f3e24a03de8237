"""The public "You said, we did" pages: static files that need no server and no script."""
