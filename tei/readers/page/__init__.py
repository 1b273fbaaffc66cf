"""A page of the web: its bytes to a tree, its classes and addresses, its notes, blocks and marks, its text in order."""
