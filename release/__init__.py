"""What is published: the wheel, the source, their bill of materials, their licences, and the proof that they work."""
