"""Section 6 of the specification: patterns in normal form, their partial derivatives, states, values."""
