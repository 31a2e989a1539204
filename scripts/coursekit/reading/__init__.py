"""Files in, values out: everything that knows a text format; `course` puts it together."""
