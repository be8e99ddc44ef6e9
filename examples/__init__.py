"""The demo data "CVL-demo": what is written by hand, the generator of the rest, and the truths planted in it."""
