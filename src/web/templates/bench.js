/* Moving about: views, documents, the words a finding rests on. */
(function () {
  "use strict";
  var main = document.querySelector("main.bench");
  if (!main) { return; }
  var left = main.querySelector(".left");
  var papers = document.getElementById("papers");
  var pick = document.getElementById("pick");
  var VIEWS = ["findings", "checklist", "comparison", "timeline", "opinion"];
  var EDITS = { modified: "wording", excluded: "reason", problem: "reason", note: "note" };
  var now = { view: "findings", stop: "", mark: "" };

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function tell(text) {
    var told = document.getElementById("told");
    told.textContent = "";
    /* An emptied region that is filled a moment later is read out again, also with the same words. */
    setTimeout(function () { told.textContent = text; }, 30);
  }
  function changed() { document.dispatchEvent(new CustomEvent("bench:place")); }

  function showView(name) {
    if (VIEWS.indexOf(name) < 0) { return; }
    now.view = name;
    all(".view").forEach(function (view) { view.hidden = view.id !== name; });
    all(".tabs [role=tab]").forEach(function (tab) {
      var on = tab.id === "tab-" + name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    var table = name === "comparison" && document.querySelector(".aligned");
    var wanted = table ? table.dataset.columns.trim().split(" ") : [];
    main.classList.toggle("stacked", wanted.length > 1);
    if (wanted.length > 1) {
      all(".paper").forEach(function (paper) {
        var at = wanted.indexOf(paper.id);
        paper.hidden = at < 0;
        paper.style.order = at;
      });
    } else {
      showPaper(pick.value);
    }
    changed();
  }

  function showPaper(id) {
    var wanted = document.getElementById(id);
    if (!wanted || !wanted.classList.contains("paper")) { return; }
    pick.value = id;
    document.dispatchEvent(new CustomEvent("bench:paper", { detail: id }));
    if (main.classList.contains("stacked")) { return; }
    all(".paper").forEach(function (paper) { paper.hidden = paper !== wanted; });
  }

  /* Lights the words of a quote and brings them into the middle of what scrolls them. */
  function light(mark, keep) {
    if (!keep) { all("mark.lit").forEach(function (piece) { piece.classList.remove("lit"); }); }
    var lit = all("mark", papers).filter(function (piece) { return piece.dataset.marks.split(" ").indexOf(mark) >= 0; });
    lit.forEach(function (piece) { piece.classList.add("lit"); });
    if (lit.length) { center(lit[0]); }
    now.mark = mark;
  }

  function center(piece) {
    var box = main.classList.contains("stacked") ? piece.closest(".paper") : papers;
    var inside = piece.getBoundingClientRect();
    var around = box.getBoundingClientRect();
    box.scrollTop += inside.top - around.top - box.clientHeight / 2 + inside.height / 2;
  }

  function open(link) {
    if (!link) { return false; }
    all(".open-quote").forEach(function (other) { other.classList.remove("open-quote"); });
    link.classList.add("open-quote");
    showPaper(link.dataset.document);
    light(link.dataset.mark);
    document.dispatchEvent(new CustomEvent("bench:quote", { detail: { mark: link.dataset.mark, document: link.dataset.document } }));
    changed();
    return true;
  }

  /* Quotes of a stop; in the rows of the comparison all at once, each in its own column. */
  function openFirst(stop) {
    var links = all("[data-mark]", stop);
    if (!links.length) { return false; }
    if (stop.matches(".aligned tr") && main.classList.contains("stacked")) {
      all("mark.lit").forEach(function (piece) { piece.classList.remove("lit"); });
      links.forEach(function (link) { light(link.dataset.mark, true); });
      return true;
    }
    return open(links[0]);
  }
  function openMark(stop, mark) {
    return open(all("[data-mark]", stop).find(function (link) { return link.dataset.mark === mark; }));
  }
  function openNext(stop) {
    var links = all("[data-mark]", stop);
    var at = links.findIndex(function (link) { return link.classList.contains("open-quote"); });
    return open(links[(at + 1) % links.length]);
  }

  function stops() {
    return all("[data-stop]", document.getElementById(now.view)).filter(function (stop) { return stop.offsetParent !== null; });
  }
  function current() {
    var on = document.activeElement && document.activeElement.closest("[data-stop]");
    if (on && on.offsetParent !== null) { return on; }
    return stops().find(function (stop) { return stop.classList.contains("now"); }) || null;
  }
  function go(stop, quietly) {
    if (!stop) { return false; }
    all("[data-stop].now").forEach(function (other) { other.classList.remove("now"); });
    stop.classList.add("now");
    now.stop = stop.id;
    stop.focus({ preventScroll: true });
    if (!quietly) {
      reveal(stop);
      openFirst(stop);
    }
    changed();
    return true;
  }
  /* The whole of it where it fits, else its beginning. */
  function reveal(stop) {
    var inside = stop.getBoundingClientRect();
    var around = left.getBoundingClientRect();
    if (inside.top < around.top + 8 || inside.height > around.height) {
      left.scrollTop += inside.top - around.top - 12;
    } else if (inside.bottom > around.bottom - 8) {
      left.scrollTop += Math.min(inside.bottom - around.bottom + 12, inside.top - around.top - 12);
    }
  }
  function move(step) {
    var list = stops();
    var at = list.indexOf(current());
    if (at < 0) { return go(list[0]); }
    return go(list[Math.min(Math.max(at + step, 0), list.length - 1)]);
  }
  /* What nobody has dealt with yet, after a place and then from the beginning. */
  function nextOpen(after) {
    var list = stops();
    var at = list.findIndex(function (stop) { return stop.id === after; });
    var around = list.slice(at + 1).concat(list.slice(0, at + 1));
    return around.find(function (stop) { return stop.hasAttribute("data-open") || stop.dataset.state === "open"; });
  }

  function edit(stop, mode) {
    var editor = stop && stop.querySelector(".editor");
    if (!editor) { return false; }
    editor.open = mode !== "";
    editor.dataset.mode = mode;
    if (mode === "") { stop.focus({ preventScroll: true }); return true; }
    var field = editor.querySelector("[name=" + EDITS[mode] + "]");
    reveal(stop);
    /* The buttons below what is filled in should be seen, too. */
    var over = editor.getBoundingClientRect().bottom - left.getBoundingClientRect().bottom + 12;
    var room = editor.getBoundingClientRect().top - left.getBoundingClientRect().top - 60;
    if (over > 0 && room > 0) { left.scrollTop += Math.min(over, room); }
    if (field) { field.focus({ preventScroll: true }); field.setSelectionRange(field.value.length, field.value.length); }
    return true;
  }

  document.documentElement.classList.add("scripted");
  all(".filter").forEach(function (filter) { filter.hidden = false; });

  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-mark],[data-go],[role=tab],[data-edit],[data-reason],[data-reload],[data-stop]");
    if (!target || !main.contains(target) && !target.closest(".tabs")) { return; }
    if (target.matches("[data-mark]")) {
      event.preventDefault();
      if (main.classList.contains("stacked")) { light(target.dataset.mark); } else { open(target); }
      return;
    }
    if (target.matches("[data-go]")) {
      event.preventDefault();
      go(document.getElementById(target.dataset.go));
      return;
    }
    if (target.matches("[role=tab]")) {
      event.preventDefault();
      showView(target.id.slice(4));
      return;
    }
    if (target.matches("[data-edit]")) { edit(target.closest("[data-stop]"), target.dataset.edit); return; }
    if (target.matches("[data-reason]")) {
      var field = target.closest(".editor").querySelector("[name=reason]");
      field.value = field.value.trim() ? field.value.trim() + "；" + target.textContent : target.textContent;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      return;
    }
    if (target.matches("[data-reload]")) { event.preventDefault(); location.reload(); return; }
    if (target.matches("[data-stop]") && !event.target.closest("a,button,summary,input,select,textarea,label")) {
      if (String(getSelection())) { return; }
      go(target, true);
      openFirst(target);
    }
  });
  pick.addEventListener("change", function () { showPaper(pick.value); changed(); });

  /* The checklist shows what is asked for. */
  function filter() {
    var wanted = {};
    all("[data-filter]").forEach(function (field) { wanted[field.dataset.filter] = field.value.trim(); });
    var shown = 0;
    all("#checklist .check").forEach(function (row) {
      var fits = (!wanted.state || row.dataset.state === wanted.state) &&
        (!wanted.source || row.dataset.source === wanted.source) &&
        (!wanted.words || row.textContent.indexOf(wanted.words) >= 0);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    all("#checklist .checks").forEach(function (list) {
      var none = !list.querySelector(".check:not([hidden])");
      list.hidden = none;
      list.previousElementSibling.hidden = none;
    });
    document.querySelector("[data-filtered]").textContent = shown + " 项";
  }
  all("[data-filter]").forEach(function (field) { field.addEventListener("input", filter); });
  var person = document.querySelector("[data-person]");
  if (person) {
    person.addEventListener("change", function () {
      all("[data-line]").forEach(function (line) { line.hidden = Boolean(person.value) && line.dataset.line !== person.value; });
    });
  }

  window.bench = {
    all: all, tell: tell, showView: showView, showPaper: showPaper, light: light, go: go, move: move, edit: edit,
    current: current, nextOpen: nextOpen, openFirst: openFirst, openMark: openMark, openNext: openNext, stops: stops, views: VIEWS,
    now: now, main: main, left: left, papers: papers, pick: pick
  };
}());
