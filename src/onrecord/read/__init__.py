"""The encoder, what decodes it, and the grammars: text in, mentions out."""
