"""Comments nobody wrote, on three subjects: one of each group of words, in every combination."""

SAID = {
    "parcel": (
        ("The parcel", "My delivery", "The courier with my parcel"),
        ("arrived three days late", "was delayed for a week", "never arrived"),
        ("and the tracking page said nothing", "so the courier must improve", "to my street"),
    ),
    "login": (
        ("The login screen", "My password", "The sign-in code"),
        ("is rejected every morning", "does not work", "fails after the update"),
        ("and I cannot log in", "so my account stays locked", "with an error on the account"),
    ),
    "refund": (
        ("My refund", "The money back", "A refund for the invoice"),
        ("takes far too many weeks", "was promised in May", "is still not paid"),
        ("and billing does not answer", "so I called billing", "to my bank card"),
    ),
}
