"""Measures the reader against gold; not shipped. See README.md in this folder."""
