"""The course as typed values: read, checked, rendered; nothing here knows the site generator.

Read in this order: `model` (what a course is), `outline` and `pages` (text to values),
`course` (folder to `Course`), `checks` (`Course` to problems), `render` and `facts` (`Course` to
navigation, tables, status), `head` and `crawl` (`Course` to what programs read), `built` (built
HTML to problems), `cli` (commands).
"""
