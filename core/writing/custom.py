"""Custom messages: checked when they are saved, rendered for one lead when they are shown or leave.

The language is Jinja2's, in its sandbox, and of it only parameters, filters and conditions.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.assistant import Assistant
from core.custom_message import CustomMessage
from core.errors import PersonError
from core.lead import Lead
from core.writing.phrase import one_line

LEAD_FIELDS = (
    "first_name", "last_name", "name", "email", "phone", "company", "designation", "industry",
    "linkedin_url", "company_linkedin_url", "twitter_url", "location",
)  # fmt: skip
ASSISTANT_FIELDS = ("name", "email", "title", "company")
PARAMETERS = (
    *(f"lead.{name}" for name in LEAD_FIELDS),
    *(f"assistant.{name}" for name in ASSISTANT_FIELDS),
    "source",
    "context",
)
PARTS = (
    nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter,
    nodes.Keyword, nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip


class BadText(PersonError):
    """A custom message that cannot be saved; the sentence names the line and what to do."""


class MissingValue(PersonError):
    """The lead has nothing for a parameter, and the message declares no default for it."""


class _Missing(Undefined):
    """Nothing: conditions and `default(…)` may ask for it, but it is never put into a text."""

    def __str__(self) -> str:
        of = self._undefined_obj.called if isinstance(self._undefined_obj, _Fields) else ""
        raise MissingValue(
            f"There is no value for {{{{ {of}{self._undefined_name} }}}}. Fill it in for this lead, or "
            "declare a default in the custom message."
        )


class _Fields:
    """What `lead.…` and `assistant.…` may say: values by name, and nothing else."""

    def __init__(self, called: str, values: Mapping[str, str]) -> None:
        self.called = f"{called}."
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name]


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=_Missing, trim_blocks=True, lstrip_blocks=True)


def render(message: CustomMessage, lead: Lead, assistant: Assistant) -> tuple[str, str]:
    """Subject (empty: the thread's) and body for that lead; raises `MissingValue`."""
    values = _values(message.defaults, lead, assistant)
    subject, body = (_environment().from_string(text) for text in (message.subject, message.body))
    return one_line(subject.render(values)), body.render(values).strip()


def _values(defaults: Mapping[str, str], lead: Lead, assistant: Assistant) -> dict[str, Any]:
    """What a text may use. An empty value is left out, so that its default, or nobody, answers for it."""
    columns: dict[str, str] = json.loads(lead.custom)
    plain = {column_name(heading): value for heading, value in columns.items()} | columns
    found = {f"lead.{name}": value for name, value in plain.items()}
    found |= {f"lead.{name}": getattr(lead, name) for name in LEAD_FIELDS}
    found |= {f"assistant.{name}": getattr(assistant, name) for name in ASSISTANT_FIELDS}
    found |= {"source": lead.source, "context": lead.context}
    known = dict(defaults) | {name: value.strip() for name, value in found.items() if value.strip()}
    return {
        "lead": _Fields("lead", _below("lead.", known)),
        "assistant": _Fields("assistant", _below("assistant.", known)),
        **{name: known[name] for name in ("source", "context") if name in known},
    }


def _below(prefix: str, known: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in known.items() if name.startswith(prefix)}


def column_name(heading: str) -> str:
    """How a column of the sheet can be written after `lead.`: "Team size" is `team_size`."""
    return "_".join("".join(c if c.isalnum() else " " for c in heading.lower()).split())


def check(message: CustomMessage, columns: set[str]) -> None:
    """Raises `BadText` where the message cannot be written; `columns` are the headings of custom columns."""
    if not message.name.strip() or not message.body.strip():
        raise BadText("A custom message needs a name and a text.")
    known = {*PARAMETERS, *message.defaults}
    known |= {f"lead.{name}" for heading in columns for name in (heading, column_name(heading))}
    for where, text in (("Subject", message.subject), ("Text", message.body)):
        try:
            tree = _environment().parse(text)
            _environment().from_string(text)
        except TemplateSyntaxError as error:
            raise BadText(f"{where}, line {error.lineno}: {error.message}") from error
        for name, line in _parameters(tree, f"{where}, line"):
            if name not in known:
                raise BadText(
                    f"{where}, line {line}: there is no parameter {{{{ {name} }}}}. Use one of "
                    f"{', '.join(PARAMETERS)}, a column of your sheets, or declare a default for it."
                )


def _parameters(tree: nodes.Template, where: str) -> Iterator[tuple[str, int]]:
    """Every parameter with its line. Raises `BadText` for what is neither parameter, filter nor condition."""
    paths = (nodes.Getattr, nodes.Getitem)
    inner = {id(node.node) for node in tree.find_all(nodes.Expr) if isinstance(node, paths)}
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, PARTS):
            raise BadText(
                f"{where} {node.lineno}: only parameters, filters and conditions can stand in a message."
            )
        if isinstance(node, paths):
            yield _path(node), node.lineno
        elif isinstance(node, nodes.Name) and id(node) not in inner:
            yield node.name, node.lineno


def _path(node: nodes.Getattr | nodes.Getitem) -> str:
    inside = node.node.name if isinstance(node.node, nodes.Name) else "…"
    if isinstance(node, nodes.Getattr):
        return f"{inside}.{node.attr}"
    return f"{inside}.{node.arg.value}" if isinstance(node.arg, nodes.Const) else f"{inside}.…"
