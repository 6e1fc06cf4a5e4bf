/** The style of all pages for merchants. */
export const style = `
:root { color-scheme: light; --green: #07c160; --ink: #191919; --grey: #6b6b6b; --red: #d43f3a; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 30rem; padding: 1rem; background: #f3f4f5; color: var(--ink);
  font: 1rem/1.6 -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h1 { margin: .5rem 0; font-size: 1.25rem; }
h2 { margin: 0 0 .5rem; font-size: 1.125rem; }
dl { margin: 0 0 1rem; color: var(--grey); font-size: .875rem; }
dl div { display: flex; gap: .75rem; }
dt { flex: none; }
dd { margin: 0; overflow-wrap: anywhere; }
p { margin: 0 0 .75rem; }
.card { margin-bottom: 1rem; padding: 1.25rem; border-radius: .75rem; background: #fff; border-top: 4px solid transparent; }
.waiting, .done { border-top-color: var(--green); }
.expired, .refused, .rejected, .failed, .correcting { border-top-color: var(--red); }
summary { display: flex; justify-content: space-between; align-items: center; gap: .75rem; cursor: pointer; list-style: none;
  overflow-wrap: anywhere; }
summary::-webkit-details-marker { display: none; }
summary::after { content: "展开"; flex: none; color: var(--green); font-weight: 600; }
details[open] > summary::after { content: "收起"; }
summary small, summary strong, .matter small, .matter strong { display: block; }
details[open] > summary { margin-bottom: .75rem; }
details .card { margin: 1rem 0 0; padding: 0; }
.matter { padding: .5rem 0; border-top: 1px solid #ececec; overflow-wrap: anywhere; }
h2 + .matter { border-top: 0; }
.reason, .who { font-weight: 600; }
.qr { margin: 1rem auto; width: 13rem; }
.qr svg { display: block; width: 100%; height: auto; }
.button { display: block; padding: .75rem; border-radius: .5rem; background: var(--green); color: #fff; font-weight: 600;
  text-align: center; text-decoration: none; }
.deadline { margin: 1rem 0 0; text-align: center; }
.deadline strong { font-variant-numeric: tabular-nums; }
@media (min-width: 40rem) { .narrow-only { display: none; } }
@media (max-width: 39.99rem) { .wide-only { display: none; } }
.center { text-align: center; }
.note { color: var(--grey); font-size: .875rem; overflow-wrap: anywhere; }
small { color: var(--grey); }
ul { margin: 0; padding-left: 1.25rem; }
li { margin-bottom: .375rem; }
`;
