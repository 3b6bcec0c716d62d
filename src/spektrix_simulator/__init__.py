"""What does Entracte talk to when no Spektrix is at hand? A small one, with a theatre's page beside it."""
