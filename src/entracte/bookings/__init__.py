"""What has been agreed with whom: the one book of a restaurant."""
