"""What is measured, and how: metrics, splits and intervals."""
