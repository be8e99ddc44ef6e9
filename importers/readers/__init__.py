"""Reads a path into sheets of rows: `paths` opens files, folders, zips and gzipped files; `formats` knows what each
holds by its first bytes; one module for each format reads it."""

from importers.readers.paths import called, own_path, read
from importers.sheets import Limits, Sheet

__all__ = ["Limits", "Sheet", "called", "own_path", "read"]
