"""The record beside another data set: UCDP GED, ACLED, and files of their shape."""

from onrecord.show.compare.compare import compare

__all__ = ["compare"]
