// Drift, outcomes, collectors, one VM, one host.
import { get } from './api.js';
import { bytes, clock, day, dollars, el, figures, hourly, interval, table, words } from './dom.js';
import { status } from './plans.js';

const vmLink = (id, name) => el('a', { href: `#/vms/${encodeURIComponent(id)}` }, name || id);
const hostLink = (name) => (name ? el('a', { href: `#/hosts/${encodeURIComponent(name)}` }, name) : '—');
const rate = (i) => `${bytes(i.value)}/s (${bytes(i.low)} to ${bytes(i.high)})`;

function subject(d, names) {
  return d.from ? `${names[d.from] ?? d.from} → ${names[d.to] ?? d.to}` : d.subject.replace(/^vm\/(.*)$/, (_, id) => names[id] ?? id);
}

const driftColumns = (names) => [
  ['Sure at', (d) => `${day(d.time)}:${clock(d.time).slice(-2)}`],
  ['What', (d) => words(d.kind)],
  ['Of', (d) => subject(d, names)],
  ['Before', (d) => (d.from ? rate(d.before) : '')],
  ['After', (d) => (d.from ? rate(d.after) : d.summary)],
  ['Began', (d) => clock(d.onset), true],
  ['Worth', (d) => hourly(d.worthPerHour), true],
];

const PERIODS = { 1: 'day', 7: 'week', 31: 'month', 366: 'year' };
let days = 31;

/** How far back a page looks. */
const since = () => `from=${Math.floor(Date.now() / 6e4) * 6e4 - days * 864e5}`;

function period(redraw) {
  return el('form', { class: 'filters', submit: (e) => e.preventDefault() }, el('label', {}, 'Of the last',
    el('select', { id: 'period', change: (e) => { days = Number(e.target.value); redraw(); } },
      Object.entries(PERIODS).map(([n, name]) => el('option', { value: n, selected: days === Number(n) }, name)))));
}

export async function drift(user, redraw) {
  const view = await get(`api/drift?${since()}`);
  return [el('h1', {}, 'Drift'),
    el('p', { class: 'lead' }, 'Changes that persist and could move something; never one burst. Rates with their 95% intervals.'),
    period(redraw),
    table('What drifted, the newest first', driftColumns(view.names), view.events, 'Nothing has drifted.')];
}

export async function outcomes(user, redraw) {
  const [view, savings] = await Promise.all([get(`api/outcomes?${since()}`), get('api/savings')]);
  const name = (id) => view.names[id] ?? id;
  const verdicts = new Map(view.verdicts.map((v) => [v.moveId, v]));
  const rows = view.outcomes;
  const done = rows.filter((o) => ['SUCCEEDED', 'VERIFIED', 'INEFFECTIVE'].includes(o.state));
  return [el('h1', {}, 'Outcomes'),
    period(redraw),
    figures(['Moves told of', rows.length], ['Arrived', done.length], ['Measured', verdicts.size]),
    el('h2', {}, 'Moves'),
    table('What became of each move, the newest first', [
      ['VM', (o) => vmLink(o.vm, name(o.vm))],
      ['From → to', (o) => [hostLink(o.source), ' → ', hostLink(o.target)]],
      ['State', (o) => status(verdicts.get(o.moveId)?.state ?? o.state)],
      ['Sent', (o) => (o.transferredBytes ? bytes(o.transferredBytes) : ''), true],
      ['Predicted', (o) => (verdicts.has(o.moveId) ? interval(verdicts.get(o.moveId).predicted) : ''), true],
      ['Measured', (o) => (verdicts.has(o.moveId) ? interval(verdicts.get(o.moveId).attributed) : ''), true],
      ['Plan', (o) => el('a', { href: `#/plans/${encodeURIComponent(o.planId)}` }, 'plan')],
      ['Says', (o) => o.detail],
    ], rows, 'Nothing has been moved.'),
    el('h2', {}, 'What moves were worth'),
    table('By month: planned, made, and measured afterwards', [
      ['Month', (m) => m.month],
      ['Advised', (m) => `${m.advised}, ${hourly(m.advisedPerHour)}`, true],
      ['Made', (m) => `${m.executed}, ${hourly(m.executedPerHour)}`, true],
      ['For, once', (m) => dollars(m.migrationCost), true],
      ['Measured', (m) => (m.judged ? `${m.judged}, ${hourly(m.attributedPerHour)}` : 'none yet'), true],
    ], savings.months, 'No move was planned yet.'),
    el('h2', {}, 'Who decided'),
    table('Decisions', [
      ['When', (d) => day(d.time)], ['Who', (d) => d.author], ['Decided', (d) => words(d.verb)],
      ['On', (d) => el('a', { href: `#/plans/${encodeURIComponent(d.planId)}` }, d.subject)], ['Why', (d) => d.comment],
    ], view.decisions, 'Nobody has decided anything.'),
    el('h2', {}, 'Settings'),
    table('Settings in force', [
      ['Setting', (s) => `${s.domain}/${s.name}`], ['Value', (s) => s.value], ['Since', (s) => day(s.time)], ['Who', (s) => s.author], ['Why', (s) => s.comment],
    ], view.settings, 'All are at their defaults.')];
}

export async function agents() {
  const all = await get('api/agents');
  const samples = all.reduce((n, a) => n + a.samples, 0);
  const lost = all.reduce((n, a) => n + a.lostSamples, 0);
  return [el('h1', {}, 'Collectors'),
    el('p', { class: 'lead' }, 'What sFlow agents have sent since this console started, at most their last 60 seconds.'),
    figures(['Agents', all.length], ['Samples', samples], ['Lost', lost, samples + lost > 0 && `${((100 * lost) / (samples + lost)).toFixed(2)} %`, lost > 0 ? 'warn' : 'good']),
    table('Agents', [
      ['Agent', (a) => a.agent], ['Collector', (a) => a.collector], ['Last', (a) => clock(a.lastMs), true],
      ['Samples/s', (a) => (a.samples / a.seconds).toFixed(1), true],
      ['Datagrams/s', (a) => (a.datagrams / a.seconds).toFixed(1), true],
      ['Lost datagrams', (a) => a.lostDatagrams, true],
      ['Lost samples', (a) => a.lostSamples, true],
      ['Agent drops', (a) => a.agentDrops, true],
      ['Complete', (a) => `${(100 * a.completeness).toFixed(1)} %`, true],
      ['Shed', (a) => (a.shedFactor > 1 ? `×${a.shedFactor.toFixed(2)}` : 'no'), true],
    ], all, 'No agent has been heard.')];
}

const edgeColumns = [
  ['From', (e) => vmLink(e.from, e.fromName)], ['To', (e) => (e.kind === 'STORAGE' ? e.to : vmLink(e.to, e.toName))],
  ['Kind', (e) => words(e.kind)], ['Distance', (e) => words(e.tier)],
  ['Weight', (e) => `${bytes(e.weight.value)}${e.unit === 'bytes' ? '' : '/s'}`, true],
  ['95%', (e) => `${bytes(e.weight.low)} to ${bytes(e.weight.high)}`, true],
  ['Known', (e) => words(e.completeness)],
];

export async function vm(id) {
  const v = await get(`api/vms/${encodeURIComponent(id)}`);
  return [el('h1', {}, v.name || v.id),
    el('p', { class: 'lead' }, 'On ', hostLink(v.host), `, tenant ${v.tenant || 'unknown'}, ${words(v.automation)}. ${v.cpuCores} vCPUs, ${bytes(v.memoryBytes)}.`),
    el('h2', {}, 'Whom it talks to and what it reads'), table('Edges, the heaviest first', edgeColumns, v.edges),
    el('h2', {}, 'Drift'), table('What drifted here', driftColumns({ [v.id]: v.name }), v.drift, 'Nothing has drifted.'),
    el('h2', {}, 'Moves'), table('Where it was moved', [
      ['When', (o) => day(o.time)], ['From → to', (o) => [hostLink(o.source), ' → ', hostLink(o.target)]], ['State', (o) => status(o.state)],
    ], v.moves, 'It has not been moved.')];
}

export async function host(name) {
  const h = await get(`api/hosts/${encodeURIComponent(name)}`);
  const cores = h.vms.reduce((n, v) => n + v.cpuCores, 0);
  const memory = h.vms.reduce((n, v) => n + v.memoryBytes, 0);
  return [el('h1', {}, h.name),
    el('p', { class: 'lead' }, `Rack ${h.rack || 'unknown'}, zone ${h.zone || 'unknown'}, domain ${h.domain}${h.schedulable ? '' : ', takes no VM'}.`),
    figures(['VMs', h.vms.length], ['vCPUs given', cores, `of ${h.cpuCores * h.cpuOvercommit}`], ['Memory given', bytes(memory), `of ${bytes(h.memoryBytes)}`]),
    el('h2', {}, 'VMs'), table('VMs here', [
      ['VM', (v) => vmLink(v.id, v.name)], ['Tenant', (v) => v.tenant], ['vCPUs', (v) => v.cpuCores, true], ['Memory', (v) => bytes(v.memoryBytes), true],
    ], h.vms, 'None.'),
    el('h2', {}, 'What crosses its border'), table('Edges to and from other hosts', edgeColumns, h.edges)];
}
