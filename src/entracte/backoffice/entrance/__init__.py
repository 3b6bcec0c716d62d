"""The pages by which a person gets in: sign-in, invitations, passwords."""
