"""Why a change is suggested for a theme: one small file per reason.

Each is called with a `Case` and gives a `Reason` (name, score of 0 to 1, a sentence a person can
check) or None where it has nothing to say.
"""
