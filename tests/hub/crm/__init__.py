"""Tests of the hub's crm."""
