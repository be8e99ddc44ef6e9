"""Finds the streams of a compound file (OLE2), in which Office of before 2007 keeps everything."""

from __future__ import annotations

import struct
from collections.abc import Sequence

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF0
"""Numbers from here on are no sectors, but marks."""
_ENTRY = 128


class BrokenCompound(Exception):
    """The file is damaged."""


class Compound:
    """A compound file: its streams by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._size, self._small = 1 << self._number(30, "H"), 1 << self._number(32, "H")
            if self._size not in (512, 4096) or self._small != 64:
                raise BrokenCompound
            self._table = self._allocation()
            folder = self._chain(self._number(48), self._table, data, self._size, self._size)
            self._entries = dict(self._listed(folder))
            first, length = self._entries.get("Root Entry", (_END, 0))
            self._little = self._chain(first, self._table, data, self._size, self._size)[:length]
            small = self._chain(self._number(60), self._table, data, self._size, self._size)
            self._little_table = struct.unpack(f"<{len(small) // 4}I", small)
        except (struct.error, IndexError) as cause:
            raise BrokenCompound from cause

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises BrokenCompound where there is none, or it is cut."""
        try:
            first, length = self._entries[name]
            if length < self._number(56):
                found = self._chain(first, self._little_table, self._little, self._small, 0)
            else:
                found = self._chain(first, self._table, self._data, self._size, self._size)
        except (struct.error, IndexError, KeyError) as cause:
            raise BrokenCompound from cause
        if len(found) < length:
            raise BrokenCompound
        return found[:length]

    def _number(self, at: int, kind: str = "I") -> int:
        return int(struct.unpack_from(f"<{kind}", self._data, at)[0])

    def _sector(self, number: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self._size // 4}I", self._data, (number + 1) * self._size)

    def _allocation(self) -> list[int]:
        """The next sector of each sector."""
        parts = list(struct.unpack_from("<109I", self._data, 76))
        more, seen = self._number(68), 0
        while more < _END and seen * self._size < len(self._data):
            *listed, more = self._sector(more)
            parts += listed
            seen += 1
        most = len(self._data) // self._size + 1
        return [number for part in parts[:most] if part < _END for number in self._sector(part)]

    def _chain(self, first: int, table: Sequence[int], data: bytes, size: int, before: int) -> bytes:
        """The sectors from `first` on, one after another. A chain that goes in a circle is damaged."""
        found: list[bytes] = []
        number = first
        while number < _END:
            if len(found) * size > len(data):
                raise BrokenCompound
            start = number * size + before
            found.append(data[start : start + size])
            number = table[number]
        return b"".join(found)

    def _listed(self, folder: bytes) -> list[tuple[str, tuple[int, int]]]:
        found = []
        for at in range(0, len(folder) - _ENTRY + 1, _ENTRY):
            length = int(struct.unpack_from("<H", folder, at + 64)[0])
            name = folder[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", folder, at + 116)
            if name:
                found.append((name, (int(first), int(size))))
        return found
