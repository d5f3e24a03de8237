from feedback.ui import shell

shell.run()
