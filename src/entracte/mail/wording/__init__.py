"""What a restaurant says in a letter in its own words: its placeholders, and the rows that hold it."""
