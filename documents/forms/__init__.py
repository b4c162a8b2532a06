"""The forms of those who keep the archive, by what they do."""
