// The style and the script of the page that codebook diff --format html writes.

#include "tools/codebook/diff_output.h"

namespace codebook {

std::string_view DiffPageStyle() {
  return R"css(
:root { color-scheme: light dark; }
body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem auto;
  max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .3rem; }
form { background: Canvas; padding: .5rem 0; position: sticky; top: 0; }
select { max-width: 20rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid #8886; padding: .25rem .5rem .25rem 0;
  text-align: left; vertical-align: top; }
td:nth-child(1), td:nth-child(2) { white-space: nowrap; }
td p { margin: .2rem 0 0; }
ins { background: #2a82; color: #070; }
del { background: #d222; color: #a00; }
.missing { border-left: 4px solid #c80; padding-left: .5rem; }
[hidden] { display: none; }
@media (prefers-color-scheme: dark) {
  ins { color: #7d7; }
  del { color: #f99; }
}
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; }
  form { display: none; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  ins { color: #000; text-decoration: underline; }
  del { color: #000; }
}
)css";
}

// The filters are kept in the address, so that a link shows what its sender
// saw.
std::string_view DiffPageScript() {
  return R"js(
'use strict';
const fields = ['kind', 'group', 'words'].map(id => document.getElementById(id));
const sections = [...document.querySelectorAll('section')].map(section => ({
  section,
  rows: [...section.querySelectorAll('tbody tr')].map(row => ({
    row, kind: row.dataset.kind, text: row.textContent.toLowerCase()}))}));
function apply() {
  const [kind, group, words] = fields.map(field => field.value);
  const wanted = words.toLowerCase().split(/\s+/).filter(word => word);
  let shown = 0, all = 0;
  for (const {section, rows} of sections) {
    const here = !group || section.dataset.group === group;
    let visible = 0;
    for (const {row, kind: its, text} of rows) {
      const show = here && (!kind || its === kind) &&
          wanted.every(word => text.includes(word));
      row.hidden = !show;
      if (show) ++visible;
    }
    section.hidden = visible === 0;
    shown += visible;
    all += rows.length;
  }
  document.getElementById('shown').textContent =
      shown + ' of ' + all + ' changes shown';
}
function save() {
  const query = new URLSearchParams();
  for (const field of fields) if (field.value) query.set(field.id, field.value);
  history.replaceState(null, '', '#' + query);
  apply();
}
function load() {
  const query = new URLSearchParams(location.hash.slice(1));
  for (const field of fields) field.value = query.get(field.id) || '';
  apply();
}
for (const field of fields) field.addEventListener('input', save);
const form = document.getElementById('filters');
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('reset', () => setTimeout(save));
document.getElementById('print').addEventListener('click', () => print());
addEventListener('hashchange', load);
load();
)js";
}

}  // namespace codebook
