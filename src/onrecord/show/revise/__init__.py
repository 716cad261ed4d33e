"""Exports that were edited elsewhere, read back: what each row wants changed, before anything is."""

from onrecord.show.revise.returned import returned

__all__ = ["returned"]
