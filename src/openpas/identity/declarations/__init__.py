"""What staff promises before it sees data of others: versions of texts, and who accepted which."""
