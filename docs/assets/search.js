/* The index of a language in (search/zh.js or search/en.js), a function out that answers what a
   reader types: pages with their matching sections, best first, as the theme's search box shows.

   A query is cut into terms: names from the glossary, words, pieces of a run of Chinese characters.
   A term has forms, each a pattern with a weight; pages and sections are ranked by where they match:
   title over heading over text, the whole phrase over all terms over some terms. */

var SITE = new URL("..", document.currentScript.src);

function courseSearch(index) {
  const HAN = /\p{Script=Han}/u;
  const LETTER = "(?!\\p{Script=Han})[\\p{L}\\p{N}]";
  const WORD = new RegExp(`\\p{Script=Han}+|(?:${LETTER})+(?:[-_/.+](?:${LETTER})+)*`, "gu");
  const GAP = "[-\u2010-\u2015_/\\s]"; // between the parts of a compound: all-reduce, all reduce
  const IDLE = new RegExp(
    "为什么|是什么|什么|怎么样|怎么|怎样|如何|多少|哪些|哪个|吗|呢|的" +
      "|\\b(?:a|an|and|are|can|do|does|for|how|i|in|is|it|my|of|on|or|the|to|vs)\\b" +
      "|\\b(?:what|when|which|why|with)\\b",
    "gi",
  );
  const IN_TITLE = 8;
  const IN_HEADING = 4;
  const TAUGHT = 3;
  const LISTS = /\/(?:references|numbers|health)\/$/; // they name everything, as the glossary does

  const pages = index.map(([address, title, parts]) => {
    const page = { address, title, place: `/${address.replace(/index\.html$/, "")}` };
    page.sections = parts.map(([id, heading, text, taught]) =>
      taught ? entry(page, id, heading, text, taught) : { page, id, heading, text },
    );
    page.list = LISTS.test(page.place) || page.sections.some(({ taught }) => taught);
    return page;
  });
  const sections = pages.flatMap((page) => page.sections);
  const things = sections.filter(({ taught }) => taught);
  const everything = sections.map(({ heading, text }) => `${heading} ${text}`).join("\n");
  const usual = everything.length / sections.length;

  /* An entry of the glossary has all names of a thing, and the folder that teaches it. */
  function entry(page, id, names, text, taught) {
    const heading = names.slice(0, 2).join(" · ");
    return { page, id, heading, text, names, keys: names.map(squeezed), taught };
  }

  /* ---- looking in a text ---- */

  /* What all spellings of a name have in common. */
  function squeezed(name) {
    return name.toLowerCase().replace(new RegExp(GAP, "g"), "").replace(/z/g, "s");
  }

  /* "all-reduce", "all reduce" and "AllReduce" are one word, so are optimise and optimize.
     A `whole` word may only have a plural ending, another may go on. */
  function pattern(word, whole) {
    const letters = [...word.replace(new RegExp(`${GAP}+`, "g"), " ").trim()];
    const loose = letters.filter((c) => c !== " ").length > 3;
    const parts = letters.map((c, i) => {
      const last = letters[i - 1];
      if (c === " ") return `${GAP}?`;
      const gap = loose && i && last !== " " && !(HAN.test(c) && HAN.test(last)) ? `${GAP}?` : "";
      if (/[sz]/i.test(c) && /[iy]/i.test(last)) return `${gap}[sz]`;
      return gap + c.replace(/[^\p{L}\p{N}]/u, "\\$&");
    });
    const end = whole && !HAN.test(letters.at(-1)) ? "(?:e?s)?(?![a-z0-9])" : "";
    return { find: new RegExp(parts.join("") + end, "gi"), latin: !HAN.test(letters[0]) };
  }

  /* Where it stands. Latin words count where a word begins or a part of one: Reduce in AllReduce. */
  function places(text, { find, latin }) {
    const found = [];
    find.lastIndex = 0;
    for (let hit = find.exec(text); hit; hit = find.exec(text)) {
      const before = text[hit.index - 1] ?? " ";
      const begins = !/[a-z0-9]/i.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(hit[0][0]));
      if (begins || !latin) found.push([hit.index, find.lastIndex]);
    }
    return found;
  }

  /* ---- cutting a query ---- */

  /* Full-width letters and digits as on any other keyboard. */
  const plain = (text) =>
    text
      .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (c) =>
        String.fromCharCode(c.charCodeAt(0) - 0xfee0),
      )
      .replace(/\s+/g, " ")
      .trim();

  /* A word itself, then words that begin with it, then other endings of it. */
  function forms(word) {
    const found = [{ ...pattern(word, true), weight: 1 }];
    if (HAN.test(word)) return found;
    found.push({ ...pattern(word), weight: 0.7 });
    const stem = word.replace(/^(\w{4,}?)(?:ation|ing|ies|ed|es|e|y)$|^(\w{2,}[^su])s$/i, "$1$2");
    if (stem !== word) found.push({ ...pattern(stem), weight: 0.5 });
    return found;
  }

  /* Where the query names things of the glossary, the longest names first. Its end may be the
     beginning of a name, where that cannot be another one. */
  function named(query) {
    const found = [];
    const key = squeezed(query);
    for (const thing of things) {
      for (const name of thing.names.filter((_, i) => key.includes(thing.keys[i]))) {
        for (const [from, to] of places(query, pattern(name, true)))
          found.push({ from, to, thing });
      }
    }
    const tail = query.match(/[a-z][-a-z0-9 ]{3,}$/i)?.[0];
    const begun = tail
      ? things.flatMap((thing) =>
          thing.keys.filter((one) => one.startsWith(squeezed(tail))).map((one) => ({ thing, one })),
        )
      : [];
    begun.sort((a, b) => a.one.length - b.one.length);
    if (
      begun.length &&
      begun.every(({ thing, one }) => thing === begun[0].thing || one.startsWith(begun[0].one))
    ) {
      found.push({ from: query.length - tail.length, to: query.length, thing: begun[0].thing });
    }
    found.sort((a, b) => b.to - b.from - (a.to - a.from));
    return found.filter((one, i) =>
      found.slice(0, i).every((other) => one.to <= other.from || one.from >= other.to),
    );
  }

  /* A run of Chinese characters as the pieces that the text uses most. */
  function cut(run) {
    const uses = (piece) => everything.split(piece).length - 1;
    if (run.length < 3 || (run.length === 3 && uses(run) > 2)) return [run];
    const best = [{ value: 0, pieces: [] }];
    for (let end = 1; end <= run.length; end++) {
      best.push({ value: best[end - 1].value - 3, pieces: best[end - 1].pieces });
      for (let start = Math.max(0, end - 6); start < end - 1; start++) {
        const piece = run.slice(start, end);
        const value = piece === run ? -Infinity : best[start].value + Math.log(uses(piece));
        if (value > best[end].value) best[end] = { value, pieces: [...best[start].pieces, piece] };
      }
    }
    const { pieces } = best.at(-1);
    return pieces.length ? pieces : [run];
  }

  function cutQuery(query) {
    const blank = (text, from, to) => text.slice(0, from) + " ".repeat(to - from) + text.slice(to);
    const terms = [];
    let rest = query;
    for (const { from, to, thing } of named(query)) {
      rest = blank(rest, from, to);
      const others = thing.names.map((name) => ({ ...pattern(name, true), weight: 0.9 }));
      terms.push({
        forms: [...forms(query.slice(from, to)), ...others],
        taught: `/${thing.taught}/`,
      });
    }
    const busy = rest.replace(IDLE, (idle) => " ".repeat(idle.length));
    if (terms.length || busy.trim()) rest = busy;
    for (const word of rest.match(WORD) ?? []) {
      for (const piece of HAN.test(word) ? cut(word) : [word]) terms.push({ forms: forms(piece) });
    }
    return terms;
  }

  /* ---- ranking ---- */

  /* How well a term fits a title or heading: best where it is all of it. */
  function fit(text, term) {
    return Math.max(
      ...term.forms.map((form) => {
        const covered = places(text, form).reduce((sum, [from, to]) => sum + to - from, 0);
        return covered && form.weight * (0.6 + (0.4 * covered) / text.length);
      }),
    );
  }

  /* How much a text says of a term: more hits count ever less, and less in a longer text. */
  function amount(text, term) {
    return Math.max(
      ...term.forms.map((form) => {
        const hits = places(text, form).length;
        return (form.weight * hits * 2) / (hits + 0.5 + (0.5 * text.length) / usual);
      }),
    );
  }

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const byScore = (a, b) => b.score - a.score;

  function rank(terms, phrase) {
    const seen = new Map(
      sections.map((s) => [
        s,
        terms.map((term) => ({ heading: fit(s.heading, term), text: amount(s.text, term) })),
      ]),
    );
    const titles = new Map(pages.map((page) => [page, terms.map((term) => fit(page.title, term))]));
    const rarity = terms.map((_, k) => {
      const having = sections.filter(
        (s) => seen.get(s)[k].heading || seen.get(s)[k].text || titles.get(s.page)[k],
      );
      return Math.log(1 + sections.length / (1 + having.length));
    });
    const total = sum(rarity);

    function score(section, onPage) {
      const inTitle = section.id ? IN_TITLE / 4 : IN_TITLE; // the page's opening stands for the page
      const values = seen.get(section).map(({ heading, text }, k) => {
        const title = titles.get(section.page)[k];
        return {
          all: inTitle * title + IN_HEADING * heading + text,
          own: heading || text || (!section.id && title),
        };
      });
      if (!values.some(({ own }) => own)) return 0;
      const covered =
        sum(values.map(({ all }, k) => rarity[k] * (all ? 1 : onPage[k] ? 0.5 : 0))) / total;
      const whole = phrase
        ? inTitle * fit(section.page.title, phrase) +
          IN_HEADING * fit(section.heading, phrase) +
          amount(section.text, phrase)
        : 0;
      return (sum(values.map(({ all }, k) => rarity[k] * all)) + total * whole) * covered ** 2;
    }

    return pages
      .map((page) => {
        const inPage = terms.map((_, k) => sum(page.sections.map((s) => seen.get(s)[k].text)));
        const onPage = inPage.map(
          (text, k) =>
            text || titles.get(page)[k] || page.sections.some((s) => seen.get(s)[k].heading),
        );
        const hits = page.sections
          .map((section) => ({ section, score: score(section, onPage) }))
          .filter((hit) => hit.score);
        hits.sort(byScore);
        // Better is a page that speaks of it throughout, or teaches it, than one that lists everything.
        const throughout = sum(inPage.map((text, k) => (rarity[k] * text) / (text + 2)));
        const taught = sum(
          terms.map((term, k) => (page.place.includes(term.taught) ? rarity[k] * TAUGHT : 0)),
        );
        if (!hits.length && terms.some((term) => page.place.endsWith(term.taught))) {
          hits.push({ section: page.sections[0], score: 0.1 * taught });
        }
        return {
          page,
          hits,
          score: hits.length && (hits[0].score + throughout + taught) * (page.list ? 0.3 : 1),
        };
      })
      .filter((result) => result.score)
      .sort(byScore);
  }

  /* ---- showing ---- */

  const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

  function marked(text, terms) {
    const spans = terms.flatMap((term) => term.forms.flatMap((form) => places(text, form)));
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let html = "";
    let at = 0;
    for (const [from, to] of spans) {
      if (from < at) continue;
      html += `${escaped(text.slice(at, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
      at = to;
    }
    return html + escaped(text.slice(at));
  }

  /* A stretch of the text around the first place of the first term that it has. */
  function excerpt(text, terms) {
    const size = HAN.test(text) ? 100 : 220;
    const firsts = terms.map((term) =>
      Math.min(...term.forms.flatMap((form) => places(text, form).map(([from]) => from))),
    );
    const first = firsts.find(Number.isFinite) ?? 0;
    let from = Math.max(0, first - size / 4);
    if (from) from += text.slice(from, first).search(/[，。；、,.;\s]/) + 1;
    return (
      (from ? "…" : "") +
      marked(text.slice(from, from + size), terms) +
      (from + size < text.length ? "…" : "")
    );
  }

  return (typed) => {
    const query = plain(typed);
    const terms = query ? cutQuery(query) : [];
    if (!terms.length) return [];
    const phrase = terms.length > 1 && { forms: [{ ...pattern(query), weight: 1 }] };
    const shown = phrase ? [phrase, ...terms] : terms;
    return rank(terms, phrase)
      .slice(0, 30)
      .map(({ page, hits }) => {
        const best = hits.slice(0, 6);
        // The theme needs the page itself among its sections, to head the list.
        if (best.every(({ section }) => section.id))
          best.push({ section: page.sections[0], score: 0 });
        return best.map(({ section, score }) => ({
          location: new URL(page.address + (section.id && `#${section.id}`), SITE).href,
          title: marked(section.id ? section.heading : page.title, shown),
          text: score ? excerpt(section.text, shown) : "",
          score,
          terms: {},
        }));
      });
  };
}
