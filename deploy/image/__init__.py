"""Executes the Dockerfile without a container engine, so that its lines are run where there is none."""
