"""Free text to sectors and ladder steps, over records handed in."""
