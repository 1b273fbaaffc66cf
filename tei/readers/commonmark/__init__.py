"""Markdown: tokens of its syntax to a source text with hints and marks."""
