"""PostgreSQL from a Python wheel, so that a bare machine needs nothing else."""
