// Streams of records beside PostgreSQL with jsonb: durable upserts of batches, filters, aggregates, and how
// soon a question sees a write, at growing numbers of records.
//
//   cd bench/load/streams && npm ci
//   node bench/load/streams/run.mjs [--rounds 3] [--sizes 100000,1000000] [--seconds 10] [--heap 1g] [--out DIR]
//
// Both servers in turn, each on fresh data, loaded from the same machine; CPU is the server's own.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from '../servers.mjs'
import { startChancery } from './chancery.mjs'
import { startPostgres } from './postgres.mjs'
import { table } from './table.mjs'
import { AGGREGATES, FILTERS, some } from './work.mjs'

const { values: opt } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '100000,1000000' },
    seconds: { type: 'string', default: '10' },
    'warm-up': { type: 'string', default: '20' },
    batch: { type: 'string', default: '1000' },
    heap: { type: 'string', default: '1g' },
    servers: { type: 'string', default: 'chancery,postgres' },
    out: { type: 'string', default: 'bench/target/streams' },
  },
})
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const out = path.resolve(opt.out)
const sizes = opt.sizes.split(',').map(Number)
const batch = Number(opt.batch)
const millis = Number(opt.seconds) * 1000
const notes = []
fs.mkdirSync(out, { recursive: true })

note({ kind: 'about', ...machine(), node: process.version, commit: commit(), command: process.argv.slice(2).join(' ') })
for (let round = 1; round <= Number(opt.rounds); round++) {
  for (const name of opt.servers.split(',')) await oneRound(round, name)
}
fs.writeFileSync(path.join(out, 'streams.md'), table(notes))
console.log(table(notes))

async function oneRound(round, name) {
  const server = name === 'chancery' ? await startChancery(project, opt.heap) : await startPostgres()
  const tell = (facts) => note({ round, server: name, ...facts })
  try {
    let held = 0
    let version = 0
    await warmUp(server)
    for (const size of sizes) {
      tell({ size, name: 'fill', ...(await fill(server, held, size)) })
      await server.rest()
      held = size
      for (const connections of [1, 8]) {
        const facts = await repeat(server, connections, (turn) => server.upsert(some(held, batch, turn), ++version))
        tell({ size, name: `upserts, ${connections} connections`, ...facts, perSecond: Math.round(facts.rate * batch) })
      }
      tell({ size, name: 'settle', seconds: (await timed(() => server.settle())) / 1000 })
      tell({ size, name: 'rest', seconds: (await timed(() => server.rest())) / 1000 })
      await questions(server, size, tell)
      tell({ size, name: 'upsert then filter', ...(await fresh(server, held)) })
      tell({ size, name: 'memory', ...server.usage() })
    }
    if (server.refused) tell({ name: 'told to come again', times: server.refused })
  } finally {
    await server.stop()
  }
}

/** Both ways and all questions on a few records, before anything is measured. */
async function warmUp(server) {
  const quick = Number(opt['warm-up']) * 1000
  let version = 0
  await repeat(server, 4, () => server.upsert(some(20_000, batch, ++version), version), quick / 2)
  for (const question of FILTERS) await repeat(server, 1, (turn) => server.filter(question, turn, 20_000), quick / 2 / 11)
  for (const question of AGGREGATES) await repeat(server, 1, () => server.aggregate(question), quick / 2 / 11)
}

/** Upserts what is missing up to a size, from 4 connections, until questions see all of it. */
async function fill(server, from, size) {
  const began = performance.now()
  let next = from
  const work = async () => {
    while (next < size) {
      const first = next
      const end = Math.min(size, first + batch)
      next = end
      await server.upsert(Array.from({ length: end - first }, (_, i) => first + i), 0)
      if (Math.floor(end / 500_000) > Math.floor(first / 500_000)) console.error(`${server.name}: ${end} records`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, work))
  const answered = (performance.now() - began) / 1000
  await server.settle()
  const seen = (performance.now() - began) / 1000
  return { perSecond: Math.round((size - from) / answered), seenPerSecond: Math.round((size - from) / seen) }
}

/** Does it for a while from so many connections. */
async function repeat(server, connections, work, time = millis) {
  const before = server.usage()
  const began = performance.now()
  const times = []
  const loop = async () => {
    while (performance.now() - began < time) times.push(await timed(() => work(times.length * 8 + connections)))
  }
  await Promise.all(Array.from({ length: connections }, loop))
  const seconds = (performance.now() - began) / 1000
  const cpu = server.usage().cpuSeconds - before.cpuSeconds
  return { rate: times.length / seconds, ...quantiles(times), cpuEach: cpu / times.length }
}

async function questions(server, size, tell) {
  for (const question of FILTERS) {
    let found = 0
    let turn = 0
    const facts = await repeat(server, 1, async () => { found += await server.filter(question, ++turn, size) }, millis / 4)
    tell({ size, name: `filter: ${question.name}`, indexed: question.indexed ?? false, found: found / turn, ...facts })
  }
  for (const question of AGGREGATES) {
    const facts = await repeat(server, 1, () => server.aggregate(question), millis / 4)
    tell({ size, name: `aggregate: ${question.name}`, ...facts })
  }
}

/** How long one upsert and then a filter take together, on an idle server. */
async function fresh(server, size) {
  const times = []
  for (let i = 0; i < 300; i++) {
    times.push(await timed(async () => {
      await server.one(some(size, 1, i)[0], i)
      await server.filter(FILTERS[1], i, size)
    }))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return quantiles(times)
}

async function timed(work) {
  const at = performance.now()
  await work()
  return performance.now() - at
}

function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (q) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] * 100) / 100
  return { p50: at(0.5), p99: at(0.99), times: times.length }
}

function note(facts) {
  const line = { at: new Date().toISOString(), ...facts }
  notes.push(line)
  fs.appendFileSync(path.join(out, 'streams.jsonl'), JSON.stringify(line) + '\n')
  console.error(JSON.stringify(facts))
}

function commit() {
  return execFileSync('git', ['-C', project, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
}
