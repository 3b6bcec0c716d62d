"""Pictures of every screen, by which two versions are compared pixel by pixel."""
