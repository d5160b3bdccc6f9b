"""Exports: pure functions from results to bytes, one module or package a format."""
