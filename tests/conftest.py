"""What holds for all tests."""

from hypothesis import settings

# No test asserts a time: a loaded machine is no defect. Growth is judged by `test_growth.py`, speed by benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
