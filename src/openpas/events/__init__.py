"""Activities: when and where, what they cost, in which card systems they count, how often one may take part."""
