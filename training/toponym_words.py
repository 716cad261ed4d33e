"""Finds place names that are ordinary words as well ("Of", "Reading", "Mobile"): ``lang/en/toponym_words.toml``.

A word counts as ordinary where it stands in lower case at least three times in the training corpora and in at least
two of five of all its uses. Only the words are kept, no text:

    python training/toponym_words.py --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from onrecord.resolve.places.gazetteer import gazetteer

OUT = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "lang" / "en" / "toponym_words.toml"


def count(corpora: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in lower case, and how often at all."""
    word = re.compile(r"[^\W\d_]{2,}")
    lower: Counter[str] = Counter()
    every: Counter[str] = Counter()
    files = [path for name in ("polnear", "gum", "ewt", "crossdoc/newswcl50", "tdg_wikinews") for path in
             sorted((corpora / name).rglob("*")) if path.suffix in (".txt", ".conllu", ".json")]  # fmt: skip
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".conllu":
            rows = (line.split("\t") for line in text.splitlines() if line[:1].isdigit())
            text = " ".join(row[1] for row in rows if len(row) > 1)
        for found in word.findall(text):
            every[found.lower()] += 1
            lower[found.lower()] += found.islower()
    return lower, every


def main() -> None:
    """Count, choose and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    lower, every = count(parser.parse_args().corpora)
    places = gazetteer()
    ordinary = [word for word, times in lower.items() if times >= 3 and times / every[word] >= 0.4]
    plain = sorted(word for word in ordinary if places.find(word))
    lines = [
        "# Place names that are ordinary words too. Written by training/toponym_words.py.\n",
        "plain = [" + ", ".join(f'"{word}"' for word in plain) + "]\n",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print(len(plain))


if __name__ == "__main__":
    main()
