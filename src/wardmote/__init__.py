"""wardmote: performance scrutiny for policing boards."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "spc"]


def spc(frame: Any, *, date: str, value: str, series: str = "", **options: Any) -> Any:
    """Process limits for the series of a data frame; the same kind of frame comes back.

    `frame` is a pandas, Polars or PyArrow frame or a DuckDB relation; `series`, `date` and
    `value` name its columns. See `wardmote.face.spc` for the options.
    """
    from wardmote.face import spc as face

    return face(frame, date=date, value=value, series=series, **options)
