"""Actors across reports: who is the same under another name, who only looks it, and what people have to decide."""

from __future__ import annotations

from onrecord.weigh.actors.compare import compare
from onrecord.weigh.actors.named import Named, Verdict
from onrecord.weigh.actors.place import place

__all__ = ["Named", "Verdict", "compare", "place"]
