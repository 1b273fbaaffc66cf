"""Section 4 of the specification: what refers to what, and the simple form."""
