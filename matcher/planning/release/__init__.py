"""What planners are shown of counts of people: rounded, and with no small group to be found.

A *release* is every table that is shown together. :mod:`tables` says what stands in them and what
adds up to what, :mod:`hiding` decides over all of it at once which cells are not shown, and
:mod:`attack` tries to find them again from what is shown and nothing else.
"""
