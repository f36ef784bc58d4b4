"""What a request goes through: which engine, in what state, in which order, and back as encoded audio."""
