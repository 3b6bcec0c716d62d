"""A basket was submitted: is its customer the guest who booked?"""
