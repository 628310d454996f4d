"""Ways from a person to a job that she wants, over all ladders and what the register says."""
