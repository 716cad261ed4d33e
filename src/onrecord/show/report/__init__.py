"""The report of a reading, in every form of the folder ``forms``.

The forms differ in how they look, never in what they say: all of them are drawn from one :class:`~.sheet.Sheet`
(the JSON forms from ``Reading.to_dict()``).
"""

from onrecord.show.report.form import Form, Medium, form, form_names
from onrecord.show.report.sheet import Sheet

__all__ = ["Form", "Medium", "Sheet", "form", "form_names"]
