// Reading marks and the access date of citations. Marks stay in this browser; nothing is sent.
//
// A lesson is known by its key, its path below docs/ without suffix, such as
// "02StorComm/03CollectComm/01Introduction": the same in both languages, and the key of the store.
// Loaded with defer: the page is there when this runs. Works from file:// as well.
(() => {
  "use strict";

  const STORE = "aiinfra.read";
  const KEY = /^\w+(\/\w+){1,2}$/;
  const root = new URL("..", document.currentScript.src);
  const english = document.documentElement.lang === "en";
  const say = english
    ? {
        read: "read",
        some: (n, m) => `${n} of ${m} lessons read`,
        count: (n) => `${n} ${n === 1 ? "lesson is" : "lessons are"} marked as read.`,
        added: (n) => `${n} ${n === 1 ? "mark" : "marks"} added. `,
        skipped: (n) => `${n} skipped: not lessons of this course. `,
        bad: "This file does not hold marks exported from this course; nothing was changed. ",
        sure: "Clear all reading marks in this browser?",
      }
    : {
        read: "已读",
        some: (n, m) => `${m} 课中已读 ${n} 课`,
        count: (n) => `现有 ${n} 课标记为读完。`,
        added: (n) => `新增 ${n} 个标记。`,
        skipped: (n) => `跳过 ${n} 个：不是本课程的课。`,
        bad: "这个文件不是本课程导出的标记，没有改动任何标记。",
        sure: "清除这个浏览器里的全部已读标记？",
      };

  // --- the store -------------------------------------------------------------------------------

  function load() {
    try {
      const found = JSON.parse(localStorage.getItem(STORE) ?? "[]");
      return new Set(Array.isArray(found) ? found.filter((key) => KEY.test(key)) : []);
    } catch {
      return new Set();
    }
  }

  function save(marks) {
    localStorage.setItem(STORE, JSON.stringify([...marks].sort()));
    show();
  }

  function storeWorks() {
    try {
      localStorage.setItem(`${STORE}.test`, "");
      localStorage.removeItem(`${STORE}.test`);
      return true;
    } catch {
      return false; // storage is switched off: no button, no marks
    }
  }

  // --- showing marks ---------------------------------------------------------------------------

  // Section folder → names of its lessons, as far as this page needs them.
  const sections = JSON.parse(document.getElementById("course-lessons")?.textContent ?? "{}");
  const lessons = new Set(
    Object.entries(sections).flatMap(([folder, names]) => names.map((n) => `${folder}/${n}`)),
  );

  // "…/en/01AICluster/03Analysis/01Roofline/" → "01AICluster/03Analysis/01Roofline"
  function keyOf(link) {
    const url = new URL(link.href);
    if (url.hash || !url.href.startsWith(root.href)) return "";
    return url.href
      .slice(root.href.length)
      .replace(/^en\//, "")
      .replace(/(^|\/)index\.html$|\.html$|\/$/, "");
  }

  // What to show for a lesson or section: [text, the same in words], or nothing.
  function markFor(key, marks) {
    if (lessons.has(key)) return marks.has(key) ? ["✓", say.read] : null;
    const names = sections[key] ?? [];
    const count = names.filter((name) => marks.has(`${key}/${name}`)).length;
    return count ? [`${count}/${names.length}`, say.some(count, names.length)] : null;
  }

  function put(mark, place) {
    const span = document.createElement("span");
    span.className = "reader-read";
    span.setAttribute("role", "img");
    span.setAttribute("aria-label", mark[1]);
    span.title = mark[1];
    span.textContent = mark[0];
    place.append(span);
  }

  function show() {
    const marks = load();
    document.querySelectorAll(".reader-read").forEach((old) => old.remove());
    for (const row of document.querySelectorAll("article tbody tr")) {
      const link = row.querySelector("a[href]");
      const mark = link && markFor(keyOf(link), marks);
      if (mark) put(mark, row.cells[0]);
    }
    for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link[href]")) {
      const mark = markFor(keyOf(link), marks);
      if (mark) put(mark, link.querySelector(".md-ellipsis") ?? link);
    }
    const button = document.querySelector("[data-lesson]");
    button?.setAttribute("aria-pressed", String(marks.has(button.dataset.lesson)));
    const status = document.querySelector(".reader-controls [role=status]");
    if (status) status.textContent = say.count(marks.size);
  }

  // --- the button of a lesson ------------------------------------------------------------------

  function toggle(event) {
    const key = event.currentTarget.dataset.lesson;
    const marks = load();
    if (!marks.delete(key)) marks.add(key);
    save(marks);
  }

  // --- export, import, clear -------------------------------------------------------------------

  function exportMarks() {
    const text = JSON.stringify({ course: "aiinfra", version: 1, read: [...load()].sort() }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "aiinfra-read.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // The marks in a file's text, or null when it is none of ours.
  function parse(text) {
    try {
      const found = JSON.parse(text);
      const ours = found?.course === "aiinfra" && found.version === 1 && Array.isArray(found.read);
      return ours && found.read.every((key) => typeof key === "string") ? found.read : null;
    } catch {
      return null;
    }
  }

  async function importMarks(event) {
    const input = event.currentTarget;
    const keys = parse(await input.files[0].text());
    input.value = ""; // the same file may be chosen again
    if (!keys) return report(say.bad);
    const marks = load();
    const before = marks.size;
    const known = keys.filter((key) => lessons.has(key));
    known.forEach((key) => marks.add(key));
    save(marks);
    const skipped = keys.length - known.length;
    report(say.added(marks.size - before) + (skipped ? say.skipped(skipped) : ""));
  }

  function clearMarks() {
    if (confirm(say.sure)) save(new Set());
  }

  function report(text) {
    document.querySelector(".reader-controls [role=status]").textContent =
      text + say.count(load().size);
  }

  // --- start -----------------------------------------------------------------------------------

  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  for (const place of document.querySelectorAll(".reader-today")) {
    place.textContent = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  }

  if (storeWorks()) {
    document.documentElement.classList.add("reader-ready"); // shows the buttons
    document.querySelector("[data-lesson]")?.addEventListener("click", toggle);
    const controls = document.querySelector(".reader-controls");
    const file = controls?.querySelector("input");
    const actions = { export: exportMarks, import: () => file.click(), clear: clearMarks };
    for (const button of controls?.querySelectorAll("[data-do]") ?? []) {
      button.addEventListener("click", actions[button.dataset.do]);
    }
    file?.addEventListener("change", importMarks);
    window.addEventListener("storage", show); // marked in another tab
    show();
  }
})();
