"""``python -m evaluation.collection FOLDER --documents 5000``: writes ``FOLDER/inbox`` and ``FOLDER/plain.jsonl``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.collection import reports, write
from evaluation.collection.wrapping import plain


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the collection; refuses a folder that is not empty."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.collection", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=5_000, metavar="N")
    parser.add_argument("--seed", type=int, default=4, metavar="N")
    options = parser.parse_args(arguments)
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty; name a new folder")
    made = list(reports(options.documents, seed=options.seed))
    (options.folder / "inbox").mkdir(parents=True, exist_ok=True)
    forms = write(options.folder / "inbox", made)
    plain(options.folder / "plain.jsonl", made)
    counted = ", ".join(f"{count:,} {form}" for form, count in forms.items())
    print(f"{len(made):,} reports, {sum(len(one.text.split()) for one in made):,} words: {counted}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
