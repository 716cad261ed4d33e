"""The situation on one page, as text, Markdown or HTML: ``written(brief, "md")``."""

from __future__ import annotations

from onrecord.show.brief.forms import FORMS, written

__all__ = ["FORMS", "written"]
