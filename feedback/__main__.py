"""`python -m feedback COMMAND`."""

from feedback.cli import main

if __name__ == "__main__":
    main()
