"""Who knows, as against who carries: named speakers at the end of each chain, and a range for the unnamed."""

from __future__ import annotations

from onrecord.weigh.origins.behind import behind
from onrecord.weigh.origins.charges import charges, claimed
from onrecord.weigh.origins.circles import circles
from onrecord.weigh.origins.count import grave, origins, outlets
from onrecord.weigh.origins.parties import with_parties
from onrecord.weigh.origins.sorts import sort_of
from onrecord.weigh.origins.status import Charge, status
from onrecord.weigh.origins.voice import Voice

__all__ = [
    "Charge", "Voice", "behind", "charges", "circles", "claimed", "grave", "origins", "outlets", "sort_of", "status",
    "with_parties",
]  # fmt: skip
