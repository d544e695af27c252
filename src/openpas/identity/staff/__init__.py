"""Who works where and what that allows: desks and their groups, invitations, managers of regions and of the whole."""
