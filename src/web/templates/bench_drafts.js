/* What is typed is kept: in this window at once, on the server a second later, until it has been said. So is the place. */
(function () {
  "use strict";
  var bench = window.bench;
  if (!bench) { return; }
  var main = bench.main;
  var store = "bench:" + main.dataset.case;
  var keepsOnServer = main.hasAttribute("data-drafts");
  var saved = document.getElementById("saved");
  var headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  var dirty = {};
  var sending = null;
  var timer = 0;
  var due = 0;
  var wait = 0;

  function read(name) { try { return JSON.parse(sessionStorage.getItem(store + name)) || {}; } catch (error) { return {}; } }
  function write(name, value) { try { sessionStorage.setItem(store + name, JSON.stringify(value)); } catch (error) { /* full: the server still has it */ } }

  function say(text, bad) {
    saved.textContent = text;
    saved.classList.toggle("bad", Boolean(bad));
  }
  function clock() { return new Date().toTimeString().slice(0, 5); }

  function typed(field, text) {
    dirty[field] = text;
    write("", dirty);
    if (field !== "place") { say("", false); }
    later(field === "place" ? 1500 : 900);
  }
  function later(delay) {
    if (!keepsOnServer) { return; }
    /* Nothing less urgent puts off what is due; another key does, so that one sends when somebody rests. */
    if (timer && delay > due) { return; }
    clearTimeout(timer);
    due = delay;
    timer = setTimeout(send, delay);
  }

  function body() {
    var form = new URLSearchParams();
    Object.keys(dirty).forEach(function (field) { form.append("field", field); form.append("text", dirty[field]); });
    return form;
  }

  /* Sends everything that was typed since; what changes on the way is sent again. */
  function send() {
    clearTimeout(timer);
    timer = 0;
    var fields = Object.keys(dirty);
    if (!keepsOnServer || sending || !fields.length) { return; }
    var sent = Object.assign({}, dirty);
    var words = fields.some(function (field) { return field !== "place"; });
    sending = new AbortController();
    fetch("/cases/" + main.dataset.case + "/draft", { method: "POST", headers: headers, body: body(), signal: sending.signal, keepalive: true })
      .then(function (response) {
        sending = null;
        if (!response.ok) { return refused(response); }
        wait = 0;
        fields.forEach(function (field) { if (dirty[field] === sent[field]) { delete dirty[field]; } });
        write("", dirty);
        if (words) { say("草稿已自动保存 " + clock(), false); }
        if (Object.keys(dirty).length) { later(900); }
      })
      .catch(function (error) {
        sending = null;
        if (error.name !== "AbortError") { retry(); }
      });
  }
  function retry() {
    wait = Math.min((wait || 1000) * 2, 30000);
    say("未保存，正在重试", true);
    clearTimeout(timer);
    due = 0;
    timer = setTimeout(send, wait);
  }
  function refused(response) {
    if (response.status >= 500) { return retry(); }
    return response.json().catch(function () { return {}; }).then(function (told) {
      say("未保存：" + ((told.error && told.error.message) || "请刷新页面"), true);
    });
  }

  /* The words of a form have been said: they are no drafts any more. */
  function said(form) {
    bench.all("[data-draft]", form).forEach(function (field) { delete dirty[field.dataset.draft]; });
    write("", dirty);
  }
  /* Before a form goes out no draft of it may overtake it. */
  function hold() {
    clearTimeout(timer);
    timer = 0;
    if (sending) { sending.abort(); sending = null; }
  }

  document.addEventListener("input", function (event) {
    var field = event.target.closest("[data-draft]");
    if (field) { typed(field.dataset.draft, field.value); }
  });
  window.addEventListener("online", send);
  function leaving() {
    var fields = Object.keys(dirty);
    if (!keepsOnServer || !fields.length) { return; }
    fetch("/cases/" + main.dataset.case + "/draft", { method: "POST", headers: headers, body: body(), keepalive: true }).catch(function () { /* kept in this window */ });
  }
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") { leaving(); } });
  window.addEventListener("pagehide", leaving);

  /* The place: what was looked at, and how far it was scrolled. */
  var placed = false;
  var moved = 0;
  function note() {
    if (!placed) { return; }
    clearTimeout(moved);
    moved = setTimeout(function () {
      var place = {
        view: bench.now.view, stop: bench.now.stop, mark: bench.now.mark, paper: bench.pick.value,
        left: bench.left.scrollTop, right: bench.papers.scrollTop
      };
      write(":place", place);
      if (keepsOnServer) { typed("place", JSON.stringify(place)); }
    }, 300);
  }
  document.addEventListener("bench:place", note);
  bench.left.addEventListener("scroll", note, { passive: true });
  bench.papers.addEventListener("scroll", note, { passive: true });

  function restore() {
    var place = read(":place");
    if (!place.view) { try { place = JSON.parse(main.dataset.place) || {}; } catch (error) { place = {}; } }
    var unsaved = read("");
    Object.keys(unsaved).forEach(function (name) {
      bench.all("[data-draft]").filter(function (field) { return field.dataset.draft === name; }).forEach(function (field) {
        field.value = unsaved[name];
        var around = field.closest("details");
        if (around) { around.open = true; }
      });
      dirty[name] = unsaved[name];
    });
    if (Object.keys(dirty).length) { later(200); }

    var named = decodeURIComponent(location.hash.slice(1));
    var target = named && document.getElementById(named);
    var view = target && target.closest(".view");
    if (main.hasAttribute("data-spot")) {
      bench.showView("findings");
      var hit = document.getElementById("hit");
      if (hit) { hit.scrollIntoView({ block: "center" }); }
    } else if (view) {
      bench.showView(view.id);
      if (target.matches("[data-stop]")) { bench.go(target.hasAttribute("data-open") ? target : bench.nextOpen(named) || target); }
    } else if (place.view) {
      bench.showView(place.view);
      var stop = place.stop && document.getElementById(place.stop);
      if (stop) { bench.go(stop, true); }
      if (place.mark && !(stop && bench.openMark(stop, place.mark))) { bench.light(place.mark); }
      if (place.paper) { bench.showPaper(place.paper); }
      bench.left.scrollTop = place.left || 0;
      bench.papers.scrollTop = place.right || 0;
    } else {
      bench.showView("findings");
      bench.go(bench.nextOpen("") || bench.stops()[0]);
    }
    if (location.hash) { history.replaceState(null, "", location.pathname + location.search); }
    placed = true;
    note();
  }
  restore();

  window.bench.drafts = { said: said, hold: hold, send: send, say: say };
}());
