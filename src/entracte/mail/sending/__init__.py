"""How a letter leaves: what alone knows mail servers and providers, and nothing of what a letter says."""
