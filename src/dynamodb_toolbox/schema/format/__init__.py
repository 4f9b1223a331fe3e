"""What is stored → what the caller gets: names and values decoded, checked, hidden left out (§7)."""
