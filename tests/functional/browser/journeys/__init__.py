"""What people do on the pages, a file for each who does it.

They find forms by where they lead and buttons by what they send, so that every language and a
browser without scripts take the same way.
"""
