"""How good and how fast, printed beside baselines. Never a test."""
