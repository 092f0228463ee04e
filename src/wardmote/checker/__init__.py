"""Other people's papers: tables and claims read from them, and verdicts on each claim."""
