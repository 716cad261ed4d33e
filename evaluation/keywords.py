"""The simplest reader of events there is: a word list a type. What the event head must beat."""

from __future__ import annotations

import re

# Beginnings of words, commonest first; written in half an hour by somebody who knows PLOVER, no corpus looked at.
KEYWORDS = {
    "AGREE": "agree pledg promis will.meet will.hold offer.to accept willing",
    "CONSULT": "met meet talk visit consult discuss arriv negotiat summit host phone telephon",
    "SUPPORT": "support prais welcom back endors sign ratif recogni congratulat express.support hail",
    "CONCEDE": "conced apolog pardon amnest lift eas ceasefire.declar announc.withdraw",
    "COOPERATE": "cooperat joint exercis trade extradit shar.intelligence",
    "AID": "aid donat loan grant suppl assist humanitarian relief asylum",
    "RETREAT": "withdr resign releas freed pull.out disarm surrender step.down",
    "REQUEST": "urg demand ask appeal call.on call.for request order insist press",
    "ACCUSE": "accus condemn critici blam denounc alleg charg su investigat complain",
    "REJECT": "reject refus den veto rul.out cancel boycott.talk dismiss turn.down",
    "THREATEN": "threat warn vow.to ultimatum",
    "PROTEST": "protest demonstrat rall riot march strike hunger boycott",
    "SANCTION": "sanction embargo expel sentenc convict suspend cut.off break.off fin",
    "MOBILIZE": "mobiliz deploy troop.sent alert reinforc mass amass",
    "COERCE": "arrest detain seiz confiscat ban curfew censor deport martial.law imprison restrict jail",
    "ASSAULT": "kill attack bomb shell shot fire clash fight murder assassinat kidnap abduct explo wound raid ambush",
}
_GAP = r"[\w ]*? "  # "call.on": words may stand between
_PATTERNS = {
    kind: re.compile("|".join(r"\b" + word.replace(".", _GAP) + r"\w*" for word in words.split()), re.IGNORECASE)
    for kind, words in KEYWORDS.items()
}


def types_by_keyword(text: str) -> frozenset[str]:
    """The type of the first keyword in the text: one, as most sentences report one thing."""
    found = [(match.start(), kind) for kind, pattern in _PATTERNS.items() if (match := pattern.search(text))]
    return frozenset(kind for _, kind in sorted(found)[:1])
