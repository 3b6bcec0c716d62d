"""What can be started from a terminal? The command `entracte`, one file per thing it does."""
