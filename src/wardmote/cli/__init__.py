"""The command line. Data goes to standard output, messages and progress to standard error."""

from __future__ import annotations


def main() -> None:
    """Run a command and leave with its exit code."""
    from wardmote.cli.app import run

    run()
