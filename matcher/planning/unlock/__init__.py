"""What to teach: which training, with how many seats, lets the most people begin a job."""
