"""Scenes: live values for the symbols of the equations, one module a chapter."""
