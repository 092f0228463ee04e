"""What the next months and the year's end may bring, with intervals that held in back-tests."""

from wardmote.analysis.forecasts.group import Forecasts, Interval, forecast_group

__all__ = ["Forecasts", "Interval", "forecast_group"]
