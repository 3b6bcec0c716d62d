"""What is exchanged between the restaurant's book and the theatre's box office."""
