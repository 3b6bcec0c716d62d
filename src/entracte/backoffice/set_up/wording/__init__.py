"""The page of the tab Letters of Set-up on which a letter is given words of one's own."""
