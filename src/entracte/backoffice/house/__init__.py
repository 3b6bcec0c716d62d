"""What the pages of the back office share: who may open one, the frame, fields and answers."""
