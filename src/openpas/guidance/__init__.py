"""What desks are told: help, news of the programme and its regions; and what they tell back: feedback."""
