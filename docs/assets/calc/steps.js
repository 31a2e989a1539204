// Shows the states of a collective one at a time; without this a page has them one under the other.
"use strict";
{
const still = matchMedia("(prefers-reduced-motion: reduce)");
const FLIGHT = 800, PAUSE = 1600; // milliseconds a block is on its way, and a state stands in play

class Steps {
  constructor(place) {
    this.place = place;
    this.runs = [...place.querySelectorAll(".steps-run")];
    this.bar = place.querySelector(".steps-bar");
    this.said = place.querySelector(".steps-said");
    const button = (name) => this.bar.querySelector(`[data-do="${name}"]`);
    this.buttons = { back: button("back"), next: button("next"), play: button("play") };
    this.playWord = this.buttons.play.textContent;
    this.buttons.back.addEventListener("click", () => (this.stop(), this.back()));
    this.buttons.next.addEventListener("click", () => (this.stop(), this.next()));
    this.buttons.play.addEventListener("click", () => (this.playing ? this.stop() : this.play()));
    this.choice = this.bar.querySelector("select");
    this.choice?.addEventListener("change", () => this.choose());
    place.addEventListener("keydown", (event) => this.key(event));
    place.tabIndex = 0;
    place.classList.add("steps-ready");
    this.bar.hidden = false;
    this.choose(false);
  }

  choose(say = true) {
    this.stop();
    const chosen = this.runs[this.choice?.selectedIndex ?? 0];
    for (const run of this.runs) run.classList.toggle("steps-chosen", run === chosen);
    this.list = chosen.querySelector("ol");
    this.frames = [...this.list.children];
    this.show(0, say);
  }

  key(event) {
    const ways = {
      ArrowLeft: () => this.back(),
      ArrowRight: () => this.next(),
      Home: () => this.show(0),
      End: () => this.show(this.frames.length - 1),
    };
    if (event.target === this.choice || event.altKey || event.ctrlKey || event.metaKey || !ways[event.key]) return;
    event.preventDefault();
    this.stop();
    ways[event.key]();
  }

  // A state as it is, at once.
  show(at, say = true) {
    this.land();
    this.at = Math.max(0, Math.min(at, this.frames.length - 1));
    this.frames.forEach((frame, number) => frame.classList.toggle("steps-now", number === this.at));
    this.tell(this.at, say);
  }

  back() {
    this.land();
    this.show(this.at - 1);
  }

  // The state after: its blocks fly to where they arrive, then it is shown.
  next() {
    this.land();
    const to = this.at + 1;
    if (to >= this.frames.length) return;
    this.tell(to, true);
    const chips = still.matches ? [] : this.launch(to);
    if (!chips.length) return this.show(to, false);
    this.flight = { to, chips };
    const { flight } = this;
    Promise.all(chips.map((chip) => chip.getAnimations()[0].finished))
      .then(() => flight === this.flight && this.land(), () => {});
  }

  // Whatever is on its way has arrived.
  land() {
    if (!this.flight) return;
    const { to, chips } = this.flight;
    this.flight = null;
    for (const chip of chips) chip.remove();
    this.show(to, false);
  }

  launch(to) {
    const cell = (rank, slot) => this.frames[this.at].querySelector("table").rows[rank + 1].cells[slot + 1];
    const start = this.list.getBoundingClientRect();
    return [...this.frames[to].querySelectorAll("[data-from]")].map((got) => {
      const source = cell(...got.dataset.from.split(" ").map(Number));
      const from = source.getBoundingClientRect();
      const onto = cell(got.parentNode.rowIndex - 1, got.cellIndex - 1).getBoundingClientRect();
      const chip = document.createElement("span");
      chip.className = "steps-chip";
      chip.setAttribute("aria-hidden", "true");
      chip.append(source.firstElementChild.cloneNode(true));
      chip.style.cssText = `left:${from.left - start.left}px;top:${from.top - start.top}px;`
        + `width:${from.width}px;height:${from.height}px`;
      this.list.append(chip);
      const way = `translate(${onto.left - from.left}px, ${onto.top - from.top}px)`;
      chip.animate({ transform: ["none", way] }, { duration: FLIGHT, easing: "ease-in-out", fill: "forwards" });
      return chip;
    });
  }

  // Which state's words are shown, and whether they are read out.
  tell(at, say) {
    this.frames.forEach((frame, number) => frame.classList.toggle("steps-told", number === at));
    if (say) this.said.textContent = this.frames[at].querySelector("p").textContent;
    this.bar.querySelector(".steps-count").textContent = `${at} / ${this.frames.length - 1}`;
    this.buttons.back.setAttribute("aria-disabled", String(at === 0));
    this.buttons.next.setAttribute("aria-disabled", String(at === this.frames.length - 1));
  }

  play() {
    if (this.at === this.frames.length - 1) this.show(0);
    this.buttons.play.textContent = this.bar.dataset.pause;
    const go = () => {
      this.next();
      if ((this.flight?.to ?? this.at) === this.frames.length - 1) this.stop();
    };
    this.playing = setInterval(go, FLIGHT + PAUSE);
    go();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = 0;
    this.buttons.play.textContent = this.playWord;
  }
}

for (const place of document.querySelectorAll(".steps")) new Steps(place);
}
