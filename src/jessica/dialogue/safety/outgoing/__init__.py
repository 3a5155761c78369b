"""The guard that reads every reply before it leaves."""
