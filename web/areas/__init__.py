"""One package per area of the interface; areas do not know each other."""
