"""A client library for the API of Spektrix, without Django."""
