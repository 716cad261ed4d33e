"""What people rule on the record: accepted, corrected, rejected, merged, split, marked as a copy, commented, undone.

A judgement is appended to a chain of hashes, bound to its evidence, and its effect worked out from the chain.
"""

from onrecord.ledger.judgements.acts import judge, undo, would
from onrecord.ledger.judgements.applied import rebuild
from onrecord.ledger.judgements.asked import list_judgements
from onrecord.ledger.judgements.author import author_of
from onrecord.ledger.judgements.chain import broken, head

__all__ = ["author_of", "broken", "head", "judge", "list_judgements", "rebuild", "undo", "would"]
