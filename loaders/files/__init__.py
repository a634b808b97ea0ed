"""What a file is and the cells in it, whatever its type; all parsing happens in a child process."""
