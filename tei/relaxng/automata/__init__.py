"""The fast pass: an automaton of rows that fill themselves, documents on their way through it, rows that are kept."""
