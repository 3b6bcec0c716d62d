"""What may be done to the book: plain functions, one transaction each."""
