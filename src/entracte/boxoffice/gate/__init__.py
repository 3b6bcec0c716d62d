"""What may be asked of a restaurant's Spektrix now: the rate, the circuit, and who asks at once."""
