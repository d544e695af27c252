"""How people become passholders and change what is known of them: registration, memberships, prices, vouchers."""
