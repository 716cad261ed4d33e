"""Exports that were edited elsewhere, read back: what each row wants changed, before anything is."""

from onrecord.show.revise.tables import revisions

__all__ = ["revisions"]
