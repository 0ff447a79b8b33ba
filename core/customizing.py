"""What a person does with custom messages."""

from collections.abc import Mapping
from uuid import UUID

from core.custom_message import CustomMessage
from core.errors import NotAllowed, NotFound, PersonError
from core.lead import Lead
from core.ports import Store
from core.writing.custom import check, render


def save_message(
    store: Store,
    name: str,
    subject: str,
    body: str,
    defaults: Mapping[str, str],
    message_id: UUID | None = None,
) -> CustomMessage:
    """Write a custom message, or write it anew; what has not left yet leaves in the new words.

    Raises `PersonError` with the line where a parameter or the syntax is wrong.
    """
    given = {name.strip(): value.strip() for name, value in defaults.items() if value.strip()}
    message = CustomMessage(
        message_id or store.new_id(), " ".join(name.split()), subject.strip(), body.strip(), given
    )
    check(message, store.custom_columns())
    same = store.custom_message_by_name(message.name)
    if same and same.id != message.id:
        raise PersonError(f"There is a custom message named {message.name} already. Choose another name.")
    if message_id:
        find_message(store, message_id)
        store.save_custom_message(message)
    else:
        store.insert_custom_message(message)
    return message


def clone_message(store: Store, message_id: UUID, name: str) -> CustomMessage:
    origin = find_message(store, message_id)
    return save_message(store, name, origin.subject, origin.body, origin.defaults)


def preview_message(store: Store, message: CustomMessage, lead: Lead) -> tuple[str, str]:
    """Subject (empty: the thread's) and text as that lead would get them; the message need not be saved."""
    check(message, store.custom_columns())
    return render(message, lead, store.assistant(lead.assistant_id))


def used_in(store: Store, message_id: UUID) -> list[str]:
    """The names of the schedules that use it."""
    return store.schedules_with_message(message_id)


def delete_message(store: Store, message_id: UUID) -> None:
    message = find_message(store, message_id)
    if names := used_in(store, message_id):
        raise NotAllowed(f"{message.name} is used in {', '.join(names)}. Take it out of there first.")
    store.delete_custom_message(message_id)


def find_message(store: Store, message_id: UUID) -> CustomMessage:
    message = store.find_custom_message(message_id)
    if message is None:
        raise NotFound("This custom message is not here any more. Choose another one.")
    return message
