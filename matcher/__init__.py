"""The matching engine of Stegvis: from a profile to ranked, explained first jobs."""

from matcher.settings import let_threads_sleep, tell_nobody

let_threads_sleep()
tell_nobody()
