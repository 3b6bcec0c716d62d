"""What do templates need that Django's own do not say?"""
