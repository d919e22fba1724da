"""Where things lie: folders, settings, locks and saved searches."""
