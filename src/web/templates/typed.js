/* What was typed into a form that was refused stands there again when one comes back to the page. */
(function () {
  "use strict";
  var NAME = "typed";
  var FIELDS = "textarea[name],input[name]:not([type]),input[type=text][name],input[type=number][name],select[name]";

  function read() { try { return JSON.parse(sessionStorage.getItem(NAME)); } catch (error) { return null; } }
  function write(value) { try { sessionStorage.setItem(NAME, JSON.stringify(value)); } catch (error) { /* full: nothing is kept */ } }
  function fields(form) { return Array.prototype.slice.call(form.querySelectorAll(FIELDS)); }
  /* The same form of a page made anew: forms of one address are told apart by the move they make. */
  function mark(form) {
    var move = form.querySelector("input[type=hidden][name=move]");
    return form.getAttribute("action") + " " + (move ? move.value : "");
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post") || form.querySelector("[type=password]")) { return; }
    write({
      at: location.pathname + location.search, form: mark(form),
      values: fields(form).map(function (field) { return field.value; })
    });
  });

  var kept = read();
  var failed = document.querySelector("[data-failed]");
  if (failed) {
    if (!kept) { return; }
    kept.failed = true;
    write(kept);
    var way = document.createElement("a");
    way.href = kept.at;
    way.textContent = "返回继续填写（已填的内容还在）";
    failed.prepend(way, "　");
    return;
  }
  sessionStorage.removeItem(NAME);
  if (!kept || !kept.failed || kept.at !== location.pathname + location.search) { return; }
  var form = Array.prototype.find.call(document.forms, function (one) { return mark(one) === kept.form; });
  if (!form) { return; }
  fields(form).forEach(function (field, at) {
    if (kept.values[at] !== undefined) { field.value = kept.values[at]; }
  });
  var around = form.closest("details");
  if (around) { around.open = true; }
}());
