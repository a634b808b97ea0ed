"""Files with people in them: found, refused or counted; nobody in them is told or kept."""
