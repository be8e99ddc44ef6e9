"""Saved maps and publications: pictures that people come back to, and those that they give away."""
