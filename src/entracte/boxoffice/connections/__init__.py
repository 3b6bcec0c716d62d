"""Connections: how a restaurant reaches its Spektrix system."""
