"""Turns errors of the driver and the server into errors of ours, with what to do. Reveals no secret."""

from __future__ import annotations

from neo4j import exceptions

from graph_service.errors import StoreError

_CODES = (
    ("Neo.ClientError.Security.AuthenticationRateLimit", "neo4j-locked-out"),
    ("Neo.ClientError.Security", "neo4j-refused"),
    ("Neo.ClientError.Database.DatabaseNotFound", "neo4j-no-database"),
    ("Neo.TransientError.Transaction.LockAcquisitionTimeout", "neo4j-busy"),
    ("Neo.TransientError.Transaction.DeadlockDetected", "neo4j-busy"),
    ("Neo.ClientError.Transaction.TransactionTimedOut", "neo4j-slow"),
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "neo4j-memory"),
    ("Neo.TransientError.General.OutOfMemoryError", "neo4j-memory"),
    ("Neo.TransientError.General.TransactionMemoryLimit", "neo4j-memory"),
    ("Neo.ClientError.Schema.ConstraintCreationFailed", "neo4j-foreign-data"),
    ("Neo.ClientError.Cluster.NotALeader", "neo4j-unreachable"),
    ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "neo4j-read-only"),
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "neo4j-read-only"),
    ("Neo.ClientError.General.AccessDatabaseReadOnly", "neo4j-read-only"),
    ("Neo.DatabaseError.Transaction.TransactionLogError", "neo4j-full"),
    ("Neo.TransientError", "neo4j-unreachable"),
)
_FULL = ("No space left on device", "not enough space", "disk is full", "Database is not writable", "critical error")
"""What the server says of a disk without room, and afterwards of the database that has met it."""
UNREACHABLE = (
    exceptions.ServiceUnavailable,
    exceptions.SessionExpired,
    exceptions.ConnectionAcquisitionTimeoutError,
    OSError,
)


UNCERTAIN = (
    "neo4j-unreachable",
    "neo4j-busy",
    "neo4j-slow",
    "neo4j-memory",
    "neo4j-full",
    "neo4j-read-only",
    "neo4j-failed",
    "neo4j-lease-lost",
    "neo4j-changed",
)
"""After which it has to be looked up what became of a write."""


def explain(error: Exception, url: str) -> StoreError:
    """Return the project's error for one of the driver's, with what to do."""
    if isinstance(error, exceptions.AuthError):
        code = str(getattr(error, "code", ""))
        found = "neo4j-locked-out" if code.endswith("AuthenticationRateLimit") else "neo4j-refused"
        return StoreError(found, url=url)
    if isinstance(error, exceptions.Neo4jError):
        code = error.code or ""
        found = next((ours for theirs, ours in _CODES if code.startswith(theirs)), "neo4j-failed")
        text = f"{error.message or ''} {error.__cause__ or ''}"
        if any(words.lower() in text.lower() for words in _FULL):
            return StoreError("neo4j-full", url=url)
        if found == "neo4j-failed" and "read only" in text.lower().replace("-", " "):
            return StoreError("neo4j-read-only", url=url)
        if found == "neo4j-failed":
            return StoreError("neo4j-failed", url=url, reason=f"{code}: {(error.message or '')[:300]}")
        return StoreError(found, url=url)
    if isinstance(error, exceptions.ConfigurationError):
        return StoreError("neo4j-failed", url=url, reason=str(error)[:300])
    if isinstance(error, UNREACHABLE):
        return StoreError("neo4j-unreachable", url=url)
    return StoreError("neo4j-failed", url=url, reason=str(error)[:300])
