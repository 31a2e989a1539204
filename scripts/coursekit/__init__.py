"""The course as typed values: read, checked, rendered; nothing here knows the site generator.

Read in this order: `model` (what a course is), `outline` and `pages` (text to values),
`course` (folder to `Course`), `checks` (`Course` to problems), `render` and `facts` (`Course` to
navigation, tables, status), `math` (formulas to MathML), `head` and `crawl` (`Course` to what
programs read), `anchors` and `redirects` (what readers have kept), `search` (built pages to
an index), `built` (built HTML to problems), `offline` (a built site to zips), `cli` (commands).
"""
