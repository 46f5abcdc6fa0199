// Plans: moves in waves with their reasons, the decision, and predicted beside measured.
import { get } from './api.js';
import { bytes, clock, day, dollars, el, figures, hourly, interval, seconds, table, words } from './dom.js';
import { decisionButton } from './decide.js';
import { chart } from './chart.js';
import { picture } from './picture.js';

const DECIDED = { APPROVE: 'Approved', REJECT: 'Rejected', CANCEL: 'Cancelled' };

export async function plans() {
  const all = await get('api/plans');
  const moving = all.filter((p) => p.moves > 0);
  const idle = all.filter((p) => p.moves === 0);
  return [
    el('h1', {}, 'Plans'),
    el('p', { class: 'lead' }, 'What the planner would move, the newest first. A plan holds until it expires or a newer one replaces it.'),
    table('Plans with moves', [
      ['Plan', (p) => el('a', { href: `#/plans/${encodeURIComponent(p.id)}`, class: 'plan-link' }, `${day(p.time)}, ${p.domain}`)],
      ['State', (p) => status(p.status)],
      ['Moves', (p) => p.moves, true],
      ['Gain', (p) => hourly(p.gainPerHour.value), true],
      ['Costs once', (p) => dollars(p.migrationCost), true],
      ['Placement', (p) => `${hourly(p.beforePerHour)} → ${hourly(p.afterPerHour)}`, true],
    ], moving, 'No plan with moves yet.'),
    el('h2', {}, 'Rounds without a move'),
    table('Why nothing was moved', [
      ['Round', (p) => `${day(p.time)}, ${p.domain}`],
      ['Why', (p) => p.noMoveReason],
    ], idle.slice(0, 20), 'None.'),
  ];
}

export function status(name) {
  const kind = { PROPOSED: 'warn', APPROVED: 'good', RUNNING: 'good', DONE: 'good', SUCCEEDED: 'good', VERIFIED: 'good', FAILED: 'bad', INEFFECTIVE: 'bad', REJECTED: 'bad' }[name] ?? 'soft';
  return el('span', { class: `tag ${kind}` }, words(name));
}

export async function plan(id, user, redraw) {
  const p = await get(`api/plans/${encodeURIComponent(id)}`);
  const waves = new Map();
  for (const move of p.moves) waves.set(move.wave, [...(waves.get(move.wave) ?? []), move]);
  return [
    el('h1', {}, p.moves.length ? `${p.moves.length} moves in ${p.domain}` : `No move in ${p.domain}`),
    el('p', { class: 'lead' }, status(p.status), ` Planned ${day(p.time)} UTC, holds until ${clock(p.expires)}. `,
      p.decision && `${DECIDED[p.decision.verb]} by ${p.decision.author}${p.decision.comment ? `: ${p.decision.comment}` : ''}. `,
      p.pause && el('span', { class: 'warn' }, `Paused by ${p.pause.author}.`)),
    p.noMoveReason && el('p', {}, p.noMoveReason),
    figures(
      ['Costs now', hourly(p.before.total)],
      ['Costs after', hourly(p.after.total)],
      ['Saves', hourly(p.gainPerHour.value), `${dollars(p.gainPerHour.low)} to ${dollars(p.gainPerHour.high)}`, 'good'],
      ['Moving costs once', dollars(p.migrationCost), p.gainPerHour.value > 0 && `paid back in ${seconds((3.6e6 * p.migrationCost) / p.gainPerHour.value)}`]),
    decisions(p, user, redraw),
    measured(p),
    p.moves.length > 1 && el('div', { class: 'columns' }, curve(p), costs(p)),
    ...[...waves].sort((a, b) => a[0] - b[0]).map(([wave, moves]) => waveTable(wave, moves.toSorted((a, b) => b.gainPerHour.value - a.gainPerHour.value), waves.size)),
    p.moves.length > 0 && picture(p, redraw),
    p.shadow && el('p', { class: 'soft small' }, `A second planner would do otherwise: ${p.shadow}`),
    p.moves.length <= 1 && costs(p),
    el('p', { class: 'soft small' }, `Planner ${p.planner}. Called for by ${p.triggers.length > 3 ? `${p.triggers.length} drifts` : p.triggers.join(', ')}. Plan ${p.id}.`),
  ];
}

function decisions(p, user, redraw) {
  if (!p.open || user.role === 'viewer') return null;
  const n = `${p.moves.length} VM${p.moves.length === 1 ? '' : 's'}`;
  const seconds1 = p.moves.reduce((all, m) => all + m.seconds, 0);
  const approve = [`${n} will be migrated live, about ${bytes(p.moves.reduce((all, m) => all + m.transferBytes, 0))} and ${seconds(1000 * seconds1)} of migration in all, wave after wave.`,
    `That is predicted to save ${interval(p.gainPerHour)}.`, p.pause ? 'The domain is paused: nothing begins before it is resumed.' : 'It can be cancelled while it runs.'];
  return el('div', { class: 'actions' },
    user.role === 'approver' && p.status === 'PROPOSED' && decisionButton(p, 'APPROVE', 'Approve', 'main', approve, redraw),
    p.status === 'PROPOSED' && decisionButton(p, 'REJECT', 'Reject', 'danger', [`None of these ${n} will be moved by this plan. The planner goes on and may propose others.`], redraw),
    p.status !== 'PROPOSED' && decisionButton(p, 'CANCEL', 'Cancel', 'danger', ['Moves that have not begun will not; those under way are stopped where the platform can.', 'What has arrived stays where it is.'], redraw));
}

function measured(p) {
  const verdicts = p.moves.filter((m) => m.verdict);
  if (!p.measured && verdicts.length === 0) return null;
  const m = p.measured;
  return el('section', { id: 'measured' }, el('h2', {}, 'Predicted beside measured'),
    m && figures(
      ['Predicted gain', hourly(p.gainPerHour.value), `${dollars(p.gainPerHour.low)} to ${dollars(p.gainPerHour.high)}`],
      ['Cost fell by', hourly(m.realisedPerHour), `to ${hourly(m.costPerHour)} at ${clock(m.time)} UTC`, m.realisedPerHour > 0 ? 'good' : 'bad'],
      ['VMs that arrived', m.arrived, `of ${p.moves.length}`]),
    verdicts.length > 0 && el('ul', { class: 'reasons' }, [...new Set(verdicts.map((v) => v.verdict.detail))].filter(Boolean)
      .map((detail) => el('li', {}, detail.replace(/^wave (\d+)/, (_, n) => `Wave ${Number(n) + 1}`)))),
    verdicts.length > 0 && table('What each move was found to be worth', [
      ['VM', (v) => v.vmName],
      ['Verdict', (v) => status(v.verdict.state)],
      ['Predicted', (v) => interval(v.verdict.predicted), true],
      ['Attributed', (v) => interval(v.verdict.attributed), true],
    ], verdicts));
}

function costs(p) {
  return el('section', {}, el('h2', {}, 'Cost by term'),
    table('Before and after, $/h', [
      ['Term', (t) => t],
      ['Before', (t) => dollars(p.before[t]), true],
      ['After', (t) => dollars(p.after[t]), true],
      ['Saves', (t) => dollars(p.before[t] - p.after[t]), true],
    ], ['network', 'memory', 'storage', 'contention', 'energy', 'total'].filter((t) => p.before[t] || p.after[t]), 'It costs nothing.'));
}

/** What the first so many moves gain, the best first, as they are planned together. */
function curve(p) {
  const gains = p.moves.map((m) => m.gainPerHour.value).sort((a, b) => b - a);
  const sums = gains.reduce((all, g) => [...all, all.at(-1) + g], [0]);
  const most = Math.max(...sums);
  const enough = sums.findIndex((s) => s >= 0.8 * most);
  const told = `The best ${enough} of ${gains.length} moves gain ${hourly(sums[enough])}, four fifths of what the best do; all gain ${hourly(sums.at(-1))}`;
  return el('section', {}, el('h2', {}, 'Gain by number of moves'),
    chart(sums.map((s, i) => [i, s]), { format: dollars, start: '0 moves', end: `${gains.length} moves`, told }),
    el('p', { class: 'soft small' }, `${told}. Moves that only make room count against it.`));
}

function waveTable(wave, moves, count) {
  return el('section', {},
    el('h2', {}, `Wave ${wave + 1} of ${count}`),
    table(`Moves of wave ${wave + 1}`, [
      ['VM', (m) => el('a', { href: `#/vms/${encodeURIComponent(m.vm)}` }, m.vmName || m.vm)],
      ['From → to', (m) => el('span', { class: 'route' }, el('a', { href: `#/hosts/${encodeURIComponent(m.source)}` }, m.source), ' → ', el('a', { href: `#/hosts/${encodeURIComponent(m.target)}` }, m.target))],
      ['State', (m) => status(m.outcome?.state ?? m.decision?.verb ?? 'PROPOSED')],
      ['Gain', (m) => hourly(m.gainPerHour.value), true],
      ['Once', (m) => dollars(m.cost), true],
      ['Why', (m) => why(m)],
    ], moves));
}

function why(m) {
  return [el('span', {}, m.explanation),
    m.outcome?.detail && el('span', { class: 'soft' }, ` (${m.outcome.detail})`),
    m.alternatives.length > 0 && el('details', { class: 'small', id: `why-${m.id}` }, el('summary', {}, `Other hosts for ${m.vmName || m.vm}`),
      el('ul', { class: 'reasons' }, m.alternatives.map((a) => el('li', {},
        a.refusal ? `${a.host}: not possible, ${a.refusal}` : `${a.host}: ${hourly(Math.abs(a.differencePerHour))} ${a.differencePerHour < 0 ? 'worse' : 'better'}`))))];
}
