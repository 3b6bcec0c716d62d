"""What crosses between the restaurant's book and the theatre's box office?"""
