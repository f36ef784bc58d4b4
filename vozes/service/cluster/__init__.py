"""Engines on the nodes of a Ray cluster: what `Supervise` makes there in place of one process of this machine.

Only this package knows Ray, which the extra `cluster` installs.
"""
