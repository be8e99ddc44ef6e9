"""The project's few error types. Raised where the cause is known, turned into an exit code (`cli/output.py`) and
into problem+json (`api/app.py`) in one place each.

`message` says what, where, why and what to do, as a code with arguments; `code` is stable for programs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, NotRequired, TypedDict, cast

from graph_service.messages import Lang, Message, m, say, worded


class CellProblem(TypedDict):
    """What is wrong or doubtful with one value: of a row of a file (`RowProblem`), or of what somebody typed."""

    column: str
    """The column or field; empty where it is about no single one."""
    value: str
    """The value as it stands there, cut where it is long."""
    code: str
    """What is wrong, for programs."""
    severity: str
    """`error` rejects the row or the correction; `warning` does not."""
    message: Message | str
    """What is wrong and what to do; words once an entrance says it."""


class RowProblem(CellProblem):
    """A problem, and where in a file it stands."""

    file: str
    sheet: str
    """The sheet of the workbook; of a CSV file, the list of the template or mapping that it was read as."""
    row: int
    """The number of the row, the header being row 1; 0 where it is about no single row."""


class Candidate(TypedDict):
    """A record that an ambiguous name may mean."""

    id: str
    name: str


class Problem(TypedDict):
    """An error in words, as RFC 9457 has it: what the service answers, and what the command line prints as JSON."""

    type: str
    title: str
    """What sort of error it is."""
    status: int
    code: str
    """What went wrong, for programs: it does not change with the language."""
    detail: str
    """What went wrong, where, why, and what to do."""
    problems: NotRequired[Sequence[CellProblem]]
    """Of what was refused: every cause that was found."""
    candidates: NotRequired[Sequence[Candidate]]
    """Of a name that fits several records: these."""


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
        """Return what a program may want beside the sentence (candidates, problems)."""
        return {}

    def problem(self, lang: Lang, status: int | None = None) -> Problem:
        """Return the error in words as a problem document. `status` replaces the usual HTTP status of this type."""
        document = {
            "type": "about:blank",
            "title": say(m(f"title-{type(self).__name__}"), lang),
            "status": self.status if status is None else status,
            "code": self.code,
            "detail": say(self.message, lang),
            **worded(self.details, lang),
        }
        return cast(Problem, document)


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

    def __init__(self, code: str, /, problems: Sequence[CellProblem] = (), **args: Any) -> None:
        super().__init__(code, **args)
        self.problems = list(problems)

    @property
    def details(self) -> dict[str, Any]:
        return {"problems": self.problems} if self.problems else {}


class NotFound(MaillageError):
    """No such thing in what the reader may see; `candidates` lists what a name may have meant, as (id, name)."""

    status = 404
    exit_code = 2

    def __init__(self, code: str, /, candidates: Sequence[tuple[str, str]] = (), **args: Any) -> None:
        super().__init__(code, **args)
        self.candidates = candidates
        self.text = str(args.get("text", ""))


class Ambiguous(MaillageError):
    """A name (`text`) that fits several things; `candidates` lists them as (id, name)."""

    status = 409
    exit_code = 2

    def __init__(self, code: str, /, candidates: list[tuple[str, str]], **args: Any) -> None:
        super().__init__(code, **args)
        self.candidates = candidates
        self.text = str(args.get("text", ""))

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


class Busy(MaillageError):
    """Too many ask at once: the same question may be asked again in a moment."""

    status = 503


class Cancelled(MaillageError):
    """Somebody stopped the work before it wrote anything."""

    status = 409


class Conflict(MaillageError):
    """What the caller was shown has changed since."""

    status = 409
    exit_code = 1


class Outdated(Conflict):
    """The version that the caller sent in `If-Match` is not the present one."""

    status = 412


class Unconditional(UsageError):
    """A change without `If-Match`, of a record that somebody else may have changed."""

    status = 428


class StoreError(MaillageError):
    """The store cannot be opened or written: missing, foreign, damaged, newer, locked."""

    status = 503
    exit_code = 1


class StoreMissing(StoreError):
    """There is no store at the address, and reading does not make one."""

    status = 404
    exit_code = 2


class Incomplete(MaillageError):
    """A file that Maillage is installed with is missing."""
