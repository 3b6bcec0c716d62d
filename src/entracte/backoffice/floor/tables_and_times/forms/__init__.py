"""One file a noun: what is typed on this tab."""
