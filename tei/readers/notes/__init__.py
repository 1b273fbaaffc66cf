"""Footnotes: which chunks are notes, which marks lead to them, and the sections they stand in."""
