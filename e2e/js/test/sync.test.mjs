import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cborDecode } from '@atproto/lex-cbor'
import { Repo, MemoryBlockstore, readCar, verifyDiffCar } from '@atproto/repo'
import {
  base, call, creation, deletion, get, newAccount, ok, post$type, reference, refused, rkeyOf, textPost, update, writer,
} from '../lib/xrpc.mjs'
import { carOf, head, signingKey, verifiedProof, verifiedRepo } from '../lib/verify.mjs'

const nobody = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'

/** An account with enough records that its tree has several layers. */
async function filled(count = 150) {
  const account = await newAccount()
  const writes = Array.from({ length: count }, (_, i) => creation(post$type, textPost(`${i}`)))
  const { results } = await ok(writer(account).apply(writes))
  return { ...account, results }
}

test('exports repositories that the official verifier accepts', async () => {
  const account = await filled()

  const repo = await verifiedRepo(account.did)

  const expected = new Map(account.results.map((r) => [`${post$type}/${rkeyOf(r.uri)}`, r.cid]))
  assert.deepEqual(new Map([...repo.records].sort()), new Map([...expected].sort()))
  const { cid, rev } = await head(account.did)
  assert.deepEqual([repo.root, repo.rev], [cid, rev])
})

test('exports in the order that a reader can follow', { skip: reference && 'sorted by rev' }, async () => {
  const account = await filled()

  const { blocks, roots } = await readCar(await carOf(account.did))

  const cids = blocks.cids().map(String)
  const commit = cborDecode(blocks.get(roots[0]))
  assert.deepEqual(cids.slice(0, 2), [roots[0].toString(), commit.data.toString()])
})

test('exports an empty repository', async () => {
  const account = await newAccount()

  const repo = await verifiedRepo(account.did)

  assert.equal(repo.records.size, 0)
})

test('exports what is new since a revision', async () => {
  const account = await filled()
  const { apply } = writer(account)
  const before = await readCar(await carOf(account.did))
  const old = await Repo.load(new MemoryBlockstore(before.blocks), before.roots[0])
  const keys = account.results.map((r) => rkeyOf(r.uri))
  const { rev } = await head(account.did)
  await ok(apply([creation(post$type, textPost('new')), deletion(post$type, keys[3])]))
  await ok(apply([update(post$type, keys[5], textPost('changed'))]))

  const bytes = await carOf(account.did, { since: rev })
  const diff = await verifyDiffCar(old, bytes, account.did, await signingKey(account.did))

  assert.ok(bytes.length < (await carOf(account.did)).length)
  assert.deepEqual(diff.writes.map((w) => w.action).sort(), ['create', 'delete', 'update'])
})

test('proves records that are there and records that are not', async () => {
  const account = await filled()

  for (const { uri, cid } of account.results.slice(0, 20)) {
    const value = await verifiedProof(account.did, post$type, rkeyOf(uri), cid)
    assert.equal(value.$type, post$type)
  }
  for (const absent of ['2222222222222', '3jzfcijpj2z2a', 'zzz', account.results[9].uri.slice(-13, -1) + '~']) {
    assert.equal(await verifiedProof(account.did, post$type, absent, null), undefined)
  }
  await verifiedProof((await newAccount()).did, post$type, '3jzfcijpj2z2a', null)
})

test('keeps proofs small', async () => {
  const account = await filled()
  const [{ uri }] = account.results

  const res = await call('GET', 'com.atproto.sync.getRecord', {
    params: { did: account.did, collection: post$type, rkey: rkeyOf(uri) },
  })

  const { blocks } = await readCar(res.bytes)
  assert.ok(blocks.size <= 10, `${blocks.size} blocks`)
})

test('serves blocks by name', async () => {
  const account = await filled(20)
  const cids = account.results.slice(0, 5).map((r) => r.cid)

  const res = await get('com.atproto.sync.getBlocks', { did: account.did, cids })

  const { blocks, roots } = await readCar(res.bytes)
  assert.deepEqual(roots, [])
  assert.deepEqual(blocks.cids().map(String).sort(), cids.sort())
  const missing = 'bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454'
  const params = { did: account.did, cids: [...cids, missing] }
  await refused(get('com.atproto.sync.getBlocks', params), 400, undefined, new RegExp(`Could not find cids: ${missing}`))
})

test('never serves a block of another account', async () => {
  const one = await filled(5)
  const two = await newAccount()

  await refused(get('com.atproto.sync.getBlocks', { did: two.did, cids: [one.results[0].cid] }), 400)
})

test('lists repositories with their heads, page by page', async () => {
  const account = await filled(3)
  const seen = []
  for (let cursor; ; ) {
    const page = await ok(get('com.atproto.sync.listRepos', { limit: 7, ...(cursor && { cursor }) }))
    assert.ok(page.repos.length <= 7)
    seen.push(...page.repos)
    if (!page.cursor) break
    cursor = page.cursor
  }

  const { cid, rev } = await head(account.did)
  assert.equal(new Set(seen.map((r) => r.did)).size, seen.length)
  assert.deepEqual(seen.find((r) => r.did === account.did), { did: account.did, head: cid, rev, active: true })
})

test('states the status of a repository', async () => {
  const account = await newAccount()

  const status = await ok(get('com.atproto.sync.getRepoStatus', { did: account.did }))

  assert.deepEqual(status, { did: account.did, active: true, rev: (await head(account.did)).rev })
})

test('says clearly when there is no such repository', async () => {
  const record = { did: nobody, collection: post$type, rkey: 'x' }

  for (const [method, params] of [
    ['getRepo', { did: nobody }], ['getLatestCommit', { did: nobody }], ['getRepoStatus', { did: nobody }],
    ['getRecord', record], ['listBlobs', { did: nobody }],
    ['getBlocks', { did: nobody, cids: ['bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454'] }],
    ['getBlob', { did: nobody, cid: 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq' }],
  ]) {
    await refused(get(`com.atproto.sync.${method}`, params), 400, 'RepoNotFound', /Could not find repo/)
  }
})

test('refuses parameters that are missing or malformed', async () => {
  const { did } = await newAccount()

  for (const [method, params] of [
    ['getRepo', {}], ['getRepo', { did: 'not-a-did' }], ['getRepo', { did, since: 'not-a-tid' }],
    ['getLatestCommit', { did: '' }], ['getBlocks', { did, cids: ['nonsense'] }], ['getBlocks', { did }],
    ['getRecord', { did, collection: 'nope', rkey: 'x' }], ['getRecord', { did, collection: post$type, rkey: '..' }],
    ['listRepos', { limit: 0 }], ['listRepos', { limit: 'many' }], ['listRepos', { cursor: 'nonsense' }],
    ['getBlob', { did, cid: 'nonsense' }],
  ]) {
    await refused(get(`com.atproto.sync.${method}`, params), 400, undefined)
  }
})

test('tells browsers that every origin may read', async () => {
  const preflight = await fetch(`${base}/xrpc/com.atproto.repo.createRecord`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example', 'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-custom',
    },
  })
  const plain = await fetch(`${base}/xrpc/com.atproto.server.describeServer`, { headers: { origin: 'https://app.example' } })

  assert.ok(preflight.ok)
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
  assert.match(preflight.headers.get('access-control-allow-headers'), /x-custom/)
  assert.equal(plain.headers.get('access-control-allow-origin'), '*')
})
