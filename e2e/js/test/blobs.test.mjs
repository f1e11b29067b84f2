import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync, gzipSync } from 'node:zlib'
import { parseCid } from '@atproto/lex-data'
import { get, newAccount, now, ok, reference, refused, rkeyOf, unchanged, writer } from '../lib/xrpc.mjs'

const profile$type = 'app.bsky.actor.profile'
let shade = 0

/** A real PNG of one pixel, each of another colour. */
function png() {
  shade++
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  const pixel = Buffer.from([0, shade, Date.now() & 255, (Date.now() >> 8) & 255])
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    magic, chunk('IHDR', header), chunk('IDAT', deflateSync(pixel)), chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(bytes) {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ -1) >>> 0
}

const stored = (did, cid) => get('com.atproto.sync.getBlob', { did, cid })
const link = (blob) => blob.ref.$link

test('keeps an upload aside until a record names it, then serves it', async () => {
  const account = await newAccount()
  const { upload, put } = writer(account)
  const bytes = png()

  const { blob } = await unchanged(account, () => ok(upload(bytes, 'image/png')))
  await refused(stored(account.did, link(blob)), 400, undefined, /Blob not found/)
  await ok(put(profile$type, 'self', { $type: profile$type, avatar: blob }))
  const served = await stored(account.did, link(blob))

  const digest = createHash('sha256').update(bytes).digest()
  assert.deepEqual(Buffer.from(parseCid(link(blob)).multihash.digest), digest)
  assert.deepEqual({ ...blob, ref: null }, { $type: 'blob', ref: null, mimeType: 'image/png', size: bytes.length })
  assert.equal(served.status, 200)
  assert.deepEqual(Buffer.from(served.bytes), bytes)
  assert.equal(served.headers.get('content-type'), 'image/png')
  assert.equal(served.headers.get('x-content-type-options'), 'nosniff')
  assert.match(served.headers.get('content-security-policy'), /default-src 'none'/)
  assert.deepEqual((await ok(get('com.atproto.sync.listBlobs', { did: account.did }))).cids, [link(blob)])
})

test('takes an upload by the official client, and gives it back', async () => {
  const { agent, did } = await newAccount()
  const bytes = png()

  const { data } = await agent.uploadBlob(bytes, { encoding: 'image/png' })
  await agent.upsertProfile(() => ({ avatar: data.blob }))
  const { data: served } = await agent.com.atproto.sync.getBlob({ did, cid: data.blob.ref.toString() })

  assert.deepEqual(Buffer.from(served), bytes)
})

test('believes the bytes rather than the header', async () => {
  const { upload } = writer(await newAccount())

  const image = await ok(upload(png(), 'text/plain'))
  const text = await ok(upload('hello', 'text/plain'))
  const nameless = await ok(upload(Buffer.from([1, 2, 3]), 'application/octet-stream'))

  assert.equal(image.blob.mimeType, 'image/png')
  assert.equal(text.blob.mimeType, 'text/plain')
  assert.equal(link(text.blob), 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq')
  assert.equal(nameless.blob.mimeType, 'application/octet-stream')
})

test('unpacks a compressed upload before it is hashed', async () => {
  const { upload } = writer(await newAccount())
  const bytes = png()

  const packed = await ok(upload(gzipSync(bytes), 'image/png', { 'content-encoding': 'gzip' }))
  const plain = await ok(upload(bytes, 'image/png'))

  assert.deepEqual(packed, plain)
})

test('refuses references that do not match the upload, and leaves it aside', async () => {
  const account = await newAccount()
  const { upload, put } = writer(account)
  const { blob } = await ok(upload(png(), 'image/png'))
  const name = (avatar, more) => put(profile$type, 'self', { $type: profile$type, avatar }, more)
  const legacy = { cid: link(blob), mimeType: 'image/png' }
  const absent = { ...blob, ref: { $link: 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq' } }

  await unchanged(account, async () => {
    await refused(name({ ...blob, size: blob.size + 1 }), 400, 'InvalidSize', /Referenced Size does not match/)
    await refused(name({ ...blob, mimeType: 'image/jpeg' }), 400, 'InvalidMimeType', /Referenced Mimetype/)
    await refused(name(absent), 400, 'BlobNotFound', /Could not find blob/)
    await refused(name({ ...blob, mimeType: 'text/plain' }), 400, 'InvalidRequest')
    await refused(name({ ...blob, size: 2_000_000 }), 400, 'InvalidRequest')
    await refused(name(legacy, { validate: false }), 400, 'InvalidRequest', /Legacy blobs are not allowed/)
    await refused(stored(account.did, link(blob)), 400)
  })
  await ok(name(blob))
})

test('lets go of a blob with the last record that names it', async () => {
  const account = await newAccount()
  const { upload, put, delete: remove } = writer(account)
  const { blob } = await ok(upload(png(), 'image/png'))
  await ok(put('com.example.x', 'one', { file: blob }))
  await ok(put('com.example.x', 'two', { file: blob }))

  await ok(remove('com.example.x', 'one'))
  const needed = await stored(account.did, link(blob))
  await ok(put('com.example.x', 'two', { file: null }))

  assert.equal(needed.status, 200)
  await refused(stored(account.did, link(blob)), 400)
  assert.deepEqual((await ok(get('com.atproto.sync.listBlobs', { did: account.did }))).cids, [])
})

test('keeps blobs of accounts apart', async () => {
  const one = await newAccount()
  const two = await newAccount()
  const bytes = png()
  for (const account of [one, two]) {
    const { blob } = await ok(writer(account).upload(bytes, 'image/png'))
    account.key = rkeyOf((await ok(writer(account).create('com.example.x', { file: blob }))).uri)
    account.cid = link(blob)
  }

  await ok(writer(one).delete('com.example.x', one.key))

  await refused(stored(one.did, one.cid), 400)
  assert.deepEqual(Buffer.from((await stored(two.did, two.cid)).bytes), bytes)
})

test('refuses uploads that cannot be', async () => {
  const account = await newAccount()
  const { upload } = writer(account)

  await refused(upload(Buffer.alloc((5 << 20) + 1), 'application/octet-stream'), 413)
  await refused(upload(png(), 'image/png', { 'content-encoding': 'made-up' }), 415)
  await refused(writer({ did: account.did }).upload(png(), 'image/png'), 401, 'AuthMissing')
  if (!reference) await refused(upload(png(), 'image/png', { 'content-encoding': 'gzip' }), 400)
})

test('names blobs found deep inside a record', async () => {
  const account = await newAccount()
  const { upload, create } = writer(account)
  const { blob } = await ok(upload(png(), 'image/png'))
  const embed = { $type: 'app.bsky.embed.images', images: [{ alt: '', image: blob }] }

  await ok(create('app.bsky.feed.post', { text: 'with image', embed, createdAt: now() }))

  assert.equal((await stored(account.did, link(blob))).status, 200)
})
