"""The main screen: its panes, and one controller for each subject."""
