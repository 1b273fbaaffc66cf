"""The title block and the lines about the text: titles, authors, records, navigation, what they say, what was guessed."""
