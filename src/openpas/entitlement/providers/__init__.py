"""The government's services, one module or folder per protocol. Adding one touches one folder."""
