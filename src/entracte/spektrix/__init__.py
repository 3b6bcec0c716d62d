"""How is Spektrix asked, and what did it say? A client library without Django."""
