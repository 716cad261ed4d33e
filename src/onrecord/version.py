"""The version, in one place: the package metadata and every reading carry it."""

__version__ = "0.1.0"
