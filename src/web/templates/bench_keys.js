/* Keys, and what comes back from the server. */
(function () {
  "use strict";
  var bench = window.bench;
  if (!bench) { return; }
  var KEYS = [
    ["j　k", "下一项，上一项"],
    ["c 或 1", "确认（人工核查：无问题）"],
    ["m 或 2", "修改（人工核查：有问题）"],
    ["x 或 3", "排除"],
    ["u", "撤回"],
    ["n", "备注"],
    ["a", "记录程序未发现的问题"],
    ["Enter", "看这一项的第一处原文"],
    ["e", "看下一处原文"],
    ["Ctrl Enter", "提交正在填写的内容"],
    ["Esc", "离开输入框，收起"],
    ["t", "下一个视图"],
    ["g 再按 1…5", "评查发现、人工核查、三书比对、时间线、等次与意见"],
    ["o", "等次与意见"],
    ["d", "到右侧文书（方向键滚动）"],
    ["v", "文字与版面切换（PDF 文书）"],
    ["/", "检索全部文书"],
    ["?", "显示快捷键"]
  ];
  var pending = "";

  function help() {
    var box = document.getElementById("bench-keys");
    if (!box) {
      box = document.createElement("dialog");
      box.id = "bench-keys";
      box.setAttribute("aria-label", "快捷键");
      add("h2", "快捷键", box);
      var list = add("dl", "", box);
      KEYS.forEach(function (key) { add("dt", key[0], list); add("dd", key[1], list); });
      add("button", "关闭", box).addEventListener("click", function () { box.close(); });
      document.body.appendChild(box);
    }
    box.showModal();
    return true;
  }
  function add(name, text, parent) {
    var element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function press(selector) {
    var stop = bench.current();
    var button = stop && stop.querySelector(".acts:not([hidden]) > " + selector);
    if (!button) { return false; }
    button.click();
    return true;
  }
  function edit(modes) {
    var stop = bench.current();
    var mode = stop && modes.find(function (mode) { return stop.querySelector("[data-edit=" + mode + "]"); });
    return Boolean(mode) && press("[data-edit=" + mode + "]");
  }
  function turn() {
    bench.showView(bench.views[(bench.views.indexOf(bench.now.view) + 1) % bench.views.length]);
    return enter();
  }
  /* After a turn the focus is in the view, on its first thing. */
  function enter() {
    if (bench.now.view === "opinion") {
      var field = document.querySelector("#own textarea");
      if (field) { field.focus(); } else { document.getElementById("tab-opinion").focus(); }
      return true;
    }
    if (!bench.go(bench.nextOpen("") || bench.stops()[0])) { document.getElementById("tab-" + bench.now.view).focus(); }
    return true;
  }
  function opinion() { bench.showView("opinion"); return enter(); }
  function confirm() { return press("[data-do=confirm]"); }

  var ACTIONS = {
    j: function () { return bench.move(1); },
    k: function () { return bench.move(-1); },
    c: confirm, "1": confirm,
    m: function () { return edit(["modified", "problem"]); },
    x: function () { return edit(["excluded", "problem"]); },
    n: function () { return edit(["note"]); },
    u: function () { return press("[data-do=withdraw]"); },
    e: function () { var stop = bench.current(); return Boolean(stop) && bench.openNext(stop); },
    Enter: function () { var stop = bench.current(); return Boolean(stop) && stop === document.activeElement && bench.openFirst(stop); },
    a: function () {
      var box = document.querySelector("#hand .add");
      if (!box) { return false; }
      bench.showView("findings");
      box.open = true;
      box.querySelector("[name=point]").focus();
      return true;
    },
    t: turn,
    o: opinion,
    d: function () { bench.papers.focus(); return true; },
    v: function () { return Boolean(window.facsimile) && window.facsimile.toggle(); },
    g: function () { pending = "g"; return true; },
    "?": help
  };
  ACTIONS["2"] = ACTIONS.m;
  ACTIONS["3"] = ACTIONS.x;

  function isTyping(target) { return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName); }

  function leave(target) {
    var stop = target.closest("[data-stop]");
    if (stop) { bench.edit(stop, ""); return; }
    var box = target.closest(".add");
    if (box) { box.open = false; box.querySelector("summary").focus(); return; }
    target.blur();
    var tab = document.getElementById("tab-" + bench.now.view);
    tab.focus();
  }
  function submit(target) {
    var form = target.closest("form");
    var button = form && bench.all("button.primary[name],button.primary", form).find(function (one) { return one.offsetParent !== null; });
    if (!button) { return false; }
    /* A click, not only a submit: the fragment library sends the value of the button it saw clicked. */
    button.click();
    return true;
  }

  /* Before the keys of every page. */
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.metaKey || event.altKey || document.querySelector("dialog[open]")) { return; }
    var target = event.target;
    var is = false;
    if (event.ctrlKey) {
      is = event.key === "Enter" && isTyping(target) && submit(target);
    } else if (isTyping(target)) {
      if (event.key === "Escape" && target.closest("main")) { leave(target); is = true; }
    } else if (target.getAttribute("role") === "tab" && /^Arrow(Left|Right)$/.test(event.key)) {
      var step = event.key === "ArrowRight" ? 1 : bench.views.length - 1;
      bench.showView(bench.views[(bench.views.indexOf(bench.now.view) + step) % bench.views.length]);
      document.getElementById("tab-" + bench.now.view).focus();
      is = true;
    } else if (event.key === "Escape" && target.closest("[data-stop] .editor")) {
      leave(target);
      is = true;
    } else if (pending === "g" && /^[1-5]$/.test(event.key)) {
      bench.showView(bench.views[Number(event.key) - 1]);
      is = enter();
    } else if (ACTIONS.hasOwnProperty(event.key)) {
      if (event.key === "Enter" && target.closest("a,button,summary")) { return; }
      is = ACTIONS[event.key]();
    }
    if (event.key !== "g") { pending = ""; }
    if (is) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
  document.querySelector("[data-help]").addEventListener("click", help);

  /* A decision goes out: nothing typed may overtake it. */
  var tries = new WeakMap();
  document.addEventListener("submit", function () { bench.drafts.hold(); }, true);
  document.addEventListener("htmx:beforeRequest", function (event) {
    var form = event.detail.elt;
    if (form.matches("form")) { form.setAttribute("aria-busy", "true"); }
  });
  /* Somebody else was faster: the answer says what they said. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 409 && event.detail.xhr.getResponseHeader("content-type").indexOf("text/html") === 0) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt;
    if (!form.matches("form")) { return; }
    form.removeAttribute("aria-busy");
    if (event.detail.successful) {
      tries.delete(form);
      bench.drafts.said(form);
      bench.drafts.say("", false);
    }
    bench.drafts.send();
  });
  /* No answer: the same form again and again; it carries the revision it was made for, so it is never counted twice. */
  document.addEventListener("htmx:sendError", function (event) {
    var form = event.detail.elt;
    if (!form.matches("form")) { return; }
    var sent = event.detail.requestConfig.triggeringEvent;
    var button = sent && sent.submitter;
    var wait = Math.min((tries.get(form) || 1000) * 2, 30000);
    tries.set(form, wait);
    bench.drafts.say("未保存，正在重试", true);
    setTimeout(function () {
      if (!form.isConnected) { return; }
      if (button) { button.click(); } else { form.requestSubmit(); }
    }, wait);
  });
  document.addEventListener("htmx:responseError", function (event) {
    var told = "没有保存，请稍后再试";
    try { told = JSON.parse(event.detail.xhr.responseText).error.message; } catch (error) { /* as it is */ }
    var around = event.detail.elt.closest("form,[data-stop]") || event.detail.elt;
    var box = around.querySelector(".refused");
    if (!box) { box = add("p", "", around); box.className = "refused"; box.setAttribute("role", "alert"); }
    box.textContent = told;
  });
  /* What was dealt with gives way to what was not. */
  document.addEventListener("htmx:afterSettle", function (event) {
    var request = event.detail.requestConfig;
    var status = event.detail.xhr && event.detail.xhr.status;
    if (!request) { return; }
    if (status === 409) { restoreFocus(".alert a"); return; }
    var loaded = request.verb === "get" && /[?&]finding=([^&]*)/.exec(request.path);
    if (loaded) { bench.go(document.getElementById(decodeURIComponent(loaded[1])), true); return; }
    if (request.verb !== "post" || status !== 200) { return; }
    var verdict = request.parameters.verdict || (request.formData && request.formData.get("verdict"));
    var finding = request.formData ? request.formData.get("finding") || "" : "";
    var point = request.formData ? request.formData.get("point") : "";
    var id = finding || (point && "check-" + point);
    if (/\/opinion$/.test(request.path)) { restoreFocus("#own textarea"); return; }
    if (!finding && /\/decide$/.test(request.path)) { bench.go(bench.all("#hand [data-stop]").pop()); return; }
    var done = document.getElementById(id);
    if (verdict === "withdrawn" || verdict === "note" || verdict === "open") { bench.go(done || bench.stops()[0], true); return; }
    bench.go(bench.nextOpen(id) || done);
  });
  function restoreFocus(selector) {
    var field = document.querySelector(selector);
    if (field) { field.focus({ preventScroll: true }); }
  }
}());
