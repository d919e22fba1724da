"""What fills the terminal: the main screen, the notebook, the help, and the dialogs."""
