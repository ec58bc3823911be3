"""What a client of the reference app can see, on the embedded services and on real ones."""
