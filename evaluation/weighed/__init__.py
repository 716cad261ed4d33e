"""What a ledger answers about a collection, set against its gold: one module an aspect."""
