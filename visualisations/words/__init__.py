"""Answers in words: a renderer of blocks for each surface."""
