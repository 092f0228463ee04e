"""wardmote: performance scrutiny for policing boards."""

__version__ = "0.1.0"
