"""Write the shipped files: ``python -m training.export --run .training/run --out src/onrecord/model``.

``reader.onnx`` is the int8 encoder with its heads (dynamic quantisation, per channel, reduced range: AVX2 without VNNI
saturates otherwise); ``heads.npz`` holds what is decoded outside it (transitions, the link head); ``labels.json`` the
label sets and where the weights came from; ``tokenizer.json`` the wordpieces.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from onrecord.core.plover import TYPES
from training.base import config_and_weights, folder, tokenizer_of
from training.network import Reader, mean
from training.shape import (
    ATTRIBUTION,
    CROSSNER,
    DEPREL,
    EVENT_MODES,
    GUM_TYPES,
    LINKED,
    NAMED,
    RE3D,
    REALIS,
    SIDES,
    UPOS,
    bio,
)

INPUTS = ("ids", "mask", "features", "sentence", "first")
OUTPUTS = ("attribution", "link_token", "link_cue", "re3d", "crossner", "names", "mentions", "upos", "heads", "deprels",
           "factuality", "modal", "event", "event_mode", "realis", "inner", "side_token", "side_trigger")  # fmt: skip
LABELS = {
    "attribution": bio(ATTRIBUTION),
    "linked": bio(LINKED),
    "re3d": bio(RE3D),
    "crossner": bio(CROSSNER),
    "names": bio(NAMED),
    "mentions": ("O", *GUM_TYPES),
    "upos": UPOS,
    "deprels": DEPREL,
    "modal": ("certain", "positive", "future"),
    "event": ("", *TYPES),
    "event_mode": EVENT_MODES,
    "realis": REALIS,
    "sides": ("", *SIDES),
}
# Kept in fp32: the small heads cost nothing and lose most when rounded.
PLAIN = ("attribution", "link_token", "link_cue", "event", "event_mode", "realis", "inner", "side_token",
         "side_trigger")  # fmt: skip


def export(*, runs: list[Path], out: Path, tiny: bool = False, quantise: bool = True) -> None:
    """Read ``latest.pt`` of the runs and write the four files of the model into ``out``.

    Runs that went on from one another are averaged, weight by weight (Wortsman et al., "Model soups", ICML 2022).
    """
    state = torch.load(runs[-1] / "latest.pt", map_location="cpu")
    state["average"] = mean([torch.load(run / "latest.pt", map_location="cpu")["average"] for run in runs])
    config, _ = config_and_weights(tiny=tiny)
    config._attn_implementation = "eager"
    network = Reader(config)
    missing = network.load_state_dict(state["average"], strict=False).missing_keys
    print("these heads were never taught:", *missing) if missing else None
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "reader.onnx"
        _to_onnx(network, plain)
        if quantise:
            _quantise(plain, out / "reader.onnx")
        else:
            shutil.copy(plain, out / "reader.onnx")
    np.savez(out / "heads.npz", **_decoded_outside(network))
    tokenizer_of().save(str(out / "tokenizer.json"), pretty=False)
    digest = hashlib.sha256((out / "reader.onnx").read_bytes()).hexdigest()
    labels = {**LABELS, "steps": state["step"], "sha256": digest, "base": folder().parent.name.replace("_", "-")}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def _to_onnx(network: Reader, path: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 20))
    ones = torch.ones_like(ids)
    axes = {name: {0: "rows", 1: "length"} for name in (*INPUTS, *OUTPUTS)}
    torch.onnx.export(
        network,
        (ids, ones, torch.zeros_like(ids), torch.zeros_like(ids), ones),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _quantise(plain: Path, out: Path) -> None:
    import onnx

    model = onnx.load(str(plain))
    kept = [node.name for node in model.graph.node if any(f"/{name}/" in node.name for name in PLAIN)]
    quantize_dynamic(
        str(plain), str(out), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept
    )


def _decoded_outside(network: Reader) -> dict[str, np.ndarray]:
    def values(parameter: torch.Tensor) -> np.ndarray:
        found: np.ndarray = parameter.detach().numpy().astype(np.float32)
        return found

    linear: nn.Linear = network.link_out
    return {
        "transitions": values(network.chain.transitions),
        "begin": values(network.chain.begin),
        "link_transitions": values(network.link_chain.transitions),
        "link_begin": values(network.link_chain.begin),
        "link_place": values(network.link_place.weight),
        "link_weight": values(linear.weight),
        "link_bias": values(linear.bias),
        "link_flat": values(network.link_flat.weight),
        "side_place": values(network.side_place.weight),
        "side_weight": values(network.side_out.weight),
        "side_bias": values(network.side_out.bias),
    }


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, action="append", help="a run's folder; several are averaged")
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/model"))
    parser.add_argument("--tiny", action="store_true", help="the checkpoint is of the one-layer test network")
    parser.add_argument("--plain", action="store_true", help="leave the weights in fp32")
    options = parser.parse_args()
    export(runs=options.run or [Path(".training/run")], out=options.out, tiny=options.tiny, quantise=not options.plain)


if __name__ == "__main__":
    main()
