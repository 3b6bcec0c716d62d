"""Whose book is it, who works there, and which widgets does it have?"""
