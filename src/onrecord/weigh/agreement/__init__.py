"""Figures of one count side by side: which agree, which are news, which contradict, and which changed on the way."""

from onrecord.weigh.agreement.findings import Finding, flags_of
from onrecord.weigh.agreement.pairs import Pair, last_words, pairs
from onrecord.weigh.agreement.said import Said

__all__ = ["Finding", "Pair", "Said", "flags_of", "last_words", "pairs"]
