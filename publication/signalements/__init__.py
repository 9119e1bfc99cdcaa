"""What citizens report without an account: received once, dealt with by a validator, answered in public."""
