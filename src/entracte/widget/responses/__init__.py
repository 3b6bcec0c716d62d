"""The answers of the API: one file for each noun, with its shape and how it is filled."""
