"""What is shown to whoever inspects: how things hang together, drawn from what all others keep."""
