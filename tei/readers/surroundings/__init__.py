"""What stands round a text: the frame of a house that distributes it, lists of contents, marks of pages."""
