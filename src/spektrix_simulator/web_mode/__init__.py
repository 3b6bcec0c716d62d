"""Web mode: what a browser at the theatre's site may do."""
