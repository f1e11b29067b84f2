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
    await freshness(server, round, app)
    for (const size of sizes) {
      await app.grow(size)
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
async function freshness(server, round, app) {
  const [waited, idle] = [[], []]
  for (let i = 0; i < 400; i++) {
    await app.putPlain(i)
    waited.push(await timed(() => app.list('com.example.bench.listItems')))
    idle.push(await timed(() => app.list('com.example.bench.listItems')))
  }
  note('fresh', { round, name: 'query right after a write', ...quantiles(waited) })
  note('fresh', { round, name: 'the same query again', ...quantiles(idle) })
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

class App {
  constructor(url) {
    this.url = url
    this.client = new Client(url)
    this.size = 0
  }

  async prepare() {
    const text = { type: 'string' }
    await this.upload(record('com.example.bench.item', { text, n: { type: 'integer' } }))
    await this.upload(queryOf('com.example.bench.listItems'), { target_collection: 'com.example.bench.item' })
    await this.upload(queryOf('com.example.bench.scripted'), {
      target_collection: 'com.example.bench.item',
      script: 'function handle() return db.query({ collection = collection, limit = 20 }) end',
    })
    await this.upload(queryOf('com.example.bench.get', { uri: text }), {
      script: 'function handle() return { record = db.get(params.uri) } end',
    })
    await this.upload(procedureOf('com.example.bench.upsert'), {
      target_collection: 'com.example.bench.item',
      script: `
        function handle()
          local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. input.rkey
          local item = Record.load(uri)
          if item then
            item.text = input.text
          else
            item = Record(collection, { text = input.text })
            item:set_rkey(input.rkey)
          end
          item:save()
          return { uri = item._uri, cid = item._cid }
        end`,
    })
    this.accounts = await this.client.accounts(64)
    await this.client.loop(16, { count: 2000 }, (i) => this.putPlain(i))
  }

  async warmUp(seconds) {
    const phases = this.phases()
    await this.client.loop(16, { millis: seconds * 1000 }, (i) => phases[i % phases.length].run(i))
  }

  phases() {
    return [
      { name: 'putRecord', run: (i) => this.putPlain(i) },
      { name: 'getRecord', run: (i) => this.getPlain(i) },
      { name: 'scripted upsert', run: (i) => this.upsert(i) },
      { name: 'scripted query of 20', run: () => this.list('com.example.bench.scripted') },
      { name: 'plain list of 20', run: () => this.list('com.example.bench.listItems') },
      { name: 'db.get', run: (i) => this.dbGet(i) },
    ]
  }

  /** Fills the index by batches, as a writer that is not measured. */
  async grow(size) {
    const missing = Math.max(0, size - this.size)
    const collection = 'com.example.bench.item'
    await this.client.loop(8, { count: Math.ceil(missing / 200) }, (i) => {
      const account = this.accounts[i % this.accounts.length]
      const writes = Array.from({ length: 200 }, (_, n) => ({
        $type: 'com.atproto.repo.applyWrites#create', collection, value: { $type: collection, text: `item ${i}`, n },
      }))
      return this.client.post('com.atproto.repo.applyWrites', { repo: account.did, writes }, account.token)
    })
    this.size = Math.max(size, this.size)
    await this.list('com.example.bench.listItems')
  }

  account(i) {
    return this.accounts[i % this.accounts.length]
  }

  key(i) {
    return `k${Math.floor(i / this.accounts.length) % 16}`
  }

  putPlain(i) {
    const { did, token } = this.account(i)
    const collection = 'com.example.bench.item'
    const body = { repo: did, collection, rkey: this.key(i), record: { $type: collection, text: `put ${i}` } }
    return this.client.post('com.atproto.repo.putRecord', body, token)
  }

  getPlain(i) {
    const { did } = this.account(i)
    return this.client.get('com.atproto.repo.getRecord', {
      repo: did, collection: 'com.example.bench.item', rkey: this.key(i),
    })
  }

  upsert(i) {
    return this.method('POST', 'com.example.bench.upsert', {
      body: { rkey: this.key(i), text: `upsert ${i}` }, token: this.account(i).token,
    })
  }

  list(nsid) {
    return this.method('GET', `${nsid}?limit=20`)
  }

  dbGet(i) {
    const uri = `at://${this.account(i).did}/com.example.bench.item/${this.key(i)}`
    return this.method('GET', `com.example.bench.get?uri=${encodeURIComponent(uri)}`)
  }

  async upload(lexicon_json, options = {}) {
    await this.fetched(`${this.url}/admin/lexicons`, {
      method: 'POST',
      headers: { authorization: 'Bearer dev', 'content-type': 'application/json' },
      body: JSON.stringify({ lexicon_json, ...options }),
    })
  }

  method(method, nsid, { body, token } = {}) {
    return this.fetched(`${this.url}/xrpc/${nsid}`, {
      method,
      headers: {
        'x-client-key': 'hvc_dev',
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
    })
  }

  async fetched(url, init) {
    const res = await fetch(url, init)
    const text = await res.text()
    if (!res.ok) throw new Error(`${url}: ${res.status} ${text.slice(0, 200)}`)
    return text
  }
}

function record(id, properties) {
  return { lexicon: 1, id, defs: { main: { type: 'record', key: 'any', record: { type: 'object', properties } } } }
}

function queryOf(id, properties = {}) {
  const parameters = { type: 'params', properties: { limit: { type: 'integer' }, ...properties } }
  return { lexicon: 1, id, defs: { main: { type: 'query', parameters, output: { encoding: 'application/json' } } } }
}

function procedureOf(id) {
  const input = { encoding: 'application/json', schema: { type: 'object', properties: {} } }
  return { lexicon: 1, id, defs: { main: { type: 'procedure', input, output: { encoding: 'application/json' } } } }
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
