"""The benchmark: public data in, `reports/benchmark.md` out."""
