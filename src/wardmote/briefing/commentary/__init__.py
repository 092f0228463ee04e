"""What people say in a pack: their Markdown, read, checked, and put in its place."""

from wardmote.briefing.commentary.files import elsewhere
from wardmote.briefing.commentary.placing import DeniedError, Placement, with_commentary

__all__ = ["DeniedError", "Placement", "elsewhere", "with_commentary"]
