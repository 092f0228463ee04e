"""Process limits and the rules that tell a special cause from a common one."""

from wardmote.analysis.spc.chart import Answers, Phase, Point, ProcessChart, judge
from wardmote.analysis.spc.profiles import CHARTS, PROFILES, Profile, profile_named

__all__ = [
    "CHARTS",
    "PROFILES",
    "Answers",
    "Phase",
    "Point",
    "ProcessChart",
    "Profile",
    "judge",
    "profile_named",
]
