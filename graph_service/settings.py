"""Settings from environment variables, read once at start and passed on."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.errors import UsageError

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_FALLBACK = 2 * 2**30
"""Bytes, where a machine does not say what it has."""


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/|(?:sqlite|neo4j|bolt)[a-z+]*:|[\w.-]+:\d{2,5}/?$", re.IGNORECASE)
"""How an address begins, right or mistyped, or a server's name with its port. One letter is a drive."""
_FILE = "sqlite:///"


def store_url(text: str) -> str:
    """Return the address of a store given as an address or as a file's path (`~` is the user's folder)."""
    path = text.removeprefix(_FILE)
    if not path or (path == text and _ADDRESS.match(text)):
        return text
    try:
        return f"{_FILE}{Path(path).expanduser() if path.startswith('~') else path}"
    except RuntimeError:
        return f"{_FILE}{path}"  # `~name` of a user that is not there is a name like any other


@dataclass(frozen=True, slots=True)
class Settings:
    store: str = "sqlite:///maillage.db"
    """An address, or the path of a file."""
    token: str | None = field(default=None, repr=False)
    """None: nobody gave one. What was given and is empty is no token, and refused where one is needed."""
    lang: str = "fr"
    hosts: tuple[str, ...] = ()
    memory: str = ""
    """How much the projections may take ("2G", "500M"); empty: half of what the machine has."""
    max_file_mb: float = 512.0
    """How much an imported path may hold, unpacked, in MB (2^20 bytes)."""
    config: str = ""
    """The folder of what is kept for the user, such as secrets of sessions; empty: the platform's; "none": none."""

    @staticmethod
    def from_environment() -> Settings:
        """MAILLAGE_STORE, MAILLAGE_TOKEN or MAILLAGE_TOKEN_FILE, MAILLAGE_LANG, MAILLAGE_HOSTS (names with commas
        between them), MAILLAGE_MEMORY, MAILLAGE_MAX_FILE_MB, MAILLAGE_CONFIG."""
        return Settings(
            store=os.environ.get("MAILLAGE_STORE") or Settings().store,
            token=os.environ.get("MAILLAGE_TOKEN") or _content("MAILLAGE_TOKEN_FILE"),
            lang=os.environ.get("MAILLAGE_LANG") or Settings().lang,
            hosts=tuple(h.strip() for h in os.environ.get("MAILLAGE_HOSTS", "").split(",") if h.strip()),
            memory=os.environ.get("MAILLAGE_MEMORY") or "",
            max_file_mb=_number("MAILLAGE_MAX_FILE_MB", Settings().max_file_mb),
            config=os.environ.get("MAILLAGE_CONFIG") or "",
        )


NONE = "none"


def config_folder(settings: Settings) -> Path | None:
    """Return the platform's folder for a user's settings, or the one set; None if they want nothing kept."""
    if settings.config:
        return None if settings.config == NONE else Path(settings.config).expanduser()
    home = Path.home()
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or str(home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = str(home / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or str(home / ".config")
    return Path(base) / "maillage"


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """How the shared store is reached. `password` None: no credentials are given, none are sent."""

    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str = "neo4j"
    certificates: str | None = None
    """A file of certificates to trust, beside those of the system."""
    timeout: float = 10.0
    """Seconds to wait for the server, and in all for an answer that has to be asked for again."""
    patience: float = 120.0
    """Seconds that a question may take on the server."""
    pool: int = 50

    @staticmethod
    def from_environment(url: str = "") -> Neo4jSettings:
        """MAILLAGE_NEO4J_ with USER, PASSWORD or PASSWORD_FILE, or both as Neo4j has them in one file, AUTH_FILE
        (`neo4j/secret`); DATABASE, CERTIFICATES, TIMEOUT, POOL.

        Of several servers, MAILLAGE_NEO4J_CREDENTIALS names a file with a line each: address, user, password
        (`neo4j://server:7687 neo4j secret`). It goes before the others for the addresses that it has.
        """
        prefix, usual = "MAILLAGE_NEO4J_", Neo4jSettings()

        def said(name: str) -> str | None:
            return os.environ.get(prefix + name) or None

        user, password = said("USER") or usual.user, said("PASSWORD") or _content(prefix + "PASSWORD_FILE")
        if password is None and (both := _content(prefix + "AUTH_FILE")):
            user, _, password = both.partition("/")
        for line in (_content(prefix + "CREDENTIALS") or "").splitlines():
            words = line.split(None, 2)
            if len(words) == 3 and words[0].rstrip("/") == url.rstrip("/"):
                _, user, password = words
        return Neo4jSettings(
            user=user,
            password=password,
            database=said("DATABASE") or usual.database,
            certificates=said("CERTIFICATES"),
            timeout=_number(prefix + "TIMEOUT", usual.timeout),
            pool=int(_number(prefix + "POOL", usual.pool)),
        )


def _content(name: str) -> str | None:
    """What the file that a variable names says, without the end of its line."""
    path = os.environ.get(name)
    if not path:
        return None
    try:
        return Path(path).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("setting-file", name=name, path=path) from error


def _number(name: str, usual: float) -> float:
    text = os.environ.get(name)
    if not text:
        return usual
    try:
        found = float(text)
    except ValueError as error:
        raise UsageError("setting-number", name=name, value=text[:40]) from error
    if not 0 < found < 100_000:
        raise UsageError("setting-number", name=name, value=text[:40])
    return found


def memory_of(settings: Settings) -> int:
    """Return the bytes that a projection may take: as set, else half of what the machine or its control group has.

    Raises UsageError for a text that is no amount.
    """
    if not settings.memory.strip():
        return min(_machine(), _control_group()) // 2
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", settings.memory.strip(), re.IGNORECASE)
    amount = int(float(found[1]) * _UNITS[found[2].upper()]) if found else 0
    if amount <= 0:
        raise UsageError("memory-unknown", text=settings.memory[:80])
    return amount


def _machine() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 2 * _FALLBACK


def _control_group() -> int:
    """What a container may use, by either version of control groups; as much as there is where it is not said."""
    found = [_machine()]
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        try:
            found.append(int((Path("/sys/fs/cgroup") / name).read_text()))
        except (OSError, ValueError):
            continue
    return min(found)
