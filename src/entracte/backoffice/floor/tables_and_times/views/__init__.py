"""One file a noun: what is answered at the addresses of this tab."""
