"""The commands that have a room of their own: name, where it is, and what it does; loaded when one is asked for."""

COMMANDS = (
    ("demo", "audit.demonstration:command", "Audit the sample, which has faults planted in it, and write the report."),
    ("fix", "audit.fixing.command:command", "Show what the corrections would change in these files, or change it."),
    (
        "annotate",
        "audit.annotating.command:annotate",
        "Show how findings would be written into these files, or write them.",
    ),
    ("clean", "audit.annotating.command:clean", "Take out of these files what `audit annotate` wrote into them."),
    ("compare", "audit.comparison.command:command", "Compare translations of one source by several systems."),
    ("score", "audit.scoring.command:command", "Print scores alone, each with its interval and its signature."),
    ("selftest", "audit.selftest.command:command", "Plant known errors in these pairs and count those noticed."),
    ("explain", "audit.catalogue:explain", "Show the page of a check: what it finds, why it matters, how to mend it."),
    ("checks", "audit.catalogue:checks", "List the checks."),
    ("baseline", "audit.baselining:command", "Write the findings there are, so that only new ones fail."),
    ("run-cluster", "audit.cluster.command:command", "Audit Parquet files of any size on a Ray cluster, part by part."),
    ("verdicts", "audit.judging:command", "Take over what people said of findings."),
    (
        "cache",
        "audit.caching:command",
        "Say where results are kept for the next run, or clear them.",
    ),
    ("init", "audit.starter:command", "Write `audit.toml` with every option at its default, ready to edit."),
)
