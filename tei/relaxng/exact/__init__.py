"""The exact pass: every fault of a document, one for one mistake, and what can be told of it."""
