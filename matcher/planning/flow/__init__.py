"""The flow report: who came, who got a first job, and who is still there."""
