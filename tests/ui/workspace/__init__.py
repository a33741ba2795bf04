"""Tests of the workspaces that follow the desk."""
