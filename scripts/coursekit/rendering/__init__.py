"""Values in, what the site shows or tells programs out: plain text, HTML, lists."""
