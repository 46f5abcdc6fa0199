// Boxes with dots in them and lines between: hosts with VMs, or racks with hosts, which open at a click.
import { get } from './api.js';
import { bytes, el, svg, table, words } from './dom.js';

const CELL = 15;
const filter = { domain: '', tenant: '', kind: 'NETWORK', least: '0', most: '400' };
const SAYS = {
  FLEET_OF_VMS: 'Each dot is a VM in its host; a line is an affinity, thicker the heavier.',
  FLEET_OF_HOSTS: 'Each dot is a host in its rack; a line is all that two hosts exchange. Open a rack or a host to see its VMs.',
  RACK: 'Each dot is a VM in its host; what is outside the rack is drawn as racks.',
  HOST: 'Each dot is a VM; what is outside the host is drawn as hosts.',
};

/** The whole graph, or one rack or host of it: "rack/r1", "host/h1". */
export async function graph(user, redraw) {
  return opened('', redraw);
}

export async function part(id, user, redraw) {
  return opened(id, redraw);
}

async function opened(id, redraw) {
  const [kind, ...rest] = id.split('/');
  const focus = id ? { [kind]: rest.join('/') } : {};
  const view = await get(`api/graph?${new URLSearchParams({ ...filter, ...focus })}`);
  return [
    el('h1', {}, id ? `Graph of ${kind} ${rest.join('/')}` : 'Graph'),
    el('p', { class: 'lead' }, `${view.vms} VMs on ${view.hosts} hosts, ${view.edges} edges. ${SAYS[view.level]}`),
    id && el('p', { class: 'crumbs' }, el('a', { href: '#/graph' }, 'The whole fleet'),
      kind === 'host' && [' · ', el('a', { href: `#/graph/rack/${encodeURIComponent(rackOf(view, id))}` }, `rack ${rackOf(view, id)}`),
        ' · ', el('a', { href: `#/hosts/${encodeURIComponent(rest.join('/'))}` }, 'the host in figures')]),
    filters(view, redraw),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Drawing' }, drawing(view)),
    el('h2', {}, 'The heaviest'),
    table('The heaviest edges, one by one', [
      ['From', (e) => e.fromName], ['To', (e) => e.toName], ['Distance', (e) => words(e.tier)],
      ['Weight', (e) => `${bytes(e.weight.value)}${e.unit === 'bytes' ? '' : '/s'}`, true],
    ], view.heaviest),
  ];
}

const rackOf = (view, id) => view.boxes.find((b) => b.id === id)?.rack ?? '';

function filters(view, redraw) {
  const choose = (key, label, values) => el('label', {}, label, el('select', {
    id: `filter-${key}`, change: (e) => { filter[key] = e.target.value; redraw(); },
  }, values.map(([value, text]) => el('option', { value, selected: filter[key] === value }, text))));
  const all = (values) => [['', 'all'], ...values.map((v) => [v, v])];
  const thresholds = [['0', 'everything'], ['1e4', '10 kB/s'], ['1e5', '100 kB/s'], ['1e6', '1 MB/s'], ['1e7', '10 MB/s']];
  return el('form', { class: 'filters', submit: (e) => e.preventDefault() },
    choose('kind', 'Kind', ['NETWORK', 'MEMORY', 'STORAGE', 'CONFLICT'].map((k) => [k, words(k)])),
    choose('domain', 'Domain', all(view.domains)), choose('tenant', 'Tenant', all(view.tenants)),
    choose('least', 'At least', thresholds));
}

function drawing(view) {
  const sizes = view.boxes.map((b) => Math.max(4, Math.ceil(Math.sqrt(b.dots.length))));
  const side = Math.max(4, ...sizes);
  const [bw, bh, gap] = [side * CELL + 40, side * CELL + 34, 34];
  const columns = inRow(view.boxes, Math.max(2, Math.floor(1300 / (bw + gap))));
  const at = new Map();
  const boxes = view.boxes.map((box, i) => {
    const [x, y] = [(i % columns) * (bw + gap) + 8, Math.floor(i / columns) * (bh + gap) + 8];
    at.set(box.id, [x + bw / 2, y + bh / 2]);
    box.dots.forEach((dot, j) => at.set(dot.id, [x + 20 + CELL / 2 + (j % side) * CELL, y + 30 + Math.floor(j / side) * CELL]));
    return svg('a', { href: open(box), 'data-key': box.id, 'aria-label': `${box.id.replace('/', ' ')}, ${box.vms} VMs` },
      svg('rect', { class: 'host', x, y, width: bw, height: bh, rx: 3 }),
      svg('text', { class: 'name', x: x + 8, y: y + 15 }, box.name),
      svg('text', { x: x + bw - 8, y: y + 15, 'text-anchor': 'end' }, view.level === 'FLEET_OF_VMS' ? box.rack : `${box.vms} VMs`));
  });
  const boxOf = new Map(view.boxes.flatMap((b) => b.dots.map((d) => [d.id, b.id])));
  const most = Math.max(1, ...view.lines.map((l) => l.weight));
  const lines = view.lines.map((l) => line(l, at, (boxOf.get(l.from) ?? l.from) === (boxOf.get(l.to) ?? l.to), most));
  const dots = view.boxes.flatMap((b) => b.dots).map((d) => dot(d, at.get(d.id)));
  const rows = Math.ceil(view.boxes.length / columns);
  return svg('svg', { class: 'graph', viewBox: `0 0 ${columns * (bw + gap)} ${rows * (bh + gap)}`, role: 'group', 'aria-label': `${view.boxes.length} boxes, ${view.lines.length} lines` },
    svg('g', {}, boxes), svg('g', { 'aria-hidden': 'true' }, lines), svg('g', {}, dots));
}

/** Boxes in a row: those of one rack, if they fit. */
function inRow(boxes, fit) {
  const racks = new Map();
  for (const { rack } of boxes) racks.set(rack, (racks.get(rack) ?? 0) + 1);
  const largest = Math.max(1, ...racks.values());
  return largest > 1 && largest <= fit ? largest : Math.max(1, Math.min(fit, Math.ceil(Math.sqrt(boxes.length * 1.6))));
}

/** Where a box leads: racks open, hosts of the whole fleet too. */
function open(box) {
  const [kind, ...name] = box.id.split('/');
  return `#/graph/${kind}/${encodeURIComponent(name.join('/'))}`;
}

function line(l, at, here, most) {
  const [from, to] = [at.get(l.from), at.get(l.to)];
  if (!from || !to) return null;
  return svg('line', {
    class: here ? 'edge here' : 'edge', 'data-key': `${l.from} ${l.to}`, x1: from[0], y1: from[1], x2: to[0], y2: to[1],
    'stroke-width': (0.4 + 4 * Math.sqrt(l.weight / most)).toFixed(2),
  });
}

function dot(d, [x, y]) {
  const vm = d.id.startsWith('vm/');
  return svg('a', { href: vm ? `#/vms/${encodeURIComponent(d.id.slice(3))}` : `#/graph/${d.id.split('/')[0]}/${encodeURIComponent(d.name)}`, 'data-key': d.id, 'aria-label': d.name },
    svg('circle', { class: 'vm', r: 4.5, cx: x, cy: y }, svg('title', {}, d.note ? `${d.name}, ${d.note}` : d.name)));
}
