"""Who comes to this restaurant, and have they been here before?"""
