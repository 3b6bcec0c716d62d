"""What does each page of the back office answer?"""
