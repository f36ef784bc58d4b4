"""What a request to speak goes through: checked, in its turn, and back as encoded audio."""
