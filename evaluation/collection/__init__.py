"""A collection of reports as the real world has them, the same every time: what the ledger is measured on.

The texts are our own gold, recombined, with names, places, numbers and days changed; outlets and people are invented.
"""

from evaluation.collection.texts import Report, reports
from evaluation.collection.wrapping import write

__all__ = ["Report", "reports", "write"]
