"""How people prove who they are, stay signed in and get out: everything of signing in but the pages."""
