"""The page Floor: tables and times, dates, seating."""
