"""The nouns of answers: what a ledger gives back when it is asked, in the shape of the contract."""
