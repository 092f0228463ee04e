"""The records of scrutiny: workshops, questions, outcomes, recommendations, actions."""
