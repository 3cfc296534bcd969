"""Audits Parquet files of any size part by part, on a cluster that Ray runs."""
