"""HTTP: the questions as routes under /api/v1, edits, maps, and the plain page at /."""
