// Bad input of every kind: a clear error in the protocol's envelope, and nothing changes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import {
  base, call, creation, get, newAccount, ok, post, post$type, reference, refused, textPost, unchanged, writer,
} from '../lib/xrpc.mjs'
import { Firehose } from '../lib/firehose.mjs'

const repo = 'com.atproto.repo'
let account
let hose

before(async () => {
  account = await newAccount()
  hose = await Firehose.open()
})

after(async () => {
  const { commit } = await ok(writer(account).create(post$type, textPost('the only one')))
  await hose.untilCommit(commit.cid)
  hose.close()
  assert.equal(hose.of(account.did).length, 1, 'a refused request has left an event')
})

/** Sends these bytes as the body of a createRecord. */
const raw = (body, more) => post(`${repo}.createRecord`, body, { ...account.token, ...more })

/** A createRecord whose record has this JSON text as the value of `x`. */
const holding = (json) =>
  raw(`{"repo":"${account.did}","collection":"com.example.x","record":{"$type":"com.example.x","x":${json}}}`)

const nested = (open, close, depth) => open.repeat(depth) + close.repeat(depth)

async function allRefused(answers, status = 400, error) {
  const wrong = []
  await unchanged(account, async () => {
    for (const [i, answer] of answers.entries()) {
      await refused(answer(), status, error).catch((failure) => wrong.push(`case ${i}: ${failure.message}`))
    }
    assert.deepEqual(wrong, [])
  })
}

test('malformed JSON', () => allRefused([
  '{', '}', '', 'null', '[]', '"text"', '{"repo":}', "{'repo':1}", '{"repo":"x"} trailing', '{"a":01}', '{"a":+1}', '{"a":.5}',
  '{"a":NaN}', '{"a":Infinity}', '{"a":"\u0001"}', '{"a":"\\x"}', '{"a":1,}', '{"a" 1}', '{"a":tru}', '/* x */ {}',
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from('\ufeff\ufeff{}'),
].map((body) => () => raw(body))))

test('broken text inside JSON', { skip: reference && 'the reference replaces it' }, () => allRefused([
  () => holding('"\\ud800"'), () => holding('"\\udc00 x"'),
  () => raw(Buffer.concat([
    Buffer.from(`{"repo":"${account.did}","collection":"com.example.x","record":{"x":"`),
    Buffer.from([0xc3, 0x28]), Buffer.from('"}}'),
  ])),
]))

test('duplicate keys', { skip: reference && 'the last one wins in the reference' }, () => allRefused([
  () => holding('{"a":1,"a":2}'), () => holding('{"a":1,"\\u0061":2}'), () => holding('[{"b":{"c":1,"c":1}}]'),
  () => raw(`{"repo":"${account.did}","repo":"${account.did}","collection":"com.example.x","record":{}}`),
]))

test('depth bombs', () => allRefused([
  () => holding(nested('[', ']', 4_000)), () => holding(nested('{"a":', '}', 4_000).replace(':}', ':1}')),
  () => holding('['.repeat(100_000)), () => holding(`${'{"a":'.repeat(50_000)}1`),
], reference ? [400, 500] : 400))

test('size bombs', () => unchanged(account, async () => {
  await refused(holding(`"${'x'.repeat(1_000_001)}"`), 413)
  await refused(holding(`[${'1,'.repeat(500_000)}1]`), 413)
  await refused(raw(' '.repeat(5_000_000)), 413)
  await refused(post('com.atproto.server.createSession', { identifier: 'x'.repeat(200_000), password: 'x' }), 413)
}))

test('compression bombs', () => unchanged(account, async () => {
  const bomb = gzipSync(Buffer.from(`{"repo":"${'x'.repeat(20_000_000)}"}`), { level: 9 })
  const headers = { 'content-encoding': 'gzip' }
  await refused(raw(bomb, { headers }), [400, 413])
  await refused(raw(Buffer.from('not gzip'), { headers }), 400)
  await refused(raw('{}', { headers: { 'content-encoding': 'made-up' } }), 415)
}))

test('numbers that are not integers', { skip: reference && 'the reference answers 500 to some' }, () => allRefused([
  '1.5', '-0.1', '1e-1', '9007199254740993', '-9007199254740993', '1e400', '123456789012345678901234567890',
].map((json) => () => holding(json))))

test('floats, named by their field', async () => {
  const record = { $type: 'app.bsky.actor.profile', displayName: 'x', description: 1.5 }
  await unchanged(account, () => refused(writer(account).put('app.bsky.actor.profile', 'self', record), 400, undefined, /description/))
})

test('values that the data model does not have', { skip: reference && 'kept as plain maps' }, () => allRefused([
  '{"$link":"nonsense"}', '{"$link":5}', '{"$bytes":"***"}', '{"$bytes":7}', '{"$type":5}', '{"$type":""}',
  '{"$link":"bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm","more":1}',
  '{"$type":"blob"}', '{"$type":"blob","ref":{"$link":"bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"},"mimeType":"","size":-1}',
].map((json) => () => holding(json))))

test('wrong types in a request', () => {
  const { did } = account
  const fine = { repo: did, collection: post$type, record: textPost('x') }
  const bodies = [
    {}, { ...fine, repo: undefined }, { ...fine, repo: 5 }, { ...fine, repo: null }, { ...fine, collection: [post$type] },
    { ...fine, record: 'text' }, { ...fine, record: null }, { ...fine, record: [] }, { ...fine, record: undefined },
    { ...fine, validate: 'yes' }, { ...fine, validate: 1 }, { ...fine, rkey: 7 }, { ...fine, swapCommit: 5 },
    { ...fine, record: { ...fine.record, $type: 'app.bsky.feed.like' } }, { ...fine, record: { ...fine.record, $type: 7 } },
  ]
  return allRefused(bodies.map((body) => () => raw(body)), 400, 'InvalidRequest')
})

test('records that their lexicon refuses', () => {
  const posts = [
    { text: 5 }, { text: null }, { text: undefined }, { createdAt: 'yesterday' }, { createdAt: '2026-13-01T00:00:00Z' },
    { createdAt: undefined }, { text: 'x'.repeat(3_001) }, { text: '👍'.repeat(301) }, { langs: 'en' }, { langs: ['not a language!'] },
    { langs: ['en', 'de', 'fr', 'es'] }, { reply: { root: {} } }, { facets: [{}] }, { embed: { $type: 'app.bsky.embed.images', images: {} } },
    { tags: Array(9).fill('x') },
  ]
  return allRefused(posts.map((p) => () => writer(account).create(post$type, { ...textPost('x'), ...p })), 400, 'InvalidRequest')
})

test('bad identifiers', () => {
  const { create, put, delete: remove } = writer(account)
  const keys = ['..', '.', '', 'a/b', 'a b', 'é', 'x'.repeat(513), 'a#b', 'a%2e']
  const collections = ['', 'post', 'app.bsky', 'app.bsky.feed.post/x', 'app.bsky.feed.-x', 'a..b.c', 'x'.repeat(400), 'app.bsky.feed.1st']
  const repos = ['', 'did:plc:', 'not a handle', 'did:example', 'alice', '../alice.test', 'at://alice.test']
  return allRefused([
    ...keys.filter(Boolean).map((rkey) => () => create('com.example.x', { a: 1 }, { rkey })),
    ...keys.map((rkey) => () => put('com.example.x', rkey, { a: 1 })),
    ...keys.map((rkey) => () => remove('com.example.x', rkey)),
    ...collections.map((collection) => () => create(collection, { a: 1 })),
    ...repos.map((name) => () => raw({ repo: name, collection: post$type, record: textPost('x') })),
  ])
})

test('an empty record key on create', { skip: reference && 'kept as it is' }, () =>
  allRefused([() => writer(account).create('com.example.x', { a: 1 }, { rkey: '' })]))

test('repositories of others and of nobody', async () => {
  const other = await newAccount()
  const into = (did) => () => raw({ repo: did, collection: post$type, record: textPost('x') })

  await unchanged(other, () => unchanged(account, async () => {
    await refused(into(other.did)(), 401, 'AuthenticationRequired')
    await refused(into(other.handle)(), 401, 'AuthenticationRequired')
    await refused(into('did:plc:ewvi7nxzyoun6zhxrhs64oiz')(), 403, 'AccountNotFound')
    await refused(into('nobody-here.test')(), 403, 'AccountNotFound')
    await refused(writer({ ...account, did: other.did }).apply([creation(post$type, textPost('x'))]), 401)
    await refused(writer({ ...account, did: other.did }).put('com.example.x', 'k', { a: 1 }), 401)
    await refused(writer({ ...account, did: other.did }).delete('com.example.x', 'k'), 401)
  }))
})

test('bad lists of writes', () => {
  const apply = (writes, more) => () => writer(account).apply(writes, more)
  const write = creation(post$type, textPost('x'))
  return allRefused([
    apply('no list'), apply({}), apply(null), apply([5]), apply([null]), apply([{}]), apply([write, {}]),
    apply([{ ...write, $type: undefined }]), apply([{ ...write, $type: '#create' }]), apply([{ ...write, value: undefined }]),
    apply(Array(201).fill(write)), apply(Array(5_000).fill({ ...write, value: {} })), apply([write], { validate: 'maybe' }),
    apply([write], { swapCommit: null }),
  ])
})

test('commits that are too large for one event', () => {
  const value = { $type: 'com.example.x', text: 'x'.repeat(4_500) }
  return unchanged(account, () =>
    refused(writer(account).apply(Array(199).fill(creation('com.example.x', { ...value, text: 'x'.repeat(5_100) }))), [400, 413]))
})

test('requests that are not what the method asks for', () => unchanged(account, async () => {
  const body = JSON.stringify({ repo: account.did, collection: post$type, record: textPost('x') })
  await refused(call('POST', `${repo}.createRecord`, account.token), 400, 'InvalidRequest')
  await refused(raw(body, { type: 'text/plain' }), 400, 'InvalidRequest', /encoding/i)
  await refused(raw(body, { type: 'application/cbor' }), 400, 'InvalidRequest')
  await refused(call('GET', `${repo}.createRecord`, account.token), 400, 'InvalidRequest', /Incorrect HTTP method/)
  await refused(call('POST', `${repo}.getRecord`, { body: {} }), 400, 'InvalidRequest', /Incorrect HTTP method/)
  await refused(get('com.atproto..bad'), 400, 'InvalidRequest', /invalid xrpc path/i)
  assert.ok([400, 501].includes((await get('com.example.not.there')).status))
  assert.equal((await fetch(`${base}/nowhere`)).status, 404)
}))

test('parameters of reads', async () => {
  const params = { repo: account.did, collection: post$type, rkey: '3jzfcijpj2z2a' }
  for (const wrong of [{ repo: undefined }, { repo: 'no handle' }, { collection: 'x' }, { rkey: '..' }, { cid: 'nonsense' }]) {
    const changed = Object.fromEntries(Object.entries({ ...params, ...wrong }).filter(([, v]) => v !== undefined))
    await refused(get(`${repo}.getRecord`, changed), 400, 'InvalidRequest')
  }
  await refused(get(`${repo}.getRecord`, params), 400, 'RecordNotFound')
  await refused(get(`${repo}.listRecords`, { repo: account.did, collection: post$type, limit: '1.5' }), 400, 'InvalidRequest')
  await refused(get(`${repo}.describeRepo`, { repo: 'nobody-here.test' }), 400)
})
