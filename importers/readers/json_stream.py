"""Decodes the values of a JSON text one after another, without holding those before.

Numbers keep their digits as written: `19875.060` and `01` of another writer are texts of cells, and no floats.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PIECE = 1 << 18
LONGEST = 1 << 24
"""Characters of one value, such as a record, at most."""
_BLANK = re.compile("[ \t\r\n\x1e\ufeff]*")
"""White space, and the sign that some writers put before each record of a sequence (RFC 7464)."""


class Number(str):
    """A number, with its digits as written."""

    __slots__ = ()


class BrokenJson(Exception):
    """The text is no JSON from here on. `reason` is `cut`, `deep`, `long`, `sign` or `after`, `line` where that is."""

    def __init__(self, reason: str, line: int, near: str = "") -> None:
        super().__init__(reason)
        self.reason, self.line, self.near = reason, line, near


class JsonStream:
    """Reads a text piece by piece from `start` on. `at` is where it stands in `buffer`. `script`: whether a statement
    of a program may end after it."""

    def __init__(self, text: str, start: int = 0, script: bool = False) -> None:
        self.text, self.read, self.script = text, start, script
        self.buffer, self.at, self.ended = "", 0, False
        self.line = 1 + text.count("\n", 0, start)
        """Of the buffer's start."""
        self.repeated: list[str] = []
        """Keys that an object of the last value gives twice, with different values."""
        self.constants = 0
        """How many NaN and Infinity, which are no JSON, stood in the last value."""
        self.record = 0
        """How many items of the list were read before."""
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=Number, parse_int=Number, parse_constant=self._constant
        )

    def peek(self) -> str:
        """The next sign that is no white space; empty at the end."""
        while True:
            found = _BLANK.match(self.buffer, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self._more(_PIECE):
                return ""

    def take(self, sign: str) -> bool:
        """Step over `sign` if it is the next one."""
        if self.peek() != sign:
            return False
        self.at += 1
        return True

    def opens_records(self) -> bool:
        """Whether a list begins here whose first item is an object."""
        if self.peek() != "[":
            return False
        at = self.at + 1
        while True:
            found = _BLANK.match(self.buffer, at)
            at = found.end() if found else at
            if at < len(self.buffer):
                return self.buffer[at] == "{"
            at -= self.at
            if len(self.buffer) - self.at > LONGEST or not self._more(_PIECE):
                return False
            at += self.at

    def items(self) -> Iterator[Any]:
        """The items of the list that begins here, one after another."""
        self.record = 0
        for found in self._inside("[", "]"):
            yield found
            self.record += 1

    def each_key(self) -> Iterator[str]:
        """The keys of the object that begins here. Whoever gets one reads its value before the next."""
        yield from self._inside("{", "}")

    def _inside(self, opens: str, closes: str) -> Iterator[Any]:
        if not self.take(opens):
            raise self.broken("sign" if self.peek() else "cut")
        if self.take(closes):
            return
        while True:
            if opens == "{" and self.peek() != '"':
                raise self.broken("sign" if self.peek() else "cut")
            found = self.value()
            if opens == "{" and not self.take(":"):
                raise self.broken("sign" if self.peek() else "cut")
            yield found
            if self.take(closes):
                return
            if not self.take(","):
                raise self.broken("sign" if self.peek() else "cut")

    def finish(self) -> None:
        """See that nothing follows but the end of a script's statement. Raises BrokenJson."""
        while self.script and (self.take(";") or self.take(")")):
            pass
        if self.peek():
            raise self.broken("after")

    def value(self) -> Any:
        """The next value, whole. Raises BrokenJson."""
        if not self.peek():
            raise self.broken("cut")
        before: tuple[int, str] | None = None
        while True:
            self.repeated, self.constants = [], 0
            length = len(self.buffer) - self.at
            try:
                found, end = self._decoder.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError as fault:
                where = (fault.pos - self.at, fault.msg)
                same = where == before and not fault.msg.startswith("Unterminated")
                if not same and length < LONGEST and self._more(max(_PIECE, length)):
                    before = where
                    continue
                cut = self.ended and (fault.pos >= len(self.buffer) or fault.msg.startswith("Unterminated"))
                long = not self.ended and not same
                raise self.broken("long" if long else "cut" if cut else "sign", fault.pos) from fault
            except RecursionError as fault:
                raise self.broken("deep") from fault
            # A number may go on in the piece that comes next.
            if end == len(self.buffer) and isinstance(found, Number) and self._more(_PIECE):
                continue
            if end - self.at > LONGEST:
                raise self.broken("long")
            self.at = end
            return found

    def broken(self, reason: str, at: int | None = None) -> BrokenJson:
        at = self.at if at is None else at
        return BrokenJson(reason, self.line + self.buffer.count("\n", 0, at), self.buffer[at : at + 20])

    def _more(self, size: int) -> bool:
        """Read on, and forget what is behind. False at the end of the text."""
        piece = self.text[self.read : self.read + size]
        self.read += len(piece)
        self.ended = self.read >= len(self.text)
        if not piece:
            return False
        self.line += self.buffer.count("\n", 0, self.at)
        self.buffer, self.at = self.buffer[self.at :] + piece, 0
        return True

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            # The last value wins in `found`; one that is given twice alike says nothing else.
            self.repeated += [key for key, value in pairs if found[key] != value]
        return found

    def _constant(self, _: str) -> None:
        self.constants += 1
