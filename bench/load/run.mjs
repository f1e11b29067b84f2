// The comparison beside the reference PDS: both servers in turn, ours first, each time on fresh data,
// after a mixed warm-up, under the load generator of the peer's folder.
//
//   PEER=DIR node bench/load/run.mjs [--rounds 3] [--seconds 4] [--out DIR] [--only chancery|reference]
//                                    [--parts load,memory,growth,answers] [--largest 100000]
//
// PEER (or --peer) is the folder with start.mjs and load.mjs, installed. Writes one JSONL file per run
// and part into --out, and the table by table.mjs.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Client } from './client.mjs'
import { compareAnswers } from './compare.mjs'
import { machine, startOurs, startReference, usage } from './servers.mjs'
import { table } from './table.mjs'

const { values: opt } = parseArgs({
  options: {
    peer: { type: 'string', default: process.env.PEER },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    'warm-up': { type: 'string', default: '20' },
    out: { type: 'string', default: 'bench/target/load' },
    only: { type: 'string' },
    parts: { type: 'string', default: 'load,memory,growth,answers' },
    phases: { type: 'string', default: 'accounts,create,read,export' },
    largest: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '10000' },
  },
})
if (!opt.peer) throw new Error('where is the reference PDS? Set PEER or --peer to its installed folder')

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const out = path.resolve(opt.out)
fs.mkdirSync(out, { recursive: true })
const starters = { chancery: () => startOurs(project), reference: () => startReference(opt.peer) }
const wanted = Object.keys(starters).filter((name) => !opt.only || opt.only === name)
const parts = new Set(opt.parts.split(','))

note('about', { ...machine(), node: process.version, commit: commit(), command: process.argv.slice(2).join(' ') })
if (parts.has('answers') && wanted.length === 2) await answers()
for (let round = 1; round <= Number(opt.rounds); round++) {
  for (const name of wanted) {
    if (parts.has('load')) await withServer(name, round, load)
    if (parts.has('memory')) await withServer(name, round, memory)
    if (parts.has('growth')) await withServer(name, round, growth)
  }
}
fs.writeFileSync(path.join(out, 'table.md'), table(out))
console.log(table(out))

async function withServer(name, round, part) {
  console.error(`${new Date().toISOString()} ${part.name} ${round}: ${name}`)
  const server = await starters[name]()
  try {
    await part(server, round)
  } finally {
    await server.stop()
  }
}

/** The phases of the load generator, after the warm-up. */
async function load(server, round) {
  const warmed = await new Client(server.url).warmUp(Number(opt['warm-up']))
  const file = path.join(out, `load-${server.name}-${round}.jsonl`)
  fs.rmSync(file, { force: true })
  const generator = spawn(process.execPath, [
    path.join(opt.peer, 'load.mjs'), '--url', server.url, '--pid', `${server.pid}`, '--data', server.data,
    '--phases', opt.phases, '--seconds', opt.seconds, '--label', server.name, '--out', file,
  ], { stdio: ['ignore', 'ignore', 'inherit'] })
  const stop = () => generator.kill()
  process.once('SIGTERM', stop)
  const [status] = await once(generator, 'exit')
  process.off('SIGTERM', stop)
  if (status !== 0) throw new Error(`the load generator ended with ${status}`)
  note('load', { server: server.name, round, warmUpRequests: warmed, ...usage(server.pid) })
}

/** Peak memory after the same requests: creates, reads and exports by number, not by time. */
async function memory(server, round) {
  const client = new Client(server.url)
  const count = Number(opt.requests)
  const accounts = await client.accounts(50)
  const keys = []
  await client.loop(16, { count }, async (i) => {
    const account = accounts[i % accounts.length]
    keys.push([account.did, (await client.create(account, `memory ${i}`)).uri.split('/').at(-1)])
  })
  await client.loop(16, { count }, (i) => {
    const [repo, rkey] = keys[(i * 31) % keys.length]
    return client.get('com.atproto.repo.getRecord', { repo, collection: 'app.bsky.feed.post', rkey })
  })
  const [big] = accounts
  await client.loop(1, { count: 25 }, () => client.batch(big, 200))
  await client.loop(2, { count: 20 }, () => client.call('GET', 'com.atproto.sync.getRepo', { params: { did: big.did } }))
  note('memory', { server: server.name, round, requests: 2 * count + 45, ...usage(server.pid) })
}

/** CPU of createRecord in a repository that grows, once it is warm. */
async function growth(server, round) {
  const client = new Client(server.url)
  const account = await client.account()
  const largest = server.name === 'chancery' ? Number(opt.largest) : Math.min(10_000, Number(opt.largest))
  const measured = server.name === 'chancery' ? 4_000 : 500
  await client.warmUp(Number(opt['warm-up']))
  let size = 0
  for (const target of [1_000, 10_000, 100_000].filter((t) => t <= largest)) {
    for (; size < target; size += 200) await client.batch(account, 200)
    const before = usage(server.pid).cpuSeconds
    const start = performance.now()
    await client.loop(1, { count: measured }, (i) => client.create(account, `growth ${i}`))
    const millis = performance.now() - start
    size += measured
    const cpu = usage(server.pid).cpuSeconds - before
    note('growth', {
      server: server.name, round, records: target, creates: measured, cpuPer1000: (cpu / measured) * 1000, opsPerSec: (measured / millis) * 1000,
    })
  }
}

async function answers() {
  const ours = await startOurs(project)
  const theirs = await startReference(opt.peer)
  try {
    const report = await compareAnswers(ours.url, theirs.url)
    fs.writeFileSync(path.join(out, 'answers.txt'), `${report.lines.join('\n')}\n`)
    note('answers', { compared: report.compared, differing: report.differing })
  } finally {
    await ours.stop()
    await theirs.stop()
  }
}

function note(kind, fields) {
  fs.appendFileSync(path.join(out, 'notes.jsonl'), `${JSON.stringify({ kind, at: new Date().toISOString(), ...fields })}\n`)
}

function commit() {
  return execFileSync('git', ['-C', project, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
}
