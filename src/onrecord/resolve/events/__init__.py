"""Events: mentions of what happened made into numbered PLOVER events with their sides, place, time and figures."""
