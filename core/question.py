"""What a language model is asked: orders by us, material by anybody, and the form of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """`schema` is the JSON schema of the answer, in the subset that OpenAI calls strict: every property is
    required and no others are allowed."""

    purpose: str  # what the tokens are counted under; letters, digits, `_` and `-`
    instructions: str
    material: Mapping[str, str]  # data, whatever orders stand in it
    schema: Mapping[str, Any]
    most_tokens: int  # of the answer
