"""Mail out for assistants that have servers of their own."""

from collections.abc import Mapping, Sequence

from core.ports import MailOut


class OwnServers:
    """Hands a message to its sender's own server, or to the one of all others."""

    def __init__(self, own: Mapping[str, MailOut], others: MailOut) -> None:
        self._own, self._others = own, others
        self.told_within = max(channel.told_within for channel in self._all())

    def _all(self) -> tuple[MailOut, ...]:
        return (*self._own.values(), self._others)

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        self._own.get(sender.lower(), self._others).send(mail, sender, recipients)

    def has(self, message_id: str) -> bool | None:
        """Whose message it is, is not known here: only all of them together can deny it."""
        answers = [channel.has(message_id) for channel in self._all()]
        return True if True in answers else None if None in answers else False

    def close(self) -> None:
        for channel in self._all():
            channel.close()
