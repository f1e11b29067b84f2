// Section 9.11: what scripts read of the index and of labels.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { recordLexicon, until } from '../lib/appview.mjs'
import { admin, doubles, fixtures, run, unique } from './world.mjs'

const { jetstream, labelers } = doubles
const collection = `${fixtures}.${unique()}`
const alice = 'did:web:alice.example'
const bob = 'did:web:bob.example'

describe('9.11 Lua: the index', () => {
  let uri

  before(async () => {
    await admin(201, 'POST', '/lexicons', { lexicon_json: recordLexicon(collection, {}) })
    uri = jetstream.put(alice, collection, 'one', { title: 'Chess Basics', level: 1 })
    jetstream.put(alice, collection, 'two', { title: 'Advanced chess', level: 3, parent: uri })
    jetstream.put(bob, collection, 'three', { title: 'Go', level: 2 })
    await until(async () => (await run(`function handle() return db.count("${collection}") end`)) === 3, 'three records')
  })

  /** What an expression is in a script. */
  const value = (lua) => run(`function handle() local c, uri = "${collection}", "${uri}" ${lua} end`)

  test('#90 db.get answers an existing record with its uri, and nil for a missing one', async () => {
    const got = await value('return { there = db.get(uri), gone = db.get(uri .. "x") == nil }')
    assert.deepEqual([got.there.title, got.there.uri, got.gone], ['Chess Basics', uri, true])
  })

  test('#91 db.query answers all three, or one and a cursor', async () => {
    assert.equal((await value('return db.query{ collection = c }')).records.length, 3)
    const page = await value('return db.query{ collection = c, limit = 1 }')
    assert.equal(page.records.length, 1)
    assert.ok(page.cursor.length > 0)
    const walked = await value(`
      local titles, cursor = toarray({}), nil
      repeat
        local page = db.query{ collection = c, limit = 1, cursor = cursor, sort = "level", sortDirection = "asc" }
        for _, r in ipairs(page.records) do titles[#titles + 1] = r.title end
        cursor = page.cursor
      until not cursor
      return titles`)
    assert.deepEqual(walked, ['Chess Basics', 'Go', 'Advanced chess'])
    const none = await value('return db.query{ collection = c, did = "did:web:none.example" }')
    assert.deepEqual(none, { records: [] })
  })

  test('#92 db.count answers 3, and 2 of one account', async () => {
    assert.deepEqual(await value(`return { db.count(c), db.count(c, "${alice}") }`), [3, 2])
  })

  test('#93 db.search finds two that contain the text', async () => {
    const { records } = await value('return db.search{ collection = c, field = "title", query = "CHESS" }')
    assert.deepEqual(records.map(({ title }) => title), ['Chess Basics', 'Advanced chess'])
  })

  test('#94 db.raw counts records', async () => {
    const sql = 'SELECT COUNT(*) AS cnt FROM records WHERE collection = $1'
    assert.deepEqual(await value(`return db.raw("${sql}", { c })`), [{ cnt: 3 }])
    assert.equal(await value('return db.backend()'), 'sqlite')
  })

  test('db.backlinks follows what is written and deleted', async () => {
    const links = async () => (await value('return db.backlinks{ collection = c, uri = uri }')).records.map((r) => r.title)
    assert.deepEqual(await links(), ['Advanced chess'])
    jetstream.delete(alice, collection, 'two')
    await until(async () => (await links()).length === 0, 'the end of the link')
  })

  test('db.query filters by fields', async () => {
    const titles = async (filter) =>
      (await value(`return db.query{ collection = c, filter = ${filter} }`)).records.map((r) => r.title).sort()
    assert.deepEqual(await titles('{ field = "level", op = ">", value = 1 }'), ['Go'])
    assert.deepEqual(await titles('{ combine = "OR", { field = "level", value = 1 }, { field = "level", value = 2 } }'),
      ['Chess Basics', 'Go'])
  })
})

describe('9.11 Lua: labels', () => {
  const labeled = `at://${bob}/${collection}/three`
  const self = `at://${bob}/${collection}/self`
  const plain = `at://${alice}/${collection}/one`
  let labeler

  const labels = (uri) => run(`function handle() return atproto.get_labels("${uri}") end`)

  before(async () => {
    labeler = await labelers.account()
    await admin(201, 'POST', '/labelers', { did: labeler.did })
    jetstream.put(bob, collection, 'self', { labels: { values: [{ val: 'own' }] } })
    await labelers.label(labeler, self, 'given')
    await labelers.label(labeler, labeled, 'old', { exp: '2020-01-01T00:00:00Z' })
  })

  test('#95 labels that were given come first, expired ones not, then those of the record itself', async () => {
    const cts = await labelers.label(labeler, labeled, 'new')
    await until(async () => (await labels(labeled)).length === 1, 'the label')
    assert.deepEqual(await labels(labeled), [{ src: labeler.did, uri: labeled, val: 'new', cts }])
    await until(async () => (await labels(self)).length === 2, 'both labels')
    assert.deepEqual((await labels(self)).map(({ src, val }) => [src, val]), [[labeler.did, 'given'], [bob, 'own']])
    assert.equal((await labels(self))[1].cts, '')
    assert.deepEqual(await labels(plain), [])
  })

  test('#96 a batch answers by uri', async () => {
    const got = await run(`function handle() return atproto.get_labels_batch({ "${labeled}", "${plain}" }) end`)
    assert.deepEqual(Object.keys(got).sort(), [labeled, plain].sort())
    assert.deepEqual([got[labeled].map(({ val }) => val), got[plain]], [['new'], []])
  })

  test('#96 a label that is given again is one, and a negation takes it back', async () => {
    const later = await labelers.label(labeler, labeled, 'new', { cts: '2040-01-01T00:00:00Z' })
    await until(async () => (await labels(labeled))[0].cts === later, 'the newer label')
    assert.equal((await labels(labeled)).length, 1)
    await labelers.label(labeler, labeled, 'new', { neg: true })
    await until(async () => (await labels(labeled)).length === 0, 'the negation')
  })
})
