"""The tab Feedback of Guests."""
