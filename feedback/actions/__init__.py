"""The use cases: what a button and a command both call, store and clock passed in."""
