// The language links lead to the twin of this page; this takes the reader to the same section of
// it. Both pages of a pair have the same ids.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest(".md-header a[hreflang], .stand-in a[hreflang]");
  if (link) link.hash = section();
});

// The id in the address while its element is on the screen, else that of the heading last passed;
// one that a link leads to comes to rest under the page's bar, less than 120 pixels from the top.
function section() {
  const target = document.querySelector(":target");
  const box = target?.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return target.id;
  const passed = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")].filter(
    (heading) => heading.getBoundingClientRect().top < 120,
  );
  return passed.length ? passed.at(-1).id : "";
}

// The theme fetches a sitemap.xml beside each `link[rel=alternate]` and finds none, for it takes
// them for the roots of other sites. A space in the value means the same and escapes its selector.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate ";
