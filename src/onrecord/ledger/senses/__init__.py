"""What figures mean that do not say it themselves, by the words around them."""

from onrecord.ledger.senses.find import Sense, senses

__all__ = ["Sense", "senses"]
