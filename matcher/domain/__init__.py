"""Pure nouns and rules of the programme: standard library only, the clock is handed in."""
