"""The one family of errors. A `PersonError` carries a sentence that a person can act on; screens and the
command line show it as it is. Anything else that is raised is a defect, and is logged with its traceback."""

from datetime import timedelta

from core.reply import BounceKind


class LeadkeeperError(Exception):
    """The root of every error that Leadkeeper raises itself."""


class PersonError(LeadkeeperError):
    """What is wrong, where, and what to do, in words fit for a screen."""


class BadSetting(PersonError):
    """A setting has a value that cannot be used; the sentence names the setting."""


class NotAllowed(PersonError):
    """The lead's state, or the person's role, forbids this act."""


class NotFound(PersonError):
    """What was asked for is not in the database."""


class BadUpload(PersonError):
    """A dropped file cannot be read as a sheet of leads."""


class MailboxError(PersonError):
    """A mailbox cannot be read now."""


class DatabaseBusy(PersonError):
    """The other process kept the database for longer than the bounded wait."""


class ModelError(LeadkeeperError):
    """A language model gave no answer that can be used, or may not be asked now; the sentence says why."""


class UnfitText(ModelError):
    """A language model wrote a text that must not leave; the sentence says every reason."""


class DeliveryError(LeadkeeperError):
    """A channel did not take a message.

    `permanent` means that trying again cannot help, `bounce` whose fault it is where the channel says so, and
    `retry_after` how long the channel wants to be left alone. `unconfirmed` means that nobody can know now
    whether it was taken (a connection lost after DATA): it is never tried again by guess. An event may still
    tell that it was, until `told_within` after the attempt.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool,
        bounce: BounceKind | None = None,
        retry_after: timedelta = timedelta(0),
        unconfirmed: bool = False,
        told_within: timedelta = timedelta(0),
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.bounce = bounce
        self.retry_after = retry_after
        self.unconfirmed = unconfirmed
        self.told_within = told_within
