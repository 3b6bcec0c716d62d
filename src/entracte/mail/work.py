"""The jobs of letters, by the names of their facts."""

# one letter is due; the job carries its id
LETTER_DUE = "letter_due"
# a guest is to be thanked for a visit; the job carries the id of the change that completed it
THANKS_DUE = "thanks_due"
# letters wait that have no job of their own
LETTERS_WAIT = "letters_wait"
