"""Everything that can go wrong, as one tree. Every message says what to do.

::

    OnrecordError
    ├── InputError          a source cannot be read; the message names it and the way out
    │   ├── CannotOpen          a missing file, a folder, a device, no permission
    │   ├── EmptyInput          nothing to read in it
    │   ├── NotText             binary, or an encoding that cannot be told
    │   ├── TooLarge            beyond the limit in settings
    │   ├── UnknownKind         no reader for this kind of file
    │   ├── NotEnglish          the language has no pack yet
    │   ├── Damaged             cut short or malformed
    │   ├── FetchRefused        a URL that must not or cannot be fetched
    │   └── NoAnswer            another reading model did not answer in time, or not in form
    ├── LedgerError         a ledger cannot be opened, written or trusted
    │   ├── NoLedger            nothing there, or something that is no ledger
    │   ├── NewerLedger         made by a newer onrecord
    │   ├── LedgerBusy          another program is writing
    │   ├── NoSpace             the disk is full or nearly so
    │   ├── Conflict            somebody else has ruled on the same thing meanwhile
    │   └── Unknown             no such document, claim, event …
    ├── UsageError          an option or argument makes no sense
    └── ModelError          the shipped weights are missing or do not fit the program, or another model cannot be asked
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors a user may meet; ``str(error)`` is one line for people."""


class InputError(OnrecordError):
    """A source cannot be read."""


class CannotOpen(InputError):
    """Nothing there that can be opened: a missing file, a folder, a device, no permission."""


class EmptyInput(InputError):
    """There is nothing to read: an empty file, or a page without an article."""


class NotText(InputError):
    """Bytes that are no text in any encoding we can tell."""


class TooLarge(InputError):
    """More bytes than the limit in settings allows."""


class UnknownKind(InputError):
    """No reader for this kind of file."""


class NotEnglish(InputError):
    """A language without a pack in ``lang/``."""


class Damaged(InputError):
    """A file that is cut short or malformed."""


class FetchRefused(InputError):
    """A URL that must not be fetched (not public) or could not be."""


class NoAnswer(InputError):
    """Another reading model was asked about this text, and did not answer in time or in form."""


class LedgerError(OnrecordError):
    """A ledger cannot be opened, written or trusted."""


class NoLedger(LedgerError):
    """Nothing there, or something that is no ledger."""


class NewerLedger(LedgerError):
    """Made by a newer onrecord than this one."""


class LedgerBusy(LedgerError):
    """Another program has been writing for longer than we wait."""


class NoSpace(LedgerError):
    """The disk is full, or has less left than is safe."""


class Conflict(LedgerError):
    """Somebody else has ruled on the same thing meanwhile."""


class Unknown(LedgerError):
    """No such document, claim, event, actor, figure or flag in this ledger."""


class UsageError(OnrecordError):
    """An option or argument makes no sense as given."""


class ModelError(OnrecordError):
    """The weights are missing or do not fit this program, or another reading model cannot be asked at all."""
