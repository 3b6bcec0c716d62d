"""What is written to people of a team: invitations, their own sign-in, and what a guest did."""
