"""The commands of `entracte`, one file each."""
