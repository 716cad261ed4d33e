"""Reports weighed against each other: who copies whom, who knows and who only repeats, where figures agree or not."""
