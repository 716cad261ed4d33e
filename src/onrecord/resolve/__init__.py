"""Mentions into a reading: actors, places, dates, speakers."""
