"""How parties change tables so that one more fits."""
