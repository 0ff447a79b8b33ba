"""Texts that the reply reader learns from, and the tool that makes its model of them."""
