"""Templates, in Jinja2's sandbox: our own sentences, and those that users write.

Of its language only parameters (`{{ lead.first_name }}`, `{{ lead["Budget 2026"] }}`), conditions,
comparisons and a few filters are taken: nothing that repeats, calculates or calls, so that whatever somebody
writes, it ends at once. A parameter is known by its dotted name ("lead.Budget 2026").
"""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from core.errors import PersonError

LONGEST, DEEPEST = 20_000, 30  # characters of a template and of its text; levels inside each other
FILTERS = ("capitalize", "default", "lower", "title", "trim", "upper")
LANGUAGE = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Filter,
)  # fmt: skip
WHAT_WORKS = "Use parameters such as {{ lead.first_name }}, {% if … %}, and the filters " + ", ".join(FILTERS)
CAUSES = (TemplateError, ValueError, SyntaxError, RecursionError, MemoryError, OverflowError)


class MissingValue(PersonError):
    """There is nothing to put in for a parameter, and no default for it."""


class _Hole:
    """An empty value: conditions and `default(…)` may ask for it, but it is never put into a text."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        raise MissingValue(f"There is no value for {_braces(self._name)}. Fill it in, or declare a default.")


class _Environment(SandboxedEnvironment):
    """Parameters are looked up by name, and never are anything that Python hangs on to a value."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        known = isinstance(obj, dict) and argument in obj
        return obj[argument] if known else self.undefined(obj=obj, name=str(argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)


def _default(value: str | _Hole, instead: str = "") -> str | _Hole:
    """As Jinja's, but for an empty value too: a lead without a first name has an empty one."""
    return value or instead


ENVIRONMENT = _Environment(undefined=StrictUndefined, autoescape=False, lstrip_blocks=True)
ENVIRONMENT.filters = {name: ENVIRONMENT.filters[name] for name in FILTERS} | {"default": _default}
ENVIRONMENT.tests, ENVIRONMENT.globals = {}, {}


def render(
    template: str,
    values: Mapping[str, str],
    defaults: Mapping[str, str] | None = None,
    *,
    holes: bool = True,
) -> str:
    """The template's text. `values` and `defaults` go by dotted name; a default stands in for an empty value.

    Raises `PersonError` for a template that `check` would complain about, and without `holes` `MissingValue`
    where nothing can be put in.
    """
    compiled, names = _compile(template)
    known = {**values, **(defaults or {}), **_given(values)}
    if not holes:
        known = dict.fromkeys(names, "") | known
    if unknown := sorted(names - known.keys()):
        raise PersonError(f"{_braces(unknown[0])} is not known here, and has no default. Give it one.")
    text = compiled.render(
        _nested({name: known[name] if holes else known[name] or _Hole(name) for name in names})
    )
    if len(text) > LONGEST:
        raise PersonError(f"The text has more than {LONGEST:,} characters. Shorten it.")
    return text


def check(template: str, names: Collection[str]) -> list[str]:
    """What is wrong, line by line, and what to do; empty where the template can be used with those names."""
    try:
        tree = _parse(template)
    except PersonError as error:
        return [str(error)]
    return [
        f"Line {line}: there is no {_braces(name)}. Use one of: {', '.join(sorted(names))}."
        for line, name in _parameters(tree)
        if name not in names
    ]


def parameters(template: str) -> frozenset[str]:
    """The dotted names that the template uses; raises `PersonError`."""
    return _compile(template)[1]


def refuse_parameters(*texts: str) -> None:
    """Raises `PersonError` where a text that leaves letter for letter has what only templates fill in."""
    if any("{{" in text or "{%" in text for text in texts):
        raise PersonError(
            "This text leaves as it stands: {{ … }} is filled in only in custom messages and broadcasts. "
            "Write the words themselves."
        )


@lru_cache(maxsize=10_000)
def _compile(template: str) -> tuple[Template, frozenset[str]]:
    tree = _parse(template)
    names = frozenset(name for _, name in _parameters(tree))
    try:
        return ENVIRONMENT.from_string(tree), names
    except CAUSES as error:
        raise PersonError(f"The template cannot be read: {error}. {WHAT_WORKS}.") from error


def _parse(template: str) -> nodes.Template:
    if len(template) > LONGEST:
        raise PersonError(f"The template has more than {LONGEST:,} characters. Shorten it.")
    try:
        tree = ENVIRONMENT.parse(template)
    except CAUSES as error:
        line = getattr(error, "lineno", None) or 1
        raise PersonError(f"Line {line}: {str(error).rstrip('.')}. {WHAT_WORKS}.") from error
    _refuse_the_rest(tree)
    return tree


def _refuse_the_rest(tree: nodes.Node) -> None:
    level: list[nodes.Node] = [tree]
    for _ in range(DEEPEST):
        for node in level:
            if not _is_plain(node):
                what = type(node).__name__.lower()
                raise PersonError(f"Line {node.lineno}: “{what}” cannot stand in a template. {WHAT_WORKS}.")
        level = [child for node in level for child in node.iter_child_nodes()]
    if level:
        raise PersonError(f"Line {level[0].lineno}: too much inside each other. Write it more simply.")


def _is_plain(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        arguments = [*node.args, *node.kwargs]
        return node.name in FILTERS and len(arguments) <= (node.name == "default") and not node.kwargs
    if isinstance(node, nodes.Operand):
        return node.op in ("eq", "ne")
    return isinstance(node, LANGUAGE)


def _parameters(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each."""
    if name := _dotted(node):
        yield node.lineno, name
        return
    for child in node.iter_child_nodes():
        yield from _parameters(child)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node) or '?'}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        key = node.arg.value if isinstance(node.arg, nodes.Const) else "?"
        return f"{_dotted(node.node) or '?'}.{key}"
    return ""


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value.strip()}


def _nested(values: Mapping[str, object]) -> dict[str, Any]:
    """{"lead.name": "Ann"} as {"lead": {"name": "Ann"}}."""
    nested: dict[str, Any] = {}
    for name, value in values.items():
        folder, _, last = name.partition(".")
        if last:
            nested.setdefault(folder, {})[last] = value
        else:
            nested[folder] = value
    return nested


def _braces(name: str) -> str:
    return f"{{{{ {name} }}}}"
