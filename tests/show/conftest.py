"""A reading made by hand, for every test of the report."""

import importlib.util
from pathlib import Path

import pytest

from onrecord.core import Reading

_spec = importlib.util.spec_from_file_location("sample_reading", Path(__file__).with_name("sample.py"))
assert _spec is not None
assert _spec.loader is not None
sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)


@pytest.fixture
def reading() -> Reading:
    """Nested and overlapping statements, a denial, bounds, ranges, something dropped."""
    return sample.sample_reading()


@pytest.fixture
def make_reading():
    """The same, with other document fields: ``make_reading(title="…")``."""
    return sample.sample_reading
