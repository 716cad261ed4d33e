"""A ledger of three reports to export, on either database."""

from __future__ import annotations

import pytest

from onrecord.opened import Ledger
from tests.show.export.reports import fill


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """The reports of :func:`tests.show.export.reports.fill`."""
    fill(ledger.desk)
    return ledger
