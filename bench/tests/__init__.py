"""The benchmark's own tests: ./verify bench."""
