"""What do hosts, managers and the box-office administrator see and press?"""
