"""What templates of any part may say about houses."""
