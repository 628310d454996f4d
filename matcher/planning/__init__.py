"""What planners ask of the whole: which jobs people move on to, over records handed in."""
