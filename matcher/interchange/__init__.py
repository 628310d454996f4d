"""Files from outside and to outside: tables, ladders, job ads."""
