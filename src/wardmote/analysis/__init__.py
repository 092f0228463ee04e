"""Pure statistics on arrays and series: no file, clock, randomness or engine."""
