import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cidForLex } from '@atproto/lex-cbor'
import {
  creation, deletion, get, newAccount, now, ok, post$type, reference, refused, rkeyOf, status$type, textPost,
  unchanged, update, writer,
} from '../lib/xrpc.mjs'
import { head, verifiedRepo } from '../lib/verify.mjs'

const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/
const EMPTY_TREE = 'bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm'
const profile$type = 'app.bsky.actor.profile'

test('creates a record whose CID the client computes as well', async () => {
  const account = await newAccount()
  const record = { ...textPost('hello'), $type: undefined }

  const { data } = await account.agent.com.atproto.repo.createRecord({
    repo: account.handle, collection: post$type, record,
  })

  assert.equal(data.uri, `at://${account.did}/${post$type}/${rkeyOf(data.uri)}`)
  assert.match(rkeyOf(data.uri), TID)
  assert.match(data.commit.rev, TID)
  assert.equal(data.validationStatus, 'valid')
  const stored = { text: record.text, createdAt: record.createdAt, $type: post$type }
  assert.equal(data.cid, (await cidForLex(stored)).toString())
  const read = await ok(writer(account).record(post$type, rkeyOf(data.uri)))
  assert.deepEqual(read, { uri: data.uri, cid: data.cid, value: stored })
  assert.deepEqual(await head(account.did), data.commit)
})

test('keeps links, bytes and nested values as they were', async () => {
  const { create, record } = writer(await newAccount())
  const value = {
    $type: 'com.example.thing', link: { $link: EMPTY_TREE }, bytes: { $bytes: 'AAEC/w' }, deep: [[{ a: null }], true],
    big: 9007199254740991, small: -9007199254740991, text: 'naïve 日本 🌊 \u0000', '': 'empty key',
  }

  const { uri } = await ok(create('com.example.thing', value))

  assert.deepEqual((await ok(record('com.example.thing', rkeyOf(uri)))).value, value)
})

test('judges a record in three ways by `validate`', async () => {
  const { create } = writer(await newAccount())
  const bad = { $type: post$type, createdAt: now() }
  const unknown = { $type: 'com.example.unknown', any: 'thing' }

  const knownStatus = (await ok(create(post$type, textPost('a'), { validate: true }))).validationStatus
  const uncheckedStatus = (await ok(create(post$type, bad, { validate: false }))).validationStatus
  const unknownStatus = (await ok(create('com.example.unknown', unknown))).validationStatus

  assert.deepEqual([knownStatus, uncheckedStatus, unknownStatus], ['valid', undefined, 'unknown'])
  await refused(create(post$type, bad), 400, 'InvalidRequest', /Invalid app\.bsky\.feed\.post record/)
  await refused(create('com.example.unknown', unknown, { validate: true }), 400, 'InvalidRequest',
    /Unknown lexicon type: com\.example\.unknown/)
})

test('holds record keys to what the lexicon says', async () => {
  const account = await newAccount()
  const { create, put } = writer(account)

  await unchanged(account, async () => {
    await refused(create(profile$type, { displayName: 'x' }), 400, 'InvalidRequest', /Invalid record key/)
    await refused(create(post$type, textPost('x'), { rkey: 'not-a-tid' }), 400, 'InvalidRequest', /Invalid record key/)
    await refused(put(profile$type, 'other', { displayName: 'x' }), 400, 'InvalidRequest', /Invalid record key/)
  })
  await ok(put(profile$type, 'self', { displayName: 'x' }))
})

test('creates once: an existing key is refused', { skip: reference && 'the reference answers 500' }, async () => {
  const account = await newAccount()
  const { create, apply } = writer(account)
  const rkey = '3jzfcijpj2z2a'
  await ok(create(post$type, textPost('first'), { rkey }))

  await unchanged(account, async () => {
    await refused(create(post$type, textPost('second'), { rkey }), 409, 'RecordAlreadyExists')
    await refused(apply([creation(post$type, textPost('second'), rkey)]), 409, 'RecordAlreadyExists')
    await refused(apply([update(post$type, '3jzfcijpj2z2b', textPost('none'))]), 400)
    await refused(apply([deletion(post$type, '3jzfcijpj2z2b')]), 400)
  })
})

test('puts: creates, updates, and does nothing where nothing changes', async () => {
  const account = await newAccount()
  const { put } = writer(account)
  const value = { $type: profile$type, displayName: 'one' }

  const created = await ok(put(profile$type, 'self', value))
  const again = await unchanged(account, () => ok(put(profile$type, 'self', value)))
  const updated = await ok(put(profile$type, 'self', { ...value, displayName: 'two' }))

  assert.equal(again.cid, created.cid)
  assert.equal(again.commit, undefined)
  assert.equal(again.validationStatus, 'valid')
  assert.notEqual(updated.cid, created.cid)
  assert.ok(updated.commit.rev > created.commit.rev)
})

test('deletes, and answers quietly when there is nothing to delete', async () => {
  const account = await newAccount()
  const writes = writer(account)
  const rkey = rkeyOf((await ok(writes.create(post$type, textPost('x')))).uri)

  const deleted = await ok(writes.delete(post$type, rkey))
  const again = await unchanged(account, () => ok(writes.delete(post$type, rkey)))

  assert.deepEqual(await head(account.did), deleted.commit)
  assert.deepEqual(again, {})
  await refused(writes.record(post$type, rkey), 400, 'RecordNotFound', /Could not locate record/)
  assert.equal((await verifiedRepo(account.did)).data, EMPTY_TREE)
})

test('compares and swaps commits', async () => {
  const account = await newAccount()
  const writes = writer(account)
  const old = (await head(account.did)).cid
  const { commit, uri } = await ok(writes.create(post$type, textPost('x'), { swapCommit: old }))

  await unchanged(account, async () => {
    const swap = { swapCommit: old }
    const was = new RegExp(`Commit was at ${commit.cid}`)
    await refused(writes.create(post$type, textPost('y'), swap), 400, 'InvalidSwap', was)
    await refused(writes.put(profile$type, 'self', {}, swap), 400, 'InvalidSwap', was)
    await refused(writes.delete(post$type, rkeyOf(uri), swap), 400, 'InvalidSwap', was)
    await refused(writes.apply([creation(post$type, textPost('y'))], swap), 400, 'InvalidSwap', was)
    await refused(writes.create(post$type, textPost('y'), { swapCommit: 'nonsense' }), 400, 'InvalidRequest')
  })
  await ok(writes.delete(post$type, rkeyOf(uri), { swapCommit: commit.cid }))
})

test('compares and swaps records', async () => {
  const account = await newAccount()
  const { put, delete: remove } = writer(account)
  const value = (displayName) => ({ $type: profile$type, displayName })
  const first = await ok(put(profile$type, 'self', value('1'), { swapRecord: null }))

  await unchanged(account, async () => {
    const was = new RegExp(`Record was at ${first.cid}`)
    await refused(put(profile$type, 'self', value('2'), { swapRecord: null }), 400, 'InvalidSwap', was)
    await refused(put(profile$type, 'self', value('2'), { swapRecord: EMPTY_TREE }), 400, 'InvalidSwap', was)
    await refused(remove(profile$type, 'self', { swapRecord: EMPTY_TREE }), 400, 'InvalidSwap', was)
    await refused(put('com.example.x', 'none', { a: 1 }, { swapRecord: EMPTY_TREE }), 400, 'InvalidSwap', /at null/)
  })
  const second = await ok(put(profile$type, 'self', value('2'), { swapRecord: first.cid }))
  await ok(remove(profile$type, 'self', { swapRecord: second.cid }))
})

test('replaces an older like, repost, follow and block of the same subject', async () => {
  const account = await newAccount()
  const { create, record } = writer(account)
  const subject = { uri: `at://${account.did}/${post$type}/3jzfcijpj2z2a`, cid: EMPTY_TREE }

  for (const [collection, target] of [
    ['app.bsky.feed.like', subject],
    ['app.bsky.feed.repost', subject],
    ['app.bsky.graph.follow', 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'],
    ['app.bsky.graph.block', 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'],
  ]) {
    const value = () => ({ $type: collection, subject: target, createdAt: now() })
    const first = rkeyOf((await ok(create(collection, value()))).uri)
    const unchecked = rkeyOf((await ok(create(collection, value(), { validate: false }))).uri)
    await ok(record(collection, first))
    const last = rkeyOf((await ok(create(collection, value()))).uri)
    await refused(record(collection, first), 400, 'RecordNotFound')
    await refused(record(collection, unchecked), 400, 'RecordNotFound')
    await ok(record(collection, last))
  }
  assert.equal((await verifiedRepo(account.did)).records.size, 4)
})

test('applies many writes as one commit, answered in order', async () => {
  const account = await newAccount()
  const { apply, create } = writer(account)
  const kept = rkeyOf((await ok(create(post$type, textPost('kept')))).uri)
  const gone = rkeyOf((await ok(create(post$type, textPost('gone')))).uri)

  const { commit, results } = await ok(apply([
    creation(post$type, textPost('new')), update(post$type, kept, textPost('changed')), deletion(post$type, gone),
    creation('com.example.x', { $type: 'com.example.x' }, 'key'),
  ]))

  assert.deepEqual(results.map((r) => r.$type.split('#')[1]), ['createResult', 'updateResult', 'deleteResult', 'createResult'])
  assert.deepEqual(results.map((r) => r.validationStatus), ['valid', 'valid', undefined, 'unknown'])
  assert.deepEqual(await head(account.did), commit)
  assert.equal((await verifiedRepo(account.did)).records.size, 3)
})

test('applies several writes on one key in their order', async () => {
  const account = await newAccount()
  const { apply, record } = writer(account)
  const rkey = '3jzfcijpj2z2a'

  await ok(apply([creation(post$type, textPost('a'), rkey), deletion(post$type, rkey)]))
  await refused(record(post$type, rkey), 400, 'RecordNotFound')
  await ok(apply([creation(post$type, textPost('a'), rkey), update(post$type, rkey, textPost('b'))]))

  assert.equal((await ok(record(post$type, rkey))).value.text, 'b')
  assert.equal((await verifiedRepo(account.did)).records.size, 1)
})

test('takes 200 writes and refuses 201', async () => {
  const account = await newAccount()
  const { apply } = writer(account)
  const many = (n) => Array.from({ length: n }, (_, i) => creation(post$type, textPost(`${i}`)))

  await unchanged(account, () => refused(apply(many(201)), 400, 'InvalidRequest', /Too many writes\. Max: 200/))
  const { results } = await ok(apply(many(200)))

  assert.equal(results.length, 200)
  assert.equal((await verifiedRepo(account.did)).records.size, 200)
})

test('changes nothing when one of 200 writes is bad', async () => {
  const account = await newAccount()
  const { apply } = writer(account)
  const writes = Array.from({ length: 199 }, (_, i) => creation(post$type, textPost(`${i}`)))

  for (const bad of [
    creation(post$type, { $type: post$type, text: 5, createdAt: now() }),
    creation('not a collection', textPost('x')),
    creation(post$type, textPost('x'), '..'),
    { $type: 'com.example.other', collection: post$type, rkey: '3jzfcijpj2z2a' },
    creation('com.example.blob', { file: { $type: 'blob', ref: { $link: 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq' }, mimeType: 'image/png', size: 5 } }),
  ]) {
    await unchanged(account, () => refused(apply([...writes, bad]), 400))
  }
})

test('lists records newest first, and walks them by cursor both ways', async () => {
  const account = await newAccount()
  const { apply, list } = writer(account)
  const { results } = await ok(apply(Array.from({ length: 25 }, (_, i) => creation(post$type, textPost(`${i}`)))))
  const keys = results.map((r) => rkeyOf(r.uri)).sort()

  const walk = async (more) => {
    const seen = []
    for (let cursor; ; ) {
      const page = await ok(list(post$type, { limit: 10, ...more, ...(cursor && { cursor }) }))
      seen.push(...page.records.map((r) => rkeyOf(r.uri)))
      if (page.records.length === 0) return seen
      cursor = page.cursor
      assert.equal(cursor, seen.at(-1))
    }
  }

  assert.deepEqual(await walk({ reverse: true }), keys)
  assert.deepEqual(await walk({}), keys.toReversed())
  assert.equal((await ok(list(post$type))).records.length, 25)
  await refused(list(post$type, { limit: 0 }), 400, 'InvalidRequest')
  await refused(list(post$type, { limit: 101 }), 400, 'InvalidRequest')
  await refused(get('com.atproto.repo.listRecords', { repo: 'nobody.test', collection: post$type }), 400, undefined, /Could not find repo/)
})

test('describes the repository', async () => {
  const account = await newAccount()
  await ok(writer(account).create(post$type, textPost('x')))
  await ok(writer(account).create('com.example.x', { a: 1 }))

  const about = await ok(get('com.atproto.repo.describeRepo', { repo: account.handle }))

  assert.equal(about.did, account.did)
  assert.equal(about.handle, account.handle)
  assert.equal(about.handleIsCorrect, true)
  assert.equal(about.didDoc.id, account.did)
  assert.deepEqual(about.collections.sort(), [post$type, 'com.example.x'])
})

test('serves the current version of a record alone', async () => {
  const account = await newAccount()
  const { put, record } = writer(account)
  const first = await ok(put('com.example.x', 'key', { n: 1 }))
  const second = await ok(put('com.example.x', 'key', { n: 2 }))

  assert.equal((await ok(record('com.example.x', 'key', { cid: second.cid }))).value.n, 2)
  await refused(record('com.example.x', 'key', { cid: first.cid }), 400, 'RecordNotFound')
})

test('keeps a block that another key still needs', async () => {
  const account = await newAccount()
  const { put, delete: remove, record } = writer(account)
  await ok(put('com.example.x', 'one', { same: 'value' }))
  await ok(put('com.example.x', 'two', { same: 'value' }))

  await ok(remove('com.example.x', 'one'))

  assert.deepEqual((await ok(record('com.example.x', 'two'))).value.same, 'value')
  assert.equal((await verifiedRepo(account.did)).records.size, 1)
})
