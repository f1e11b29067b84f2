// Section 9.10: labelers.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { until } from '../lib/appview.mjs'
import { admin, doubles, game, nobody, refused } from './world.mjs'

const { jetstream, labelers } = doubles

describe('9.10 Labelers', () => {
  let first
  let second
  let uri

  before(async () => {
    first = await labelers.account()
    second = await labelers.account()
    uri = jetstream.put('did:web:labeled.example', game, 'labeled', { title: 'Labeled' })
  })

  const listed = async () => (await admin(200, 'GET', '/labelers')).map(({ did, status }) => [did, status])
  const labels = async () => {
    const { records } = await admin(200, 'GET', `/records?collection=${game}`)
    return records.find((one) => one.uri === uri)?.labels.map(({ src, val }) => [src, val])
  }
  const read = (labeler, count) => until(() => labelers.readers(labeler) === count, `${count} readers of the labeler`)

  test('#85, #86 add answers 201 and nothing; the list is in the order of creation', async () => {
    for (const { did } of [first, second]) assert.equal(await admin(201, 'POST', '/labelers', { did }), undefined)
    assert.deepEqual(await listed(), [[first.did, 'active'], [second.did, 'active']])
  })

  test('what a labeler says is taken in, when it signed it and it is its own', async () => {
    await labelers.label(first, uri, 'forged', { sig: Buffer.alloc(64, 1) })
    await labelers.label(first, uri, 'foreign', { src: second.did })
    await labelers.label(first, uri, 'nice')
    await until(async () => (await labels())?.length === 1, 'a label')
    assert.deepEqual(await labels(), [[first.did, 'nice']])
  })

  test('#87 a pause answers 204 and ends the stream; of an unknown one 404', async () => {
    await read(first, 1)
    await admin(204, 'PATCH', `/labelers/${first.did}`, { status: 'paused' })
    assert.deepEqual((await listed())[0], [first.did, 'paused'])
    await read(first, 0)
    await admin(404, 'PATCH', '/labelers/did:web:none.example', { status: 'paused' })
  })

  test('#85 adding it again reactivates the one row, and what was missed is heard', async () => {
    await labelers.label(first, uri, 'missed')
    await admin(201, 'POST', '/labelers', { did: first.did })
    assert.deepEqual(await listed(), [[first.did, 'active'], [second.did, 'active']])
    await until(async () => (await labels()).length === 2, 'the label that was missed')
  })

  test('#88 a deletion answers 204, then 404, and removes the labels of that labeler', async () => {
    await labelers.label(second, uri, 'kept')
    await until(async () => (await labels()).length === 3, 'the label of the other one')
    await admin(204, 'DELETE', `/labelers/${first.did}`)
    await admin(404, 'DELETE', `/labelers/${first.did}`)
    assert.deepEqual(await labels(), [[second.did, 'kept']])
    assert.deepEqual(await listed(), [[second.did, 'active']])
    await admin(204, 'DELETE', `/labelers/${second.did}`)
  })

  test('#89 nobody is refused', async () => {
    refused(await nobody('GET', '/labelers'), 401)
    refused(await nobody('POST', '/labelers', { did: first.did }), 401)
    refused(await nobody('DELETE', `/labelers/${first.did}`), 401)
  })
})
