"""What may be done to the book? Plain functions, one transaction each."""
