"""What does the booking form on the outer page ask, and what does it get?"""
