"""Long patterns written as lines: each line one or more alternatives, usually a language."""


def one_of(lines: str) -> str:
    """A group of all the alternatives of all lines."""
    return f"(?:{'|'.join(line.strip() for line in lines.strip().splitlines())})"
