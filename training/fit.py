"""Fit the reader: ``python -m training.fit --corpora ../shared/corpora --out .training/run`` (seeded, resumable).

Writes ``log.jsonl`` (losses, speed) and ``latest.pt`` (weights, their running average, optimiser, places in the
corpora) every few minutes; started again with the same ``--out`` it goes on from there.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training.base import config_and_weights, tokenizer_of
from training.data import SHARES, Stream, most_owed, refocused, streams
from training.losses import batch_of, losses
from training.network import Reader, mean

# The rates of the first trial (2e-4 and 1e-3 with eight windows a batch), scaled down for batches of four.
ENCODER_RATE = 1.5e-4
HEAD_RATE = 8e-4
WARM_UP = 0.06
AVERAGE = 0.998


def fit(
    *,
    root: Path,
    out: Path,
    steps: int,
    seed: int,
    tiny: bool = False,
    start: Sequence[Path] = (),
    fixed: dict[str, float] | None = None,
    trees: Path | None = None,
    save_every: int = 100,
) -> None:
    """Train for ``steps`` batches in all, or what is left of them.

    A later phase begins with the averaged weights of ``start``, several with their mean, at half the rates (heads they
    lack begin fresh); ``fixed`` sets the shares of some corpora;
    ``trees`` is a model whose trees are learnt where there are none (``silver.py``).
    """
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    config, weights = config_and_weights(tiny=tiny)
    tokenizer: Tokenizer = tokenizer_of()
    network = Reader(config)
    if weights is not None:
        network.encoder.load_state_dict(weights, strict=False)
    if start:
        begun = mean([torch.load(path)["average"] for path in start])
        fresh = network.load_state_dict(begun, strict=False).missing_keys
        print("begun fresh:", *fresh) if fresh else None
    shares = refocused(fixed or {})
    rate = 0.5 if start else 1.0
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.AdamW(_groups(network), fused=True)
    corpora = streams(root, tokenizer, seed=seed, trees=trees)
    step = _resume(out / "latest.pt", network, average, optimiser, corpora)
    started, read = time.monotonic(), 0
    network.train()
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        while step < steps:
            stream = most_owed(corpora, shares)
            windows = stream.next()
            for group in optimiser.param_groups:
                group["lr"] = rate * group["peak"] * _rate(step / steps)
            found = losses(network, batch_of(windows))
            step += 1
            if not found:  # windows in which nothing is annotated
                continue
            optimiser.zero_grad(set_to_none=True)
            sum(found.values()).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            _average(network, average, step)
            read += sum(window.size for window in windows)
            told = {name: round(value.item(), 4) for name, value in found.items()}
            speed = round(read / (time.monotonic() - started))
            log.write(json.dumps({"step": step, "corpus": stream.name, **told, "per_second": speed}) + "\n")
            log.flush()
            if step % save_every == 0 or step == steps:
                _save(out / "latest.pt", network, average, optimiser, corpora, step)


def _groups(network: Reader) -> list[dict[str, Any]]:
    encoder = [value for name, value in network.named_parameters() if name.startswith("encoder.")]
    heads = [value for name, value in network.named_parameters() if not name.startswith("encoder.")]
    return [{"params": encoder, "peak": ENCODER_RATE, "weight_decay": 0.01},
            {"params": heads, "peak": HEAD_RATE, "weight_decay": 0.01}]  # fmt: skip


def _rate(done: float) -> float:
    """Linear warm-up, then half a cosine down to 2 % of the peak."""
    if done < WARM_UP:
        return done / WARM_UP
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP)))


@torch.no_grad()
def _average(network: Reader, average: dict[str, torch.Tensor], step: int) -> None:
    """Exponential running average of the weights (shorter at the start): it is what gets exported."""
    keep = min(AVERAGE, (1 + step) / (10 + step))
    for name, value in network.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].lerp_(value, 1 - keep)


def _save(
    path: Path,
    network: Reader,
    average: dict[str, torch.Tensor],
    optimiser: torch.optim.Optimizer,
    corpora: dict[str, Stream],
    step: int,
) -> None:
    places = {name: (stream.taken, stream.read) for name, stream in corpora.items()}
    state = {"network": network.state_dict(), "average": average, "optimiser": optimiser.state_dict(),
             "places": places, "step": step, "random": torch.get_rng_state()}  # fmt: skip
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _resume(
    path: Path,
    network: Reader,
    average: dict[str, torch.Tensor],
    optimiser: torch.optim.Optimizer,
    corpora: dict[str, Stream],
) -> int:
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    average.update(state["average"])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["random"])
    for name, stream in corpora.items():
        taken, read = state["places"].get(name, (0, None))
        for _ in range(taken):
            stream.next()
        if read is None:  # a corpus that joined later starts level with its share, not owed everything
            stream.read = _level(name, {key: count for key, (_, count) in state["places"].items() if key in corpora})
    return int(state["step"])


def _level(name: str, read: dict[str, int]) -> int:
    return round(SHARES[name] * sum(read.values()) / sum(SHARES[other] for other in read))


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, default=Path(".training/run"))
    parser.add_argument("--steps", type=int, default=3_300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tiny", action="store_true", help="a one-layer network, to prove that the code runs")
    parser.add_argument(
        "--start",
        type=Path,
        action="append",
        default=[],
        help="what a later phase begins with; several: their mean",
    )
    parser.add_argument(
        "--share", action="append", default=[], metavar="NAME=SHARE", help="a corpus's share, the others in proportion"
    )
    parser.add_argument("--trees", type=Path, help="a model folder; its trees are learnt where events are marked")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    fit(
        root=options.corpora,
        out=options.out,
        steps=options.steps,
        seed=options.seed,
        tiny=options.tiny,
        start=options.start,
        trees=options.trees,
        fixed={name: float(share) for name, _, share in (given.partition("=") for given in options.share)},
    )


if __name__ == "__main__":
    main()
