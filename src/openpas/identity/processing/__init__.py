"""The register of who processes personal data for whom, and under which agreement (domain/rules.md 7.1)."""
