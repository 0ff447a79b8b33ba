"""Minimises a smooth function of many numbers (limited-memory BFGS), so that training needs numpy only."""

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MEMORY = 10  # steps remembered
STEPS = 60
FLAT = 1e-4  # of the first slope's length: where it ends
ENOUGH = 1e-4  # of the promised decrease that a step must bring


def minimize(function: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Where `function`, which gives its value and its slope, is least; near there after STEPS steps."""
    at, (value, slope) = start, function(start)
    first = np.linalg.norm(slope)
    memory: deque[tuple[Floats, Floats]] = deque(maxlen=MEMORY)
    for _ in range(STEPS):
        if np.linalg.norm(slope) <= FLAT * first:
            break
        direction = -_curved(slope, memory)
        length = 1.0 if memory else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        promised = float(direction @ slope)
        new_value, new_slope = function(at + length * direction)
        while new_value > value + ENOUGH * length * promised and length > 1e-10:
            length /= 2
            new_value, new_slope = function(at + length * direction)
        step, change = length * direction, new_slope - slope
        if step @ change > 1e-12:
            memory.append((step, change))
        at, value, slope = at + step, new_value, new_slope
    return at


def _curved(slope: Floats, memory: deque[tuple[Floats, Floats]]) -> Floats:
    """The slope times the inverse curvature that the last steps showed (the two-loop recursion)."""
    result, factors = slope.copy(), []
    for step, change in reversed(memory):
        factor = (step @ result) / (step @ change)
        factors.append(factor)
        result -= factor * change
    if memory:
        step, change = memory[-1]
        result *= (step @ change) / (change @ change)
    for (step, change), factor in zip(memory, reversed(factors), strict=True):
        result += step * (factor - (change @ result) / (step @ change))
    return result
