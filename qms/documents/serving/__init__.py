"""Which indicators a document serves: saying it, counting it, and showing it from both sides."""
