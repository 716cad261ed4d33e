"""PLOVER 2.0: the sixteen types of event and the modes of each (openeventdata/PLOVER, manual of February 2024)."""

from __future__ import annotations

from typing import Final

MODES: Final[dict[str, tuple[str, ...]]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
               "cyber"),
    "ASSAULT": ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
}  # fmt: skip
TYPES: Final[tuple[str, ...]] = tuple(MODES)
# What the manual groups as verbal or material, cooperation or conflict (1 to 4).
QUAD: Final[dict[str, int]] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
# Fates that figures count ("killed"), by the types of event that bring them about.
FATES: Final[dict[str, frozenset[str]]] = {
    "killed": frozenset(("ASSAULT", "SANCTION", "PROTEST")),
    "injured": frozenset(("ASSAULT", "PROTEST")),
    "casualties": frozenset(("ASSAULT", "PROTEST")),
    "missing": frozenset(("ASSAULT",)),
    "detained": frozenset(("COERCE", "SANCTION", "ASSAULT", "PROTEST")),
    "captured": frozenset(("ASSAULT", "COERCE", "RETREAT")),
    "abducted": frozenset(("ASSAULT", "COERCE", "RETREAT")),
    "displaced": frozenset(("ASSAULT", "SANCTION", "COERCE")),
    "evacuated": frozenset(("RETREAT", "AID", "ASSAULT")),
    "rescued": frozenset(("AID", "RETREAT")),
    "damaged": frozenset(("ASSAULT", "PROTEST")),
    "destroyed": frozenset(("ASSAULT", "PROTEST", "COERCE")),
    "intercepted": frozenset(("ASSAULT",)),
    "launched": frozenset(("ASSAULT",)),
    "seized": frozenset(("COERCE", "ASSAULT")),
    "strength": frozenset(("MOBILIZE", "PROTEST", "ASSAULT", "COOPERATE", "RETREAT")),
}
