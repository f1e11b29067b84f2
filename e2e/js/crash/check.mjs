// After a restart: every acknowledged write is there, every event is, and no number was used twice.
//
//   BASE_URL=... node crash/check.mjs --dir DIR
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ok, writer } from '../lib/xrpc.mjs'
import { assertGrowing, history } from '../lib/firehose.mjs'
import { replay, verifiedCommit, verifiedRepo } from '../lib/verify.mjs'
import { Ledger, expectations, settled } from './ledger.mjs'

const { values: opt } = parseArgs({ options: { dir: { type: 'string' }, reads: { type: 'string', default: '400' } } })
const ledger = new Ledger(path.join(opt.dir, 'ledger.jsonl'))
const verifiedFile = path.join(opt.dir, 'verified.json')
const verifiedUpTo = fs.existsSync(verifiedFile) ? JSON.parse(fs.readFileSync(verifiedFile, 'utf8')) : -1
const counts = { records: 0, commits: 0, events: 0, settled: 0, inverted: 0 }

const accounts = expectations(Ledger.read(ledger.file))
assert.ok(accounts.size > 0, 'an empty ledger proves nothing')
for (const account of accounts.values()) await checkRecords(account)
await checkEvents()
ledger.save()
console.log(JSON.stringify(counts))

async function checkRecords(account) {
  const repo = await verifiedRepo(account.did)
  account.repo = repo
  for (const line of settled(account, repo.records)) {
    ledger.add(line)
    for (const [target, cid] of line.writes) account.paths.set(target, cid)
    counts.settled++
  }
  const expected = new Map([...account.paths].filter(([target, cid]) => cid && !target.startsWith('settled:')))
  assert.deepEqual([...repo.records].sort(), [...expected].sort(), `records of ${account.did}`)
  assert.ok(account.commits.every((c) => c.rev <= repo.rev), 'the head is not older than an acknowledged commit')
  counts.commits += account.commits.length
  counts.records += expected.size
  const newest = [...expected].slice(-Math.ceil(Number(opt.reads) / accounts.size))
  for (const [target, cid] of newest) {
    const [collection, rkey] = target.split('/')
    assert.equal((await ok(writer(account).record(collection, rkey))).cid, cid)
  }
}

async function checkEvents() {
  // one more write marks the end of what is to be read
  const [first] = accounts.values()
  const mark = { $type: 'com.example.mark', at: Date.now() }
  const { commit, uri, cid } = await ok(writer(first).create('com.example.mark', mark))
  ledger.add({ kind: 'ok', did: first.did, writes: [[uri.split('/').slice(3).join('/'), cid]], commit })
  const hose = await history(commit.cid)
  assertGrowing(hose.frames)
  counts.events = hose.frames.length

  const bySeq = new Map(hose.frames.map((f) => [f.body.seq, createHash('sha256').update(f.bytes).digest('hex')]))
  const seen = Ledger.read(path.join(opt.dir, 'seen.jsonl'))
  for (const { seq, hash } of seen) assert.equal(bySeq.get(seq), hash, `event ${seq} is not what a reader saw before`)

  for (const account of accounts.values()) await checkChain(account, hose.commits(account.did), first === account && commit)
  fs.writeFileSync(verifiedFile, JSON.stringify(hose.frames.at(-1).body.seq))
}

async function checkChain(account, commits, mark) {
  const times = new Map()
  let previous
  for (const { body } of commits) {
    times.set(body.commit.toString(), (times.get(body.commit.toString()) ?? 0) + 1)
    if (previous) assert.equal(body.since, previous.rev, 'the chain of events is unbroken')
    if (previous) assert.ok(body.rev > previous.rev, 'rev grows')
    previous = body
    if (body.seq <= verifiedUpTo) continue
    await verifiedCommit(body)
    counts.inverted++
  }
  for (const { cid } of account.commits) assert.equal(times.get(cid), 1, `commit ${cid} has exactly one event`)
  if (!mark) assert.deepEqual([...replay(commits)].sort(), [...account.repo.records].sort(), 'events lead to the records')
}
