"""The report on the target: how many feel closer to work or studies than when they began."""
