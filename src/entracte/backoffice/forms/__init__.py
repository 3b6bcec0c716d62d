"""What do the forms of the back office ask for, and what do they refuse?"""
