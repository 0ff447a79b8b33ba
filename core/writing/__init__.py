"""The assistant's voice: what each mail of a schedule says."""
