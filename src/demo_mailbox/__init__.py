"""A mailbox for the demo and the tests: a real SMTP server, and a page with the letters that it took."""
