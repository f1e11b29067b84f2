// Independent proof of what a server says: signatures by the key of the DID document, trees by the
// official library, and the root once more by a construction of our own that shares no code with either.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cborDecode, cborEncode } from '@atproto/lex-cbor'
import { parseCid } from '@atproto/lex-data'
import {
  MST,
  MemoryBlockstore,
  readCarWithRoot,
  verifyCommitSig,
  verifyProofs,
  verifyRecords,
  verifyRepoCar,
} from '@atproto/repo'
import { call, get, ok, plc } from './xrpc.mjs'

const keys = new Map()

/** The signing key that the DID document names, as a did:key. */
export async function signingKey(did) {
  if (!keys.has(did)) {
    const res = await fetch(`${plc}/${did}`)
    assert.equal(res.status, 200, `no DID document for ${did}`)
    const { verificationMethod } = await res.json()
    const method = verificationMethod.find((m) => m.id.endsWith('#atproto'))
    const { verificationMethods } = await (await fetch(`${plc}/${did}/data`)).json()
    // an old directory names another key type there; its data hold the key all the same
    if (method.type === 'Multikey') assert.equal(verificationMethods.atproto, `did:key:${method.publicKeyMultibase}`)
    keys.set(did, verificationMethods.atproto)
  }
  return keys.get(did)
}

export async function carOf(did, params = {}) {
  const res = await get('com.atproto.sync.getRepo', { did, ...params })
  assert.equal(res.status, 200)
  assert.match(res.headers.get('content-type'), /^application\/vnd\.ipld\.car/)
  return res.bytes
}

/**
 * Verifies a whole exported repository: signature, tree, every record block, nothing besides.
 * Returns the records as a map from `collection/rkey` to CID text, and the commit.
 */
export async function verifiedRepo(did) {
  const bytes = await carOf(did)
  const { root, blocks } = await readCarWithRoot(bytes)
  const verified = await verifyRepoCar(bytes, did, await signingKey(did))
  const records = new Map(verified.creates.map((c) => [`${c.collection}/${c.rkey}`, c.cid.toString()]))
  const commit = cborDecode(blocks.get(root))
  assert.equal(commit.version, 3)
  assert.equal(commit.prev, null)
  assert.equal(canonicalRoot(records), commit.data.toString(), 'tree is not the canonical one')
  const valueOf = (path) => cborDecode(blocks.get(parseCid(records.get(path))))
  blocks.forEach((block) => assert.deepEqual(Buffer.from(cborEncode(cborDecode(block))), Buffer.from(block)))
  const tree = await MST.load(new MemoryBlockstore(blocks), commit.data).allCids()
  const reachable = new Set([root, ...tree.toList()].map(String))
  assert.equal(blocks.size, reachable.size, 'the archive holds blocks that are not reachable')
  return { root: root.toString(), rev: commit.rev, data: commit.data.toString(), records, valueOf, blocks, bytes }
}

/** Verifies that a record is present with this CID, or absent when the CID is null. */
export async function verifiedProof(did, collection, rkey, cid) {
  const res = await call('GET', 'com.atproto.sync.getRecord', { params: { did, collection, rkey } })
  assert.equal(res.status, 200, 'a proof is served for absent records as well')
  const key = await signingKey(did)
  const claim = { collection, rkey, cid: cid && parseCid(cid) }
  const proof = await verifyProofs(res.bytes, [claim], did, key)
  assert.deepEqual(proof.unverified, [], `proof of ${collection}/${rkey} does not hold`)
  assert.equal(proof.verified.length, 1)
  const wrong = cid ? null : parseCid('bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm')
  const opposite = await verifyProofs(res.bytes, [{ ...claim, cid: wrong }], did, key)
  assert.equal(opposite.verified.length, 0, 'the opposite claim must not hold')
  const records = await verifyRecords(res.bytes, did, key)
  return records.find((r) => r.collection === collection && r.rkey === rkey)?.record
}

/**
 * Verifies one #commit event by itself: signature, agreement of event and commit, and inversion:
 * undoing the operations on the blocks of the event leads back to the tree before it.
 */
export async function verifiedCommit(body) {
  const { root, blocks } = await readCarWithRoot(body.blocks)
  assert.equal(root.toString(), body.commit.toString(), 'the CAR root is the commit')
  const commit = cborDecode(blocks.get(root))
  assert.equal(commit.did, body.repo)
  assert.equal(commit.rev, body.rev)
  assert.ok(body.since === null || body.rev > body.since, 'rev grows')
  assert.ok(await verifyCommitSig(commit, await signingKey(body.repo)), 'signature')
  assert.equal(body.rebase, false)
  assert.equal(body.tooBig, false)
  assert.deepEqual(body.blobs, [])
  assert.ok(body.blocks.length <= 2_000_000)
  assert.ok(body.ops.length <= 200)
  assert.equal(new Set(body.ops.map((op) => op.path)).size, body.ops.length, 'one operation per path')
  if (body.since === null) return { commit, blocks }
  let tree = MST.load(new MemoryBlockstore(blocks), commit.data)
  for (const op of body.ops.toReversed()) tree = await undone(tree, op, blocks)
  assert.equal((await tree.getPointer()).toString(), body.prevData.toString(), 'inversion leads to prevData')
  return { commit, blocks }
}

async function undone(tree, op, blocks) {
  const held = await tree.get(op.path)
  if (op.action === 'delete') {
    assert.equal(op.cid, null)
    assert.equal(held, null, `${op.path} is deleted and must be absent`)
    return tree.add(op.path, op.prev)
  }
  assert.equal(held?.toString(), op.cid.toString(), `${op.path} holds the CID of its operation`)
  assert.ok(blocks.get(op.cid), `the block of ${op.path} is in the event`)
  if (op.action === 'create') {
    assert.equal(op.prev, undefined)
    return tree.delete(op.path)
  }
  assert.equal(op.action, 'update')
  return tree.update(op.path, op.prev)
}

/** The state of a repository after its events, by the operations alone. */
export function replay(events) {
  const records = new Map()
  for (const { body } of events) {
    for (const op of body.ops) {
      if (op.action === 'delete') assert.ok(records.delete(op.path), `${op.path} was there`)
      else records.set(op.path, op.cid.toString())
    }
  }
  return records
}

/** The root of the tree over these records, built from the sorted keys by definition. */
export function canonicalRoot(records) {
  const leaves = [...records]
    .map(([key, cid]) => ({ key, cid: parseCid(cid), layer: layerOf(key) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
  const top = leaves.reduce((max, leaf) => Math.max(max, leaf.layer), 0)
  return nodeOf(leaves, top).toString()
}

function nodeOf(leaves, layer) {
  const node = { l: null, e: [] }
  let run = []
  let last = ''
  const close = () => (run.length === 0 ? null : nodeOf(run, layer - 1))
  const place = (child) => (node.e.length === 0 ? (node.l = child) : (node.e.at(-1).t = child))
  for (const leaf of leaves) {
    if (leaf.layer < layer) {
      run.push(leaf)
      continue
    }
    place(close())
    run = []
    let shared = 0
    while (shared < last.length && shared < leaf.key.length && last[shared] === leaf.key[shared]) shared++
    node.e.push({ p: shared, k: new TextEncoder().encode(leaf.key.slice(shared)), v: leaf.cid, t: null })
    last = leaf.key
  }
  place(close())
  return cidOf(node)
}

function layerOf(key) {
  const hash = createHash('sha256').update(key).digest()
  let zeros = 0
  for (const byte of hash) {
    if (byte !== 0) return (zeros + Math.clz32(byte) - 24) >> 1
    zeros += 8
  }
  return zeros >> 1
}

function cidOf(value) {
  const digest = createHash('sha256').update(cborEncode(value)).digest()
  return parseCid(`b${base32(Buffer.concat([Buffer.from([1, 0x71, 0x12, 0x20]), digest]))}`)
}

function base32(bytes) {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31]
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31]
}

/** The head of a repository as the server states it. */
export const head = (did) => ok(get('com.atproto.sync.getLatestCommit', { did }))
