"""Geometry of the pictures: where ribbons, cells and dates stand. Pure functions from results to numbers and paths.

The HTML report draws inside a page from them, `treatydiff picture` draws pictures of their own; neither computes.
"""
