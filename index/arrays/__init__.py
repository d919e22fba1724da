"""Arrays of numbers: on the disk, sorted, looked up, and kept in memory within bounds."""
