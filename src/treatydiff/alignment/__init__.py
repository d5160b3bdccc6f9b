"""Alignment: which provisions and which words of two or more texts correspond."""
