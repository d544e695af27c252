"""What a ticket costs for this pass at this moment, who pays the rest, and the tickets that were sold so."""
