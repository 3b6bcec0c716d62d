"""Where and when does this restaurant seat people?"""
