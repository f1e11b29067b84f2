// After a restart: every acknowledged write is in its repository and, as its hook wants it, in the index.
//
//   BASE_URL=... node crash/index-check.mjs --dir DIR
//
// Prints a summary: records, what the index shows of them, and letters.
import assert from 'node:assert/strict'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { administered, query } from '../lib/appview.mjs'
import { assertGrowing, history } from '../lib/firehose.mjs'
import { ok, sleep, writer } from '../lib/xrpc.mjs'
import { replay, verifiedRepo } from '../lib/verify.mjs'
import { counter, hooked, plain, rows, shown } from './hooked.mjs'
import { Ledger, expectations, settled } from './ledger.mjs'

const { values: opt } = parseArgs({ options: { dir: { type: 'string' } } })
const ledger = new Ledger(path.join(opt.dir, 'ledger.jsonl'))
const PAGE = 500
const CAUGHT_UP_MILLIS = 120_000

const lines = Ledger.read(ledger.file)
const accounts = expectations(lines)
assert.ok(accounts.size > 0, 'an empty ledger proves nothing')
await answering()
for (const account of accounts.values()) await checkRepository(account)
const happened = versions()
const index = expectedIndex()
assert.deepEqual(await indexed(plain), index.get(plain), 'a query sees all that was durable before it')
await jobsEnded()
await caughtUp(hooked)
assert.deepEqual(await linked(), expectedLinks(), 'links of the index')
const letters = await checkLetters()
await checkEvents()
ledger.save()
console.log(JSON.stringify({
  plain: index.get(plain).size, hooked: index.get(hooked).size, records: sum(accounts, (a) => a.repo.records.size), ...letters,
}))

function sum(map, of) {
  return [...map.values()].reduce((all, one) => all + of(one), 0)
}

/** Queries are refused as long as the tables are far behind. */
async function answering() {
  const deadline = Date.now() + CAUGHT_UP_MILLIS
  while ((await query(rows, { sql: 'SELECT count(*) AS n FROM records WHERE uri = $1' })).status !== 200) {
    assert.ok(Date.now() < deadline, 'no query is answered')
    await sleep(50)
  }
}

async function checkRepository(account) {
  account.repo = await verifiedRepo(account.did)
  const held = new Map([...account.repo.records].filter(([at]) => at.startsWith(`${plain}/`) || at.startsWith(`${hooked}/`)))
  for (const line of settled(account, held)) {
    ledger.add(line)
    lines.push(line)
    for (const [at, cid] of line.writes) account.paths.set(at, cid)
  }
  const expected = [...account.paths].filter(([at, cid]) => cid && !at.startsWith('settled:'))
  assert.deepEqual([...held].sort(), expected.sort(), `records of ${account.did}`)
  checkCounter(account)
}

/** Each increment that was acknowledged counts, and each that was not may. */
function checkCounter(account) {
  const own = lines.filter((l) => l.did === account.did)
  const seen = own.filter((l) => l.kind === 'count').map((l) => l.n)
  const unknown = own.filter((l) => l.kind === 'count-unknown').length
  const value = account.repo.records.has(`${counter}/it`) ? account.repo.valueOf(`${counter}/it`).n : 0
  assert.equal(new Set(seen).size, seen.length, 'no number was counted twice')
  assert.ok(value >= Math.max(0, ...seen) && value >= seen.length, `${value} of ${seen.length} counted`)
  assert.ok(value <= seen.length + unknown, `${value} of ${seen.length} and ${unknown}`)
  account.counter = value
}

/** What happened to each path, in order. */
function versions() {
  const all = new Map()
  for (const { kind, did, writes } of lines) {
    if (kind !== 'ok') continue
    for (const [at, cid, value] of writes) {
      if (at.startsWith('settled:')) continue
      const uri = `at://${did}/${at}`
      all.set(uri, [...(all.get(uri) ?? []), [cid, value]])
    }
  }
  return all
}

function expectedIndex() {
  const expected = new Map([[plain, new Map()], [hooked, new Map()]])
  for (const uri of [...happened.keys()].sort()) {
    const at = uri.split('/').slice(3).join('/')
    const now = shown(at, happened.get(uri))
    if (now) expected.get(at.split('/')[0]).set(uri, now)
  }
  return expected
}

function expectedLinks() {
  const links = []
  for (const of of index.values()) {
    for (const [uri, { record }] of of) if (record.ref) links.push(`${uri} ${record.ref}`)
  }
  return links.sort()
}

async function all(sql, key) {
  const found = []
  for (let after = '', page; !page || page.length === PAGE; after = page.at(-1)[key]) {
    page = (await ok(query(rows, { sql: `${sql} LIMIT ${PAGE}`, after }))).rows
    found.push(...page)
  }
  return found
}

async function indexed(collection) {
  const found = await all(
    `SELECT uri, cid, record FROM records WHERE collection = '${collection}' AND uri > $1 ORDER BY uri`, 'uri')
  return new Map(found.map(({ uri, cid, record }) => [uri, { cid, record: JSON.parse(record) }]))
}

async function linked() {
  const found = await all(
    `SELECT source_uri, target_uri FROM record_refs WHERE collection IN ('${plain}', '${hooked}')` +
    ' AND source_uri > $1 ORDER BY source_uri', 'source_uri')
  return found.map((l) => `${l.source_uri} ${l.target_uri}`).sort()
}

/** A job that a kill broke off goes on. */
async function jobsEnded() {
  const deadline = Date.now() + CAUGHT_UP_MILLIS
  for (;;) {
    const jobs = await administered(200, 'GET', '/backfill/status')
    if (jobs.every((job) => job.status === 'completed')) return
    assert.ok(Date.now() < deadline, JSON.stringify(jobs))
    await sleep(100)
  }
}

/** Queries do not wait for hooks. */
async function caughtUp(collection) {
  const deadline = Date.now() + CAUGHT_UP_MILLIS
  for (;;) {
    try {
      assert.deepEqual(await indexed(collection), index.get(collection))
      return
    } catch (different) {
      if (Date.now() > deadline) throw different
      await sleep(100)
    }
  }
}

/** Each version on which the hook fails has left a letter; one that was asked again after a kill may two. */
async function checkLetters() {
  const found = []
  for (let cursor, page; !page || cursor; cursor = page.cursor) {
    page = await administered(200, 'GET', `/dead-letters?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    found.push(...page.dead_letters.map((l) => `${l.uri} ${/never \d+/.exec(l.error)}`))
  }
  const expected = new Set()
  for (const [uri, of] of happened) {
    for (const [, value] of of) {
      if (value?.mode === 'fail' && value.$type === hooked) expected.add(`${uri} never ${value.n}`)
    }
  }
  assert.deepEqual([...new Set(found)].sort(), [...expected].sort(), 'letters')
  return { letters: expected.size, again: found.length - expected.size }
}

async function checkEvents() {
  // one more write marks the end of what is to be read
  const [first] = accounts.values()
  const { commit } = await ok(writer(first).put('com.example.mark', 'it', { $type: 'com.example.mark', at: Date.now() }))
  const hose = await history(commit.cid)
  assertGrowing(hose.frames)
  for (const account of accounts.values()) {
    const commits = hose.commits(account.did)
    const revs = commits.map(({ body }) => body.rev)
    assert.equal(new Set(revs).size, revs.length, 'no event was sent twice')
    commits.slice(1).forEach(({ body }, i) => assert.equal(body.since, revs[i], 'the chain of events is unbroken'))
    const held = (records) => [...records].filter(([at]) => !at.startsWith('com.example.mark/')).sort()
    assert.deepEqual(held(replay(commits)), held(account.repo.records), 'events lead to the records')
    for (const line of lines.filter((l) => l.did === account.did && l.three && l.kind === 'ok')) {
      const [[at, cid]] = line.writes
      const of = commits.filter(({ body }) => body.ops.some((op) => op.path === at && op.cid?.toString() === cid))
      assert.deepEqual(of.map(({ body }) => body.ops.length), [3], 'three records, one event')
    }
  }
}
