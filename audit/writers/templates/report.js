"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const list = $("#segments");
  const segments = $$(".segment", list);
  const findings = new Map(segments.map((segment) => [segment, $$(".finding", segment)]));
  const labels = JSON.parse($("#labels").textContent);
  const chosen = { severity: new Set(), check: new Set() };
  const search = $("#search");
  const clean = $("#clean");
  const suppressed = $("#suppressed");
  let texts = null;
  let current = null;

  function speak(tongue) {
    root.lang = tongue;
    for (const node of $$("[data-t]")) node.textContent = labels[node.dataset.t][tongue];
    for (const node of $$("[data-t-label]")) {
      const label = labels[node.dataset.tLabel][tongue];
      for (const name of ["aria-label", "title", "placeholder"]) if (node.hasAttribute(name)) node.setAttribute(name, label);
    }
    for (const button of $$("[data-tongue]")) button.setAttribute("aria-pressed", button.dataset.tongue === tongue);
    try { localStorage.setItem("audit-tongue", tongue); } catch { /* pages from a file may have no storage */ }
  }

  function preferred() {
    let stored = null;
    try { stored = localStorage.getItem("audit-tongue"); } catch { /* as above */ }
    if (stored in labels.title) return stored;
    const own = navigator.language.toLowerCase();
    if (!own.startsWith("zh")) return "en";
    return /hans|cn|sg/.test(own) ? "zh-Hans" : "zh-Hant";
  }

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  function apply() {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = new Map(segments.map((segment) => [segment, folded(segment.textContent)]));
    const picky = chosen.severity.size + chosen.check.size > 0;
    let count = 0;
    for (const segment of segments) {
      const matches = words.every((word) => texts.get(segment).includes(word));
      let visible = 0;
      for (const finding of findings.get(segment)) {
        const wanted = (!chosen.severity.size || chosen.severity.has(finding.dataset.severity))
          && (!chosen.check.size || chosen.check.has(finding.dataset.check))
          && (!suppressed || suppressed.checked || !finding.classList.contains("suppressed"));
        finding.hidden = !wanted;
        if (wanted) visible += 1;
      }
      segment.hidden = !matches || !(visible || (clean.checked && !picky));
      if (!segment.hidden) count += 1;
    }
    $("#shown").textContent = `${count.toLocaleString("en")} / ${segments.length.toLocaleString("en")}`;
    $("#none").hidden = count > 0;
    $(".reset").hidden = !picky && !words.length;
    glow(words);
  }

  function glow(words) {
    if (!window.CSS?.highlights) return;
    CSS.highlights.delete("search");
    const ranges = [];
    if (words.length) {
      for (const node of $$(".segment:not([hidden]) :is(.pair .words, .message)").slice(0, 600)) {
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const text = walker.currentNode.data.toLowerCase();
          for (const word of words) {
            for (let at = text.indexOf(word); at >= 0 && ranges.length < 5000; at = text.indexOf(word, at + word.length)) {
              if (at + word.length > walker.currentNode.length) break;
              const range = new Range();
              range.setStart(walker.currentNode, at);
              range.setEnd(walker.currentNode, at + word.length);
              ranges.push(range);
            }
          }
        }
      }
      CSS.highlights.set("search", new Highlight(...ranges));
    }
  }

  function reset() {
    for (const set of Object.values(chosen)) set.clear();
    for (const button of $$(".facet")) button.setAttribute("aria-pressed", "false");
    search.value = "";
    if (suppressed) suppressed.checked = true;
    apply();
  }

  function go(finding) {
    current?.classList.remove("current");
    current = finding;
    finding.classList.add("current");
    finding.focus({ preventScroll: true });
    const middle = { block: "center", inline: "nearest" };
    finding.scrollIntoView(middle);
    requestAnimationFrame(() => finding.scrollIntoView(middle));
    history.replaceState(null, "", `#${finding.id}`);
  }

  function step(by) {
    const visible = $$(".segment:not([hidden]) .finding:not([hidden])", list);
    if (!visible.length) return;
    const at = visible.indexOf(current);
    go(visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1)]);
  }

  function follow() {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const segment = aim?.closest(".segment");
    if (!segment) return;
    if (segment.hidden || aim.hidden) {
      reset();
      if (segment.hidden) { clean.checked = true; apply(); }
    }
    if (aim.classList.contains("finding")) go(aim);
    else requestAnimationFrame(() => segment.scrollIntoView({ block: "center" }));
  }

  function arrange(order) {
    const key = order === "document" ? "n" : "rank";
    list.replaceChildren(...segments.sort((a, b) => a.dataset[key] - b.dataset[key]));
  }

  function light(event, on) {
    const mark = event.target.closest?.("[data-f]");
    if (mark) for (const id of mark.dataset.f.split(" ")) document.getElementById(id)?.classList.toggle("lit", on);
    const finding = event.target.closest?.(".finding");
    if (finding) {
      for (const piece of $$("[data-f]", finding.closest(".segment"))) {
        if (piece.dataset.f.split(" ").includes(finding.id)) piece.classList.toggle("lit", on);
      }
    }
  }

  root.classList.add("js");
  for (const button of $$("[data-tongue]")) button.addEventListener("click", () => speak(button.dataset.tongue));
  for (const button of $$(".facet")) {
    const [kind, value] = "severity" in button.dataset ? ["severity", button.dataset.severity] : ["check", button.dataset.check];
    button.addEventListener("click", () => {
      const on = !chosen[kind].has(value);
      chosen[kind][on ? "add" : "delete"](value);
      button.setAttribute("aria-pressed", on);
      apply();
    });
  }
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  clean.addEventListener("change", apply);
  suppressed?.addEventListener("change", apply);
  $("#order").addEventListener("change", (event) => arrange(event.target.value));
  $(".reset").addEventListener("click", reset);
  $("#next").addEventListener("click", () => step(1));
  $("#previous").addEventListener("click", () => step(-1));
  list.addEventListener("mouseover", (event) => light(event, true));
  list.addEventListener("mouseout", (event) => light(event, false));
  list.addEventListener("focusin", (event) => light(event, true));
  list.addEventListener("focusout", (event) => light(event, false));
  window.addEventListener("hashchange", follow);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && document.activeElement === search) search.blur();
    if (event.target.closest("input:not([type=checkbox]), select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
  });
  const tongue = preferred();
  if (tongue !== "en") speak(tongue);
  apply();
  follow();
})();
