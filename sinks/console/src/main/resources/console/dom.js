// Builds elements. All text goes in as text: nothing that telemetry says is ever read as markup.

/** An element with attributes and children; strings become text nodes, null and false nothing. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same of SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element[`on${key}`] = value;
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child != null && child !== false) element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

const HANDLERS = ['onclick', 'onchange', 'oninput', 'onsubmit'];
const key = (node) => node.dataset?.key || node.id || null;

/**
 * Brings what stands in an element up to what should stand there. Nodes that stay the same stay the same nodes, so that
 * focus, scrolling, selected text and opened details outlive a redraw; those with a key (data-key, id) are known by it.
 */
export function patch(parent, fresh) {
  const wanted = new Set(fresh.map(key));
  const keyed = new Map([...parent.children].filter(key).map((node) => [key(node), node]));
  let at = parent.firstChild;
  for (const node of fresh) {
    while (at && key(at) && !wanted.has(key(at))) at = without(at);
    const was = key(node) ? keyed.get(key(node)) : at;
    if (!was || !alike(was, node)) { parent.insertBefore(node, at); continue; }
    if (was === at) at = at.nextSibling;
    else parent.insertBefore(was, at);
    renew(was, node);
  }
  while (at) at = without(at);
}

function without(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function alike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b);
}

function renew(was, node) {
  if (was.nodeType !== Node.ELEMENT_NODE) {
    if (was.data !== node.data) was.data = node.data;
    return;
  }
  for (const { name } of [...was.attributes]) if (name !== 'open' && !node.hasAttribute(name)) was.removeAttribute(name);
  for (const { name, value } of node.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value);
  for (const handler of HANDLERS) was[handler] = node[handler];
  patch(was, [...node.childNodes]);
}

/** A table; columns are [title, cell of a row, numeric]. */
export function table(caption, columns, rows, none = 'None yet.') {
  if (rows.length === 0) return el('p', { class: 'soft' }, none);
  const head = columns.map(([title, , numeric]) => el('th', { scope: 'col', class: numeric && 'n' }, title));
  const body = rows.map((row) => el('tr', { 'data-key': row.moveId ?? row.id ?? null }, columns.map(([title, cell, numeric], i) =>
    i === 0 ? el('th', { scope: 'row' }, cell(row)) : el('td', { class: numeric && 'n', 'data-label': title }, cell(row)))));
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', { class: 'cards' }, el('caption', {}, caption), el('thead', {}, el('tr', {}, head)), el('tbody', {}, body)));
}

/** Large figures; each [title, value, small print, class]. */
export function figures(...all) {
  return el('dl', { class: 'figures' }, all.map(([title, value, small, kind]) =>
    el('div', {}, el('dt', {}, title), el('dd', { class: kind }, value, small ? el('small', {}, small) : null))));
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function bytes(value) {
  let power = 0;
  while (Math.abs(value) >= 1000 && power < UNITS.length - 1) { value /= 1000; power++; }
  return `${value.toPrecision(3)} ${UNITS[power]}`;
}

/** Money; sums below ten cents keep three digits. */
export function dollars(value) {
  if (value === 0) return '$0';
  const size = Math.abs(value);
  const text = size >= 0.1 ? size.toFixed(2) : Number(size.toPrecision(3)).toString();
  return `${value < 0 ? '−' : ''}$${text}`;
}

export const hourly = (value) => `${dollars(value)}/h`;
export const interval = (i) => `${hourly(i.value)} (${dollars(i.low)} to ${dollars(i.high)})`;
export const clock = (ms) => new Date(ms).toISOString().slice(11, 19);
export const day = (ms) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
export const words = (constant) => constant.toLowerCase().replaceAll('_', ' ');

export function seconds(ms) {
  const s = ms / 1000;
  if (s < 90) return `${s.toFixed(s < 10 ? 1 : 0)} s`;
  return s < 5400 ? `${Math.round(s / 60)} min` : `${(s / 3600).toFixed(1)} h`;
}
