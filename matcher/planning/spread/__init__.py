"""Lists of suggestions for everybody at once, in which no opening stands too often."""
