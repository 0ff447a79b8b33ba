"""Where leads come from, and the sentence with which the first message of each begins."""

from dataclasses import dataclass, replace

from core.errors import NotAllowed, NotFound, PersonError
from core.ports import Store
from core.writing.custom import PARAMETERS
from core.writing.render import check

LONGEST_NAME, LONGEST_OPENING = 60, 300  # characters


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    opening: str  # of the first message, as the team words it; empty: the writer's own sentences
    system: bool  # came with Leadkeeper, and stays


def source_key(name: str) -> str:
    """Under which a source is known: "Phone  meeting" is "Phone Meeting"."""
    return " ".join(name.split()).lower()


def add_source(store: Store, name: str, opening: str) -> Source:
    """A source of the team's own; one that was removed comes back."""
    name, opening = " ".join(name.split()), " ".join(opening.split())
    _check(name, opening, system=False)
    if source_key(name) in {source_key(source.name) for source in store.sources()}:
        raise PersonError(f"There is a source named {name} already. Change that one.")
    source = Source(name, opening, system=False)
    store.save_source(source)
    return source


def change_source(store: Store, name: str, opening: str) -> Source:
    """Another opening sentence, at once for every first message still to come."""
    source, opening = _find(store, name), " ".join(opening.split())
    _check(source.name, opening, system=source.system)
    changed = replace(source, opening=opening)
    store.save_source(changed)
    return changed


def remove_source(store: Store, name: str) -> None:
    """No new lead gets it; those that have it keep it, with its opening sentence."""
    source = _find(store, name)
    if source.system:
        raise NotAllowed(f"{source.name} came with Leadkeeper and stays. Give it a sentence of your own.")
    store.remove_source(source.name)


def remember_source(store: Store, name: str) -> Source:
    """The source of that name, in its own spelling; one that is new is offered from now on."""
    known = store.find_source(name)
    source = known or Source(" ".join(name.split())[:LONGEST_NAME], "", system=False)
    store.save_source(source)
    return source


def _find(store: Store, name: str) -> Source:
    source = store.find_source(name)
    if source is None:
        raise NotFound(f"There is no source named {name}.")
    return source


def _check(name: str, opening: str, *, system: bool) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise PersonError(f"A source needs a name of at most {LONGEST_NAME} characters.")
    if not opening and not system:
        raise PersonError(f"Write the sentence with which the first message to a lead from {name} begins.")
    if len(opening) > LONGEST_OPENING:
        raise PersonError(f"The opening sentence may have at most {LONGEST_OPENING} characters.")
    for problem in check(opening, PARAMETERS):
        raise PersonError(f"Opening sentence: {problem}")
