// Mends what the theme's own script makes or does at run time.

document$.subscribe(() => {
  // Each code block gets a nav for its copy button; a page needs no landmark for one button.
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");

  // A focused label obeys Enter, but the label that opens the menu of a small screen is never focused.
  const menu = document.querySelector(".md-header__button[for=__drawer]");
  menu.tabIndex = 0;
  menu.title = document.querySelector(".md-nav--primary").getAttribute("aria-label");

  // None of the colour schemes is checked on load, so that Tab would reach a hidden one.
  const { mdColorScheme } = document.body.dataset;
  document.querySelector(`.md-option[data-md-color-scheme=${mdColorScheme}]`).checked = true;
});

// It scrolls the table of contents smoothly even for readers who want no motion.
if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
  const scrollTo = Element.prototype.scrollTo;
  Element.prototype.scrollTo = function (...place) {
    if (place[0]?.behavior) place[0].behavior = "instant";
    scrollTo.apply(this, place);
  };
}
