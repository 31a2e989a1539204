// Copied text has the LaTeX source of a formula; by itself, a browser copies one letter a line.
document.addEventListener("copy", function (event) {
  var selection = getSelection();
  if (!selection.rangeCount) return;
  var range = selection.getRangeAt(0).cloneRange();
  var within = range.commonAncestorContainer;
  if (within.nodeType !== Node.ELEMENT_NODE) within = within.parentElement;
  if (within.closest("math")) range.selectNode(within.closest("math"));

  var copied = document.createElement("div");
  copied.append(range.cloneContents());
  var formulas = copied.querySelectorAll("math[alttext]");
  if (!formulas.length) return;
  event.clipboardData.setData("text/html", copied.innerHTML);
  formulas.forEach(function (formula) {
    var mark = formula.getAttribute("display") === "block" ? "$$" : "$";
    formula.replaceWith(mark + formula.getAttribute("alttext") + mark);
  });
  copied.style.cssText = "position:absolute;left:-99999px";
  document.body.append(copied); // what is not on the page has no lines
  event.clipboardData.setData("text/plain", copied.innerText);
  copied.remove();
  event.preventDefault();
});
