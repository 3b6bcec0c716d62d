"""Owner mode: what the theatre itself may do, with signed calls."""
