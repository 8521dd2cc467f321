// What makes entry faster. Every page can do without it.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A second press while the first is on its way sends nothing; long work shows a bar.
  for (const form of all("form[method=post]")) {
    form.addEventListener("submit", event => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      const busy = form.querySelector(".busy");
      if (busy) busy.hidden = false;
    });
  }
  addEventListener("pageshow", () => all("form[data-sent]").forEach(form => delete form.dataset.sent));
  // A file takes its time to be made; the page stays, so it says that something is on its way.
  for (const link of all("a[data-file]")) {
    const busy = link.closest("section")?.querySelector(".busy");
    if (busy) link.addEventListener("click", () => { busy.hidden = false; setTimeout(() => { busy.hidden = true; }, 20000); });
  }
  for (const field of all("select[data-go]")) field.addEventListener("change", () => field.form.requestSubmit());
  for (const button of all("button[data-print]")) button.addEventListener("click", () => print());

  // Why something was refused stands in its form, which may be far down.
  document.querySelector("main [role=alert]")?.scrollIntoView({ block: "nearest" });

  const refresh = Number(document.documentElement.dataset.refresh || 0);
  if (refresh) setTimeout(() => location.reload(), refresh * 1000);

  const entry = document.querySelector("form[data-entry]");
  if (!entry) return;

  const accounts = all("#accounts option").map(option => {
    const [name, initials] = option.label.split(" ");
    return { code: option.value, name, initials: initials || "", uses: option.dataset.uses, from: option.dataset.from || "", until: option.dataset.until || "9" };
  });
  // An account that is split or closed from a day on takes postings before it.
  const day = entry.querySelector("input[name='content.accounting_date']");
  const find = text => {
    const key = text.trim().toLowerCase(), on = day ? day.value : "";
    if (!key) return null;
    const open = accounts.filter(a => !on || (a.from <= on && on < a.until));
    return open.find(a => a.code === key) || open.find(a => a.initials === key)
      || open.find(a => a.code.startsWith(key)) || open.find(a => a.initials.startsWith(key))
      || open.find(a => a.name.includes(text.trim())) || null;
  };
  const fen = text => {
    const plain = text.normalize("NFKC").replace(/[,¥元\s]/g, "");
    if (!/^-?\d{0,14}(\.\d{0,2})?$/.test(plain) || !/\d/.test(plain)) return 0;
    const [yuan, rest = ""] = plain.replace("-", "").split(".");
    const amount = Number(yuan || 0) * 100 + Number(rest.padEnd(2, "0"));
    return plain.startsWith("-") ? -amount : amount;
  };
  const yuan = amount => (amount < 0 ? "-" : "") + Math.floor(Math.abs(amount) / 100) + "." + String(Math.abs(amount) % 100).padStart(2, "0");
  const grouped = amount => yuan(amount).replace(/\B(?=(\d{3})+(?=\.))/g, ",");

  const capitals = amount => {
    if (amount === 0) return "零元整";
    const digits = "零壹贰叁肆伍陆柒捌玖", units = ["", "拾", "佰", "仟"], groups = ["", "万", "亿", "万亿"];
    const whole = String(Math.floor(Math.abs(amount) / 100)), jiao = Math.floor(Math.abs(amount) / 10) % 10, last = Math.abs(amount) % 10;
    let text = "", zero = false, group = false;
    for (let at = 0; at < whole.length; at++) {
      const digit = Number(whole[at]), place = whole.length - 1 - at;
      if (digit === 0) zero = true;
      else { text += (zero && text ? "零" : "") + digits[digit] + units[place % 4]; zero = false; group = true; }
      if (place % 4 === 0) { if (group) text += groups[place / 4]; group = false; }
    }
    if (text) text += "元";
    if (jiao) text += digits[jiao] + "角";
    else if (text && last) text += "零";
    return (amount < 0 ? "负" : "") + text + (last ? digits[last] + "分" : "整");
  };

  const debits = () => all("input[data-side=debit]", entry), credits = () => all("input[data-side=credit]", entry);
  const sum = inputs => inputs.reduce((total, input) => total + fen(input.value), 0);
  const show = () => {
    const debit = sum(debits()), credit = sum(credits());
    entry.querySelector("[data-total=debit]").textContent = grouped(debit);
    entry.querySelector("[data-total=credit]").textContent = grouped(credit);
    const words = entry.querySelector("[data-words]");
    words.textContent = debit === credit ? "人民币" + capitals(debit) : "借贷相差 " + grouped(Math.abs(debit - credit)) + " 元";
    words.className = debit === credit ? "" : "red";
  };
  // On a phone, fields that the account does not use are not there.
  const uses = (row, account) => all("[data-aux]", row).forEach(field => field.closest("td").classList.toggle(
    "idle", !field.value && !(account && account.uses.includes(field.dataset.aux))));
  const name = input => {
    const account = find(input.value);
    if (account && input.value.trim()) input.value = account.code;
    input.parentElement.querySelector(".name").textContent =
      !input.value.trim() ? "" : account ? account.name : "没有这个科目";
    uses(input.closest("tr"), account);
  };

  const fields = () => all("input:not([type=hidden]), select, button", entry).filter(field => field.offsetParent && !field.disabled);
  // Auxiliary fields that the account does not use are passed by, and so is the other side of a filled amount.
  const passed = field => {
    const row = field.closest("tr");
    if (!row) return false;
    if (field.dataset.aux) {
      const account = find(row.querySelector("[data-account]").value);
      return !!account && !account.uses.includes(field.dataset.aux);
    }
    return field.dataset.side === "credit" && !field.value && !!row.querySelector("[data-side=debit]").value;
  };
  const onward = field => {
    const list = fields(), next = list.slice(list.indexOf(field) + 1).find(other => !passed(other));
    if (next) { next.focus(); if (next.select) next.select(); }
  };
  const addLine = () => {
    const rows = all("tbody tr", entry), last = rows[rows.length - 1], copy = last.cloneNode(true), at = rows.length;
    for (const input of all("input", copy)) {
      input.name = input.name.replace(/\[\d+\]/, "[" + at + "]");
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, at + 1));
      input.value = ""; input.removeAttribute("id"); input.removeAttribute("aria-invalid");
    }
    all(".name, .error", copy).forEach(part => { part.textContent = ""; });
    uses(copy, null);
    last.after(copy);
  };

  entry.addEventListener("keydown", event => {
    const field = event.target;
    if (event.key === "=" && field.dataset.side) {
      event.preventDefault();
      field.value = "";
      const other = field.closest("tr").querySelector(field.dataset.side === "debit" ? "[data-side=credit]" : "[data-side=debit]");
      other.value = "";
      const missing = field.dataset.side === "debit" ? sum(credits()) - sum(debits()) : sum(debits()) - sum(credits());
      field.value = missing === 0 ? "" : yuan(missing);
      show();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); entry.requestSubmit();
    } else if (event.key === "Enter" && field.tagName === "INPUT") {
      event.preventDefault();
      if (field.dataset.account !== undefined) name(field);
      const rows = all("tbody tr", entry);
      if (field.dataset.side && field.value && field.closest("tr") === rows[rows.length - 1]) addLine();
      onward(field);
    }
  });
  entry.addEventListener("change", event => {
    if (event.target.dataset.account !== undefined) name(event.target);
    show();
  });
  entry.addEventListener("input", event => {
    if (event.target.dataset.side) show();
    if (event.target.dataset.account !== undefined) uses(event.target.closest("tr"), find(event.target.value));
  });
  all("input[data-account]", entry).forEach(name);
  show();
})();
