"""The sample that "explore the sample" opens: nine months of comments to Larder,
an invented grocery delivery service, as five CSV files (app_reviews, survey,
support_email, live_chat, social), with the invented CHANGELOG.md of its releases
and a README.md that tells the story. All of it is invented: the company, the
people, their words, the answers, the addresses and the telephone numbers.
"""
