"""The calls of other speech servers, so that programs that were written for those speak here: a module for each server.

Their paths stand at the root, where the programs look for them, and pass the same guards as all others.
"""
