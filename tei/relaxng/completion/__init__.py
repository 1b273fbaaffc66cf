"""What may come next in a document that is being written."""
