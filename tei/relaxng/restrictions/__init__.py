"""Section 7 of the specification, and the rules for ID types of the DTD compatibility specification."""
