"""One file per corpus: each offers ``examples(root, part) -> Iterator[Example]``."""
