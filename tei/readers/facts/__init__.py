"""Facts in a line about the text: dates, names, languages, licences, source lines, lines of credits."""
