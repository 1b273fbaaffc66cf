"""Schemas as files: either syntax to one tree with places, held against section 3 of the specification."""
