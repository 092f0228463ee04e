"""What a count was expected to be: season, month length, trend and spread allowed for."""

from wardmote.analysis.expected.charts import Request, judge_expected
from wardmote.analysis.expected.detect import Verdicts, judge_group

__all__ = ["Request", "Verdicts", "judge_expected", "judge_group"]
