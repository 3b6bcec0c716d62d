"""The calls under /simulator/, by which a person or a test controls the simulator."""
