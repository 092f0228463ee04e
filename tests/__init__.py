"""Tests of wardmote."""
