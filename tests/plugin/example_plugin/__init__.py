"""A package of plug-ins: a check, a metric, a reader and a writer."""
