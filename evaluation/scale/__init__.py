"""What weighing costs where there is much to weigh: a million texts for copies, a hundred thousand reports for all."""
