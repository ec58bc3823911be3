"""What other teams wrote, one and two modules away from the routes."""
