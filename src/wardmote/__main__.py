"""`python -m wardmote`."""

from wardmote.cli import main

if __name__ == "__main__":
    main()
