"""What a provider says about letters that came back, or were called spam."""
