"""The parts of bench/run: what is measured, how, and what is made of it."""
