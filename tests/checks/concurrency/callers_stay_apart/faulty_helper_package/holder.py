"""What is known of the session."""

session_id = ""
