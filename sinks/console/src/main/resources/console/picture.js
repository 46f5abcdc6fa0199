// A plan as a picture: the hosts it touches, the VMs it moves, and whom they move for; before, and after.
import { el, svg } from './dom.js';

const CELL = 15;
const MOST_MOVES = 300;
const MOST_LINES = 150;
let after = false;

export function picture(p, redraw) {
  if (p.moves.length > MOST_MOVES) return null;
  const hosts = [...new Set(p.moves.flatMap((m) => [m.source, m.target]))].sort();
  const side = Math.max(3, ...['source', 'target'].flatMap((end) => hosts.map((h) => Math.ceil(Math.sqrt(p.moves.filter((m) => m[end] === h).length)))));
  const [bw, bh, gap] = [side * CELL + 40, side * CELL + 34, 26];
  const columns = Math.max(1, Math.min(hosts.length, Math.floor(1100 / (bw + gap))));
  const corner = new Map(hosts.map((h, i) => [h, [(i % columns) * (bw + gap) + 8, Math.floor(i / columns) * (bh + gap) + 8]]));
  const at = places(p, corner, side, after ? 'target' : 'source');
  const height = Math.ceil(hosts.length / columns) * (bh + gap);
  return el('section', {}, el('h2', {}, 'Before and after'),
    el('div', { class: 'actions' }, el('button', {
      type: 'button', id: 'show-after', 'aria-pressed': String(after), click: () => { after = !after; redraw(); },
    }, after ? 'Show before' : 'Show after')),
    el('p', { class: 'soft small', role: 'status' }, after ? 'After the plan: each VM on its new host.' : 'Before the plan: each VM where it is.'),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Picture of the plan' }, svg('svg', { class: 'graph', viewBox: `0 0 ${columns * (bw + gap)} ${height}`, role: 'img', 'aria-label': `${p.moves.length} VMs on ${hosts.length} hosts, ${after ? 'after' : 'before'} the plan` },
      svg('g', {}, hosts.map((h) => box(h, corner.get(h), bw, bh))),
      svg('g', {}, lines(p, at, corner, bw, bh)),
      svg('g', {}, p.moves.map((m) => svg('circle', { class: 'vm moved', 'data-key': m.id, r: 4.5, cx: at.get(m.vm)[0], cy: at.get(m.vm)[1] }, svg('title', {}, m.vmName || m.vm)))))));
}

function places(p, corner, side, end) {
  const taken = new Map();
  const at = new Map();
  for (const m of p.moves) {
    const i = taken.get(m[end]) ?? 0;
    const [x, y] = corner.get(m[end]);
    at.set(m.vm, [x + 20 + CELL / 2 + (i % side) * CELL, y + 30 + Math.floor(i / side) * CELL]);
    taken.set(m[end], i + 1);
  }
  return at;
}

function box(host, [x, y], width, height) {
  return svg('g', { 'data-key': host },
    svg('rect', { class: 'host', x, y, width, height, rx: 3 }),
    svg('text', { class: 'name', x: x + 8, y: y + 15 }, host));
}

/** From each VM to those it moves for; who stays is at the corner of its host. */
function lines(p, at, corner, width, height) {
  return p.moves.flatMap((m) => m.reasons.map((r) => ({ m, r })))
    .map(({ m, r }) => ({ m, r, to: at.get(r.peer) ?? (corner.has(r.peerHost) ? [corner.get(r.peerHost)[0] + width - 12, corner.get(r.peerHost)[1] + height - 12] : null) }))
    .filter(({ to }) => to)
    .sort((a, b) => b.r.gainPerHour - a.r.gainPerHour)
    .slice(0, MOST_LINES)
    .map(({ m, r, to }) => svg('path', { class: 'edge', 'data-key': `${m.id} ${r.kind} ${r.peer}`, d: `M${at.get(m.vm).join(',')}L${to.join(',')}` }));
}
