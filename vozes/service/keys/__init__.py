"""Named keys: who has one may call the server, within what that key may do."""
