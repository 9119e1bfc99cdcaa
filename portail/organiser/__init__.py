"""What helps whoever organises a démarche: the guide's sheets in our words, the blank charte, the public mandates."""
