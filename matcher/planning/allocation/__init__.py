"""Who could go where when all places are looked at together: problem, algorithms and checker."""
