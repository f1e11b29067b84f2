import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cborDecode } from '@atproto/lex-cbor'
import { readCarWithRoot } from '@atproto/repo'
import {
  creation, deletion, newAccount, ok, post$type, rkeyOf, sleep, textPost, update, writer,
} from '../lib/xrpc.mjs'
import { Firehose, assertGrowing, history } from '../lib/firehose.mjs'
import { head, replay, verifiedCommit, verifiedRepo } from '../lib/verify.mjs'

test('announces an account: identity, account, commit, sync', async () => {
  const hose = await Firehose.open()
  const { did, handle } = await newAccount()
  const { cid, rev } = await head(did)

  await hose.until((f) => f.t === '#sync' && f.body.did === did, 'the sync event')
  hose.close()

  const [identity, account, commit, sync] = hose.of(did)
  assert.deepEqual(hose.of(did).map((f) => f.t), ['#identity', '#account', '#commit', '#sync'])
  assert.equal(identity.body.handle, handle)
  assert.equal(account.body.active, true)
  assert.equal(account.body.status, undefined)
  assert.equal(commit.body.since, null)
  assert.deepEqual(commit.body.ops, [])
  assert.equal(commit.body.commit.toString(), cid)
  assert.equal(sync.body.rev, rev)
  const { root, blocks } = await readCarWithRoot(sync.body.blocks)
  assert.equal(root.toString(), cid)
  assert.equal(blocks.size, 1)
  await verifiedCommit(commit.body)
})

test('sends one event for each commit, verified by signature and by inversion', async () => {
  const account = await newAccount()
  const writes = writer(account)
  const hose = await Firehose.open()
  const before = await head(account.did)

  const created = await ok(writes.create(post$type, textPost('one')))
  const key = rkeyOf(created.uri)
  const updated = await ok(writes.put(post$type, key, textPost('two')))
  await ok(writes.put(post$type, key, { ...(await ok(writes.record(post$type, key))).value }))
  const deleted = await ok(writes.delete(post$type, key))
  await ok(writes.delete(post$type, key))
  const last = await ok(writes.create(post$type, textPost('last')))
  await hose.untilCommit(last.commit.cid)
  hose.close()

  const bodies = hose.commits(account.did).map((f) => f.body)
  const commits = [created, updated, deleted, last].map((r) => r.commit)
  assert.deepEqual(bodies.map((b) => ({ cid: b.commit.toString(), rev: b.rev })), commits)
  assert.deepEqual(bodies.map((b) => b.since), [before.rev, ...commits.slice(0, 3).map((c) => c.rev)])
  assert.deepEqual(bodies.map((b) => b.ops.map((op) => op.action)), [['create'], ['update'], ['delete'], ['create']])
  for (const body of bodies) await verifiedCommit(body)
  bodies.forEach((b) => assert.match(b.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/))
})

test('chains every commit to the tree before it', async () => {
  const account = await newAccount()
  const { apply, create, delete: remove } = writer(account)
  const keys = []
  for (let round = 0; round < 6; round++) {
    const { results } = await ok(apply(Array.from({ length: 30 }, (_, i) => creation(post$type, textPost(`${i}`)))))
    keys.push(...results.map((r) => rkeyOf(r.uri)))
    await ok(apply([deletion(post$type, keys.shift()), update(post$type, keys[5], textPost('x')), deletion(post$type, keys.splice(9, 1)[0])]))
    await ok(remove(post$type, keys.splice(3, 1)[0]))
  }
  const { commit } = await ok(create(post$type, textPost('last')))

  const hose = await history(commit.cid)

  assertGrowing(hose.frames)
  let previous
  for (const { body } of hose.commits(account.did)) {
    const { commit: signed } = await verifiedCommit(body)
    if (previous) assert.deepEqual([body.since, body.prevData.toString()], [previous.rev, previous.data.toString()])
    previous = signed
  }
  const repo = await verifiedRepo(account.did)
  assert.deepEqual(new Map([...replay(hose.commits(account.did))].sort()), new Map([...repo.records].sort()))
})

test('makes an applyWrites of 200 exactly one event with 200 operations', async () => {
  const account = await newAccount()
  const hose = await Firehose.open()

  const writes = Array.from({ length: 200 }, (_, i) => creation(post$type, textPost(`${i}`)))
  const { commit, results } = await ok(writer(account).apply(writes))
  await hose.untilCommit(commit.cid)
  await sleep(200)
  hose.close()

  const [event, ...more] = hose.of(account.did)
  assert.deepEqual(more, [])
  assert.equal(event.body.ops.length, 200)
  const named = new Map(event.body.ops.map((op) => [op.path, op.cid.toString()]))
  assert.deepEqual(named, new Map(results.map((r) => [`${post$type}/${rkeyOf(r.uri)}`, r.cid])))
  await verifiedCommit(event.body)
})

test('puts the removal of a duplicate and the new record into one event', async () => {
  const account = await newAccount()
  const { create } = writer(account)
  const like = { $type: 'app.bsky.graph.follow', subject: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz', createdAt: new Date().toISOString() }
  const first = await ok(create(like.$type, like))
  const hose = await Firehose.open()

  const second = await ok(create(like.$type, like))
  const { body } = await hose.untilCommit(second.commit.cid)
  hose.close()

  assert.deepEqual(body.ops.map((op) => [op.action, op.path.split('/')[1]]), [
    ['delete', rkeyOf(first.uri)], ['create', rkeyOf(second.uri)],
  ])
  await verifiedCommit(body)
})

test('carries the record itself in the event', async () => {
  const account = await newAccount()
  const hose = await Firehose.open()
  const { cid, commit } = await ok(writer(account).create(post$type, textPost('see me')))

  const { body } = await hose.untilCommit(commit.cid)
  hose.close()

  const { blocks } = await readCarWithRoot(body.blocks)
  const [[, bytes]] = [...blocks].filter(([key]) => key.toString() === cid)
  assert.equal(cborDecode(bytes).text, 'see me')
})

test('goes on from a cursor without gap or repetition', async () => {
  const account = await newAccount()
  const { create } = writer(account)
  const commits = []
  for (let i = 0; i < 12; i++) commits.push((await ok(create(post$type, textPost(`${i}`)))).commit.cid)
  const all = await history(commits.at(-1))
  const at = all.frames.findIndex((f) => f.t === '#commit' && f.body.commit.toString() === commits[4])

  const rest = await Firehose.open(all.frames[at].body.seq)
  const live = (await ok(create(post$type, textPost('live')))).commit.cid
  await rest.untilCommit(live)
  rest.close()

  assert.deepEqual(rest.commits(account.did).map((f) => f.body.commit.toString()), [...commits.slice(5), live])
  const expected = all.frames.slice(at + 1).map((f) => f.bytes.toString('hex'))
  assert.deepEqual(rest.frames.slice(0, expected.length).map((f) => f.bytes.toString('hex')), expected)
  assertGrowing(rest.frames)
})

test('hands over from history to the present while writes go on', async () => {
  const account = await newAccount()
  const { create } = writer(account)
  let last
  let writing = true
  const load = (async () => {
    while (writing) last = (await ok(create(post$type, textPost('busy')))).commit.cid
  })()
  const readers = []
  try {
    await sleep(300)
    readers.push(...(await Promise.all(Array.from({ length: 4 }, () => Firehose.open(0)))))
    await sleep(500)
  } finally {
    writing = false
    await load
  }

  for (const reader of readers) {
    await reader.untilCommit(last)
    reader.close()
    assertGrowing(reader.frames)
    const bodies = reader.commits(account.did).map((f) => f.body)
    assert.equal(bodies[0].since, null)
    bodies.slice(1).forEach((body, i) => assert.equal(body.since, bodies[i].rev, 'no gap and no repetition'))
  }
})

test('sends only what is new to a reader without a cursor', async () => {
  const account = await newAccount()
  const { create } = writer(account)
  await ok(create(post$type, textPost('old')))
  await sleep(100)
  const hose = await Firehose.open()
  await sleep(100)

  const { commit } = await ok(create(post$type, textPost('new')))
  await hose.untilCommit(commit.cid)
  hose.close()

  assert.equal(hose.of(account.did).length, 1)
})

test('refuses a cursor from the future', async () => {
  const hose = await Firehose.open(9_000_000_000_000_000)

  const { code } = await hose.untilClosed()

  const [frame, ...more] = hose.frames
  assert.deepEqual(more, [])
  assert.equal(frame.op, -1)
  assert.deepEqual(frame.body, { error: 'FutureCursor', message: 'Cursor in the future.' })
  assert.ok(code === 1008 || code === 1000 || code === 1005, `closed with ${code}`)
})

test('refuses a malformed cursor', async () => {
  for (const cursor of ['nonsense', '-', '1.5']) {
    const outcome = await Firehose.open(cursor).then(async (hose) => {
      await hose.untilClosed()
      return hose.frames.length === 0 || hose.frames[0].op === -1
    }, () => true)
    assert.ok(outcome, `cursor ${cursor} was accepted`)
  }
})
