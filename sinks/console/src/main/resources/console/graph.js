// Hosts as boxes, their VMs inside, the heaviest edges between them; above a few hundred VMs hosts alone.
import { get } from './api.js';
import { bytes, el, svg, table, words } from './dom.js';

const MOST_VMS = 300;
const CELL = 15;
const filter = { domain: '', tenant: '', kind: 'NETWORK', least: '0', most: '400' };

export async function graph(user, redraw) {
  const view = await get(`api/graph?${new URLSearchParams(filter)}`);
  const byHost = new Map(view.hosts.map((h) => [h.name, []]));
  for (const vm of view.vms) byHost.get(vm.host)?.push(vm);
  const whole = view.vms.length <= MOST_VMS;
  return [
    el('h1', {}, 'Graph'),
    el('p', { class: 'lead' }, whole
      ? 'Each dot is a VM in its host; a line is an affinity, thicker the heavier.'
      : `${view.vms.length} VMs are drawn by host; a line is all that two hosts exchange. A host's page shows its VMs.`),
    filters(view, redraw),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Drawing' }, drawing(view, byHost, whole)),
    el('h2', {}, 'The heaviest'),
    table('The same as a table', [
      ['From', (e) => e.fromName], ['To', (e) => e.toName], ['Distance', (e) => words(e.tier)],
      ['Weight', (e) => `${bytes(e.weight.value)}${e.unit === 'bytes' ? '' : '/s'}`, true],
    ], view.edges.slice(0, 25)),
  ];
}

function filters(view, redraw) {
  const choose = (key, label, values) => el('label', {}, label, el('select', {
    id: `filter-${key}`, change: (e) => { filter[key] = e.target.value; e.target.blur(); redraw(); },
  }, values.map(([value, text]) => el('option', { value, selected: filter[key] === value }, text))));
  const unique = (key) => [['', 'all'], ...[...new Set(view.vms.map((v) => v[key]))].sort().map((v) => [v, v])];
  const thresholds = [['0', 'everything'], ['1e4', '10 kB/s'], ['1e5', '100 kB/s'], ['1e6', '1 MB/s'], ['1e7', '10 MB/s']];
  return el('form', { class: 'filters', submit: (e) => e.preventDefault() },
    choose('kind', 'Kind', ['NETWORK', 'MEMORY', 'STORAGE', 'CONFLICT'].map((k) => [k, words(k)])),
    choose('domain', 'Domain', unique('domain')), choose('tenant', 'Tenant', unique('tenant')),
    choose('least', 'At least', thresholds));
}

function drawing(view, byHost, whole) {
  const perRow = Math.max(1, Math.min(6, Math.ceil(Math.sqrt(view.hosts.length))));
  const rows = Math.ceil(view.hosts.length / perRow);
  const side = whole ? Math.max(4, Math.ceil(Math.sqrt(Math.max(0, ...[...byHost.values()].map((v) => v.length))))) : 5;
  const [bw, bh, gap] = [side * CELL + 40, side * CELL + 34, 34];
  const at = new Map();
  const boxes = view.hosts.map((h, i) => {
    const [x, y] = [(i % perRow) * (bw + gap) + 8, Math.floor(i / perRow) * (bh + gap) + 8];
    at.set(`host ${h.name}`, [x + bw / 2, y + bh / 2]);
    const vms = byHost.get(h.name);
    vms.forEach((vm, j) => at.set(vm.id, [x + 20 + CELL / 2 + (j % side) * CELL, y + 30 + Math.floor(j / side) * CELL]));
    return svg('a', { href: `#/hosts/${encodeURIComponent(h.name)}` },
      svg('rect', { class: 'host', x, y, width: bw, height: bh, rx: 3 }),
      svg('text', { class: 'name', x: x + 8, y: y + 15 }, h.name),
      svg('text', { x: x + bw - 8, y: y + 15, 'text-anchor': 'end' }, whole ? h.rack : `${vms.length} VMs`));
  });
  const edges = whole ? view.edges : between(view.edges);
  const most = Math.max(1, ...edges.map((e) => e.weight.value));
  const ends = (e) => (whole ? [at.get(e.from), at.get(e.to)] : [at.get(`host ${e.fromHost}`), at.get(`host ${e.toHost}`)]);
  const lines = edges.map((e) => line(e, ends(e), most));
  const dots = whole ? view.vms.filter((v) => at.has(v.id)).map((v) => dot(v, at.get(v.id))) : [];
  const [width, height] = [perRow * (bw + gap), rows * (bh + gap)];
  const crossing = view.edges.filter((e) => e.fromHost !== e.toHost).length;
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `${view.vms.length} VMs on ${view.hosts.length} hosts, ${view.edges.length} edges, ${crossing} of them between hosts` },
    boxes, lines, dots);
}

function between(edges) {
  const sums = new Map();
  for (const e of edges) {
    if (!e.fromHost || !e.toHost || e.fromHost === e.toHost) continue;
    const key = [e.fromHost, e.toHost].sort().join('\n');
    const sum = sums.get(key) ?? { fromHost: e.fromHost, toHost: e.toHost, weight: { value: 0 } };
    sum.weight.value += e.weight.value;
    sums.set(key, sum);
  }
  return [...sums.values()];
}

function line(e, [from, to], most) {
  if (!from || !to) return null;
  return svg('line', {
    class: e.fromHost === e.toHost ? 'edge here' : 'edge', x1: from[0], y1: from[1], x2: to[0], y2: to[1],
    'stroke-width': (0.4 + 4 * Math.sqrt(e.weight.value / most)).toFixed(2),
  });
}

function dot(vm, [x, y]) {
  return svg('a', { href: `#/vms/${encodeURIComponent(vm.id)}`, 'aria-label': vm.name },
    svg('circle', { class: 'vm', cx: x, cy: y, r: 4.5 }, svg('title', {}, `${vm.name}, ${vm.tenant}`)));
}
