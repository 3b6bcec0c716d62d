"""What can be started from a terminal: the command `entracte`."""
