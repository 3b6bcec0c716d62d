"""The side of the mailbox that speaks SMTP."""
