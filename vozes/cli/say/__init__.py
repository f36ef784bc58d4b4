"""`vozes say`: the command, the two that can speak for it, and where the speech goes."""
