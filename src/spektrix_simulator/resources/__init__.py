"""How things look as JSON on the wire: camelCase, a comment next to each deprecated key."""
