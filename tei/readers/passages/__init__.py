"""What stands within a line: whose emphasis, insertions, quotations, marks of notes, slips; and the habits of a text."""
