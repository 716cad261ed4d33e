"""The record in the formats of other tools: ``formats/<name>.py`` with a ``FORMAT`` is ``onrecord export <name>``.

Every format writes only what has evidence, names what it cannot hold and how many rows that touched, and has a
``prov.jsonld`` beside it.
"""

from onrecord.show.export.format import Exported, Format, Record, export_format, format_names
from onrecord.show.export.writing import write

__all__ = ["Exported", "Format", "Record", "export_format", "format_names", "write"]
