// Seeded random writes over several accounts. The oracle is a plain map per account, kept by code that
// knows nothing of trees; the server must agree with it by getRecord, by listRecords, in the exported
// archive and on the firehose. Set SEED to repeat a run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cidForLex } from '@atproto/lex-cbor'
import { creation, deletion, newAccount, ok, rkeyOf, update, writer } from '../lib/xrpc.mjs'
import { assertGrowing, history } from '../lib/firehose.mjs'
import { replay, verifiedCommit, verifiedProof, verifiedRepo } from '../lib/verify.mjs'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const STEPS = Number(process.env.STEPS ?? 120)
const ACCOUNTS = 3
const collections = ['com.example.a', 'com.example.b', 'com.example.a.deeper']

function random(from) {
  let value = from >>> 0
  return (below) => {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0
    return Math.floor((value / 2 ** 32) * below)
  }
}

test(`agrees with the oracle, seed ${seed}`, async () => {
  const die = random(seed)
  const pick = (list) => list[die(list.length)]
  const accounts = []
  for (let i = 0; i < ACCOUNTS; i++) accounts.push({ ...(await newAccount()), model: new Map() })
  const value = () => ({ n: die(40), text: 'x'.repeat(die(60)), list: Array.from({ length: die(4) }, () => die(9)) })

  for (let step = 0; step < STEPS; step++) {
    const account = pick(accounts)
    await pick([single, single, single, removal, batch, raceOfSwaps])(account)
  }
  for (const account of accounts) await compare(account)

  async function single({ model, ...account }) {
    const path = die(2) === 0 && model.size > 0 ? pick([...model.keys()]) : `${pick(collections)}/k${die(400)}`
    const [collection, rkey] = path.split('/')
    const record = { $type: collection, ...value() }
    const had = model.get(path)
    const swapRecord = pick([undefined, had ?? null])
    const answer = await ok(writer(account).put(collection, rkey, record, { ...(swapRecord !== undefined && { swapRecord }) }))
    const cid = (await cidForLex(record)).toString()
    assert.equal(answer.cid, cid)
    assert.equal(answer.commit === undefined, had === cid)
    model.set(path, cid)
  }

  async function removal({ model, ...account }) {
    const path = die(4) > 0 && model.size > 0 ? pick([...model.keys()]) : `${pick(collections)}/absent`
    const [collection, rkey] = path.split('/')
    const answer = await ok(writer(account).delete(collection, rkey))
    assert.equal(answer.commit !== undefined, model.delete(path))
  }

  async function batch({ model, ...account }) {
    const writes = []
    const after = new Map(model)
    for (let i = die(12) + 1; i > 0; i--) {
      const path = die(3) > 0 && after.size > 0 ? pick([...after.keys()]) : `${pick(collections)}/k${die(400)}`
      const [collection, rkey] = path.split('/')
      const record = { $type: collection, ...value() }
      if (writes.some((w) => `${w.collection}/${w.rkey}` === path)) continue
      if (!after.has(path)) writes.push(creation(collection, record, rkey))
      else if (die(2) === 0) writes.push(update(collection, rkey, record))
      else writes.push(deletion(collection, rkey))
      if (writes.at(-1).value) after.set(path, (await cidForLex(record)).toString())
      else after.delete(path)
    }
    if (writes.length === 0) return
    await ok(writer(account).apply(writes))
    model.clear()
    for (const [path, cid] of after) model.set(path, cid)
  }

  async function raceOfSwaps({ model, ...account }) {
    const path = `com.example.a/race`
    const swapRecord = model.get(path) ?? null
    const records = Array.from({ length: 4 }, (_, i) => ({ $type: 'com.example.a', racer: i, at: die(1_000_000) }))
    const answers = await Promise.all(records.map((r) => writer(account).put('com.example.a', 'race', r, { swapRecord })))
    const won = answers.filter((a) => a.status === 200)
    assert.equal(won.length, 1, 'exactly one swap of the same record succeeds')
    answers.filter((a) => a.status !== 200).forEach((a) => assert.equal(a.json.error, 'InvalidSwap'))
    model.set(path, won[0].json.cid)
  }

  async function compare({ model, ...account }) {
    const { commit } = await ok(writer(account).put('com.example.b', 'last', { $type: 'com.example.b', step: die(1e9) }))
    const listed = new Map()
    for (const collection of collections) {
      const page = await ok(writer(account).list(collection, { limit: 100 }))
      const deep = []
      for (let cursor = page.cursor; cursor && page.records.length === 100; ) {
        const next = await ok(writer(account).list(collection, { limit: 100, cursor }))
        deep.push(...next.records)
        cursor = next.records.length === 100 ? next.cursor : undefined
      }
      for (const { uri, cid } of [...page.records, ...deep]) listed.set(`${collection}/${rkeyOf(uri)}`, cid)
    }
    model.set('com.example.b/last', listed.get('com.example.b/last'))
    const sorted = (map) => [...map].sort()
    assert.deepEqual(sorted(listed), sorted(model))
    assert.deepEqual(sorted((await verifiedRepo(account.did)).records), sorted(model))

    const hose = await history(commit.cid)
    assertGrowing(hose.frames)
    const commits = hose.commits(account.did)
    for (const { body } of commits) await verifiedCommit(body)
    assert.deepEqual(sorted(replay(commits)), sorted(model))
    for (const path of [...model.keys()].slice(0, 10)) {
      await verifiedProof(account.did, ...path.split('/'), model.get(path))
    }
    await verifiedProof(account.did, 'com.example.a', 'never-there', null)
  }
})
