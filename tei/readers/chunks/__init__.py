"""What recognition works on: the characters of a file as runs of lines with hints and marks, and marks as nested inlines."""
