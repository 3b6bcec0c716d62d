"""Letters that try something: the settings of an installation, or a restaurant's own words."""
