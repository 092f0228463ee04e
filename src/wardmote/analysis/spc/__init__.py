"""Process limits and the rules that tell a special cause from a common one."""

from wardmote.analysis.spc.chart import Phase, Point, ProcessChart, judge
from wardmote.analysis.spc.profiles import PROFILES, Profile, profile_named

__all__ = ["PROFILES", "Phase", "Point", "ProcessChart", "Profile", "judge", "profile_named"]
