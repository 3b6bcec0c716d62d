"""A visit is over: what is written to Spektrix, and when?"""
