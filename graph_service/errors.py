"""The project's few error types. Raised where the cause is known, turned into an exit code (`cli/output.py`) and
into problem+json (`api/app.py`) in one place each.

`message` says what, where, why and what to do, as a code with arguments; `code` is stable for programs.
"""

from __future__ import annotations

from typing import Any, ClassVar

from graph_service.messages import Lang, Message, m, say, worded


class MaillageError(Exception):
    """Anything the project says went wrong. `status` is HTTP's, `exit_code` the command line's."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **args: Any) -> None:
        self.message: Message = m(f"error-{code}", **args)
        self.code = code
        super().__init__(code)

    def __str__(self) -> str:
        return say(self.message, "en")

    @property
    def details(self) -> dict[str, Any]:
        """What a program may want beside the sentence (candidates, problems)."""
        return {}

    def problem(self, lang: Lang) -> dict[str, Any]:
        """The error as an RFC 9457 problem document, in words."""
        return {
            "type": "about:blank",
            "title": say(m(f"title-{type(self).__name__}"), lang),
            "status": self.status,
            "code": self.code,
            "detail": say(self.message, lang),
            **worded(self.details, lang),
        }


class UsageError(MaillageError):
    """The question or the command cannot be understood as asked."""

    status = 400
    exit_code = 2


class TooLarge(UsageError):
    """More was sent than is taken at once."""

    status = 413


class InputError(MaillageError):
    """A file or a value brought from outside cannot be taken. `problems` lists every cause found."""

    status = 422
    exit_code = 2

    def __init__(self, code: str, /, problems: list[dict[str, Any]] | None = None, **args: Any) -> None:
        super().__init__(code, **args)
        self.problems = problems or []

    @property
    def details(self) -> dict[str, Any]:
        return {"problems": self.problems} if self.problems else {}


class NotFound(MaillageError):
    """No such thing in what the reader may see."""

    status = 404
    exit_code = 2


class Ambiguous(MaillageError):
    """A name that fits several things; `candidates` lists them as (id, name)."""

    status = 409
    exit_code = 2

    def __init__(self, code: str, /, candidates: list[tuple[str, str]], **args: Any) -> None:
        super().__init__(code, **args)
        self.candidates = candidates

    @property
    def details(self) -> dict[str, Any]:
        return {"candidates": [{"id": id_, "name": name} for id_, name in self.candidates]}


class Forbidden(MaillageError):
    """The caller may not do this: its token, the name it calls, or where it comes from does not allow it."""

    status = 403
    exit_code = 1


class Unauthenticated(Forbidden):
    """The caller sends no token, or one that is not this service's."""

    status = 401


class TooManyTries(Forbidden):
    """Too many wrong tokens at a time."""

    status = 429


class Conflict(MaillageError):
    """What the caller was shown is no longer so."""

    status = 409
    exit_code = 1


class Outdated(Conflict):
    """What the caller says to have been shown (`If-Match`) is not what is there now."""

    status = 412


class Unconditional(UsageError):
    """A change of what somebody else may have changed, without saying what it was when it was read."""

    status = 428


class StoreError(MaillageError):
    """The store cannot be opened or written: missing, foreign, damaged, newer, locked."""

    status = 503
    exit_code = 1


class StoreMissing(StoreError):
    """There is no store there; questions do not make one."""

    status = 404
    exit_code = 2
