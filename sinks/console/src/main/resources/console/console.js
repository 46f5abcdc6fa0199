// The shell: which page is shown, when it is drawn anew, light and dark.
import { get } from './api.js';
import { el, patch } from './dom.js';
import { fleet } from './fleet.js';
import { plan, plans } from './plans.js';
import { graph, part } from './graph.js';
import { agents, drift, host, outcomes, vm } from './records.js';

const PAGES = { fleet, plans, graph, drift, outcomes, agents };
const ONE = { plans: plan, vms: vm, hosts: host, graph: part };
const TITLES = { fleet: 'Fleet', plans: 'Plans', graph: 'Graph', drift: 'Drift', outcomes: 'Outcomes', agents: 'Collectors' };
const main = document.getElementById('main');
const notice = document.getElementById('notice');
let user = { name: '', role: 'viewer' };
let drawn = '';
let busy = false;
let again = false;

function route() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, '').split('/');
  return [page || 'fleet', rest.map(decodeURIComponent).join('/')];
}

async function draw() {
  if (busy) { again = true; return; }
  busy = true;
  const [page, id] = route();
  try {
    const content = id ? await (ONE[page] ?? PAGES.fleet)(id, user, draw) : await (PAGES[page] ?? fleet)(user, draw);
    show(content, `${page}/${id}`);
    say('');
  } catch (failure) {
    say(failure.message);
  } finally {
    busy = false;
    if (again) { again = false; draw(); }
  }
}

/** Replaces the page; if it was that page already, brings it up to date. */
function show(content, where) {
  const fresh = content.flat(Infinity).filter(Boolean);
  if (where === drawn) {
    patch(main, fresh);
    return;
  }
  main.replaceChildren(...fresh);
  document.title = `${main.querySelector('h1')?.textContent ?? ''} · Virtual Putty`;
  if (drawn) main.focus();
  window.scrollTo(0, 0);
  drawn = where;
  navigation();
}

function navigation() {
  const [page] = route();
  document.getElementById('nav').replaceChildren(...Object.entries(TITLES).map(([key, title]) =>
    el('a', { href: `#/${key}`, 'aria-current': key === page ? 'page' : null }, title)));
}

function say(text) {
  notice.hidden = !text;
  notice.textContent = text;
}

function themes() {
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };
  const kept = localStorage.getItem('theme');
  if (kept) document.documentElement.dataset.theme = kept;
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    localStorage.setItem('theme', next);
    label();
  });
  label();
}

/** Waits until the console has read what stood in Kafka. */
async function ready() {
  for (;;) {
    const health = await get('api/health');
    if (health.failure) throw new Error(health.failure);
    if (health.ready) return;
    say(`Reading what Kafka holds: ${Math.floor(health.progress * 100)} %`);
    await new Promise((done) => { setTimeout(done, 500); });
  }
}

function listen() {
  const events = new EventSource('api/events');
  events.addEventListener('changed', () => { if (!document.hidden) draw(); });
  events.addEventListener('error', () => say('The console does not answer; trying again.'));
  events.addEventListener('open', () => say(''));
}

themes();
addEventListener('hashchange', draw);
document.addEventListener('visibilitychange', () => { if (!document.hidden) draw(); });
try {
  user = await get('api/me');
  document.getElementById('who').textContent = `${user.name}, ${user.role}`;
  await ready();
  await draw();
  listen();
} catch (failure) {
  say(failure.message);
}
