"""What clients send with files: forms (multipart/form-data), and recordings in base64."""
