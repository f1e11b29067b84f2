// What methods of lexicons cost: scripted queries and upserts at 64 connections beside the plain methods they
// stand for, lists at two sizes of the index, and how long a query waits for a write just before it.
//
//   node bench/load/appview.mjs [--rounds 3] [--seconds 4] [--connections 64] [--sizes 1000,1000000] [--out DIR]
//
// Starts one server per round, on fresh data, and loads it from the same machine; CPU is the server's own.
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Client } from './client.mjs'
import { App } from './methods.mjs'
import { machine, startOurs, usage } from './servers.mjs'

const { values: opt } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    'warm-up': { type: 'string', default: '20' },
    connections: { type: 'string', default: '64' },
    sizes: { type: 'string', default: '1000,100000' },
    out: { type: 'string', default: 'bench/target/appview' },
  },
})
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const out = path.resolve(opt.out)
const connections = Number(opt.connections)
const sizes = opt.sizes.split(',').map(Number)
const notes = []
fs.mkdirSync(out, { recursive: true })

note('about', { ...machine(), node: process.version, commit: commit(), command: process.argv.slice(2).join(' ') })
for (let round = 1; round <= Number(opt.rounds); round++) await oneRound(round)
fs.writeFileSync(path.join(out, 'appview.md'), table())
console.log(table())

async function oneRound(round) {
  const server = await startOurs(project)
  try {
    const app = new App(server.url)
    await app.prepare()
    await app.warmUp(Number(opt['warm-up']))
    for (const phase of app.phases()) await measure(server, round, phase)
    await keepingUp(server, round, app)
    for (const size of sizes) {
      const began = performance.now()
      await app.grow(size)
      note('grown', { round, name: `grown to ${size}`, seconds: Math.round((performance.now() - began) / 1000) })
      await freshness(server, round, app, size)
      await measure(server, round, { name: `list 20 of ${size}`, run: () => app.list('com.example.bench.listItems') })
    }
  } finally {
    await server.stop()
  }
}

/** Runs one kind of request for a while and notes its rate, its latencies and what it cost the server. */
async function measure(server, round, { name, run }) {
  const before = usage(server.pid)
  const times = []
  const started = performance.now()
  const client = new Client(server.url)
  const done = await client.loop(connections, { millis: Number(opt.seconds) * 1000 }, async (i) => {
    const at = performance.now()
    await run(i)
    times.push(performance.now() - at)
  })
  const seconds = (performance.now() - started) / 1000
  const after = usage(server.pid)
  note('phase', {
    round, name, requests: done, perSecond: Math.round(done / seconds), ...quantiles(times),
    cpuPer1000: ((after.cpuSeconds - before.cpuSeconds) / done) * 1000,
  })
}

/** How long a query takes right after a write was answered, against the same query when nothing is new. */
async function freshness(server, round, app, size) {
  const [waited, idle] = [[], []]
  for (let i = 0; i < 400; i++) {
    await app.putPlain(i)
    waited.push(await timed(() => app.list('com.example.bench.listItems')))
    idle.push(await timed(() => app.list('com.example.bench.listItems')))
  }
  note('fresh', { round, name: `query right after a write, ${size} records`, ...quantiles(waited) })
  note('fresh', { round, name: `the same query again, ${size} records`, ...quantiles(idle) })
}

/** Creates records as fast as they are taken, with a reader beside who asks for what is newest. */
async function keepingUp(server, round, app) {
  const [plain, indexed] = ['com.example.bench.plain', 'com.example.bench.item']
  await measure(server, round, { name: 'createRecord, no index', run: (i) => app.create(i, plain) })
  const lags = []
  let over = false
  const reader = (async () => {
    while (!over) {
      lags.push(await timed(() => app.list('com.example.bench.listItems')))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  for (let part = 1; part <= 3; part++) {
    lags.length = 0
    await measure(server, round, { name: `createRecord, indexed, part ${part}`, run: (i) => app.create(i, indexed) })
    note('lag', { round, name: `query beside them, part ${part}`, ...quantiles(lags) })
  }
  over = true
  note('lag', { round, name: 'query after the last of them', p50: await timed(() => app.list('com.example.bench.listItems')) })
  await reader
}

async function timed(work) {
  const at = performance.now()
  await work()
  return performance.now() - at
}

function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (q) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] * 100) / 100
  return { p50: at(0.5), p99: at(0.99) }
}

function note(kind, facts) {
  const line = { kind, at: new Date().toISOString(), ...facts }
  notes.push(line)
  fs.appendFileSync(path.join(out, 'appview.jsonl'), JSON.stringify(line) + '\n')
  if (kind !== 'about') console.error(JSON.stringify(facts))
}

function commit() {
  return execFileSync('git', ['-C', project, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
}

function table() {
  const names = [...new Set(notes.filter((n) => n.kind !== 'about').map((n) => n.name))]
  const middle = (name, field) => {
    const all = notes.filter((n) => n.name === name && n[field] !== undefined).map((n) => n[field]).sort((a, b) => a - b)
    return all.length ? all[Math.floor(all.length / 2)] : undefined
  }
  const shown = (value, digits) => (value === undefined ? '' : value.toFixed(digits))
  const rows = names.map((name) =>
    `| ${name} | ${shown(middle(name, 'perSecond'), 0)} | ${shown(middle(name, 'p50'), 2)} | ${shown(middle(name, 'p99'), 2)} | ${shown(middle(name, 'cpuPer1000'), 3)} |`)
  const cost = (name) => middle(name, 'cpuPer1000')
  const ratio = cost('scripted upsert') / (cost('putRecord') + cost('getRecord'))
  const lists = sizes.map((size) => cost(`list 20 of ${size}`))
  return [
    '| what | per second | p50 ms | p99 ms | CPU s per 1,000 |', '|---|---|---|---|---|', ...rows, '',
    `Scripted upsert against putRecord and getRecord, CPU: ${ratio.toFixed(2)} times (goal: at most 1.5).`,
    `List of 20 of ${sizes.at(-1)} against ${sizes[0]}, CPU: ${(lists.at(-1) / lists[0]).toFixed(2)} times (goal: at most 1.5).`, '',
  ].join('\n')
}
