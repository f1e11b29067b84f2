// Section 9.4: numbers and backfills.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { until } from '../lib/appview.mjs'
import { admin, doubles, game } from './world.mjs'

const { host, jetstream, relay } = doubles
let did

describe('9.4 Statistics and backfill', () => {
  before(async () => {
    did = await host.account()
  })

  const start = (json) => admin(201, 'POST', '/backfill', json)
  const cancel = (status, id) => admin(status, 'POST', `/backfill/${id}/cancel`)
  const job = async (id) => (await admin(200, 'GET', '/backfill/status')).find((one) => one.id === id)
  const ended = (id, status) => until(async () => {
    const now = await job(id)
    return now.status === status && now
  }, `a backfill that is ${status}`)

  test('#34 a record of a registered collection counts in both', async () => {
    const uri = jetstream.put(did, game, 'first', { title: 'First' })
    await until(async () => (await admin(200, 'GET', '/stats')).total_records === 1, 'the record')

    assert.deepEqual(await admin(200, 'GET', '/stats'), { total_records: 1, collections: [{ collection: game, count: 1 }] })
    const { records } = await admin(200, 'GET', `/records?collection=${game}`)
    assert.deepEqual([records[0].uri, records[0].record.title, records[0].labels], [uri, 'First', []])
  })

  test('#35, #36, #37, #38 a running backfill is listed, and cancelled, twice if somebody likes', async () => {
    let release
    relay.hold = new Promise((resolve) => (release = resolve))
    const { id, status } = await start({ collection: game })
    assert.equal(status, 'running')
    const listed = await job(id)
    assert.deepEqual([listed.collection, listed.did, listed.completed_at], [game, null, null])

    assert.deepEqual(await cancel(200, id), { id, status: 'cancelling' })
    assert.deepEqual(await cancel(200, id), { id, status: 'cancelling' })
    release()
    relay.hold = undefined
    assert.equal((await ended(id, 'cancelled')).error, 'cancelled by user')
  })

  test('#39 what has ended cannot be cancelled', async () => {
    host.put(did, game, 'first', { title: 'First' })
    host.put(did, game, 'second', { title: 'Second' })
    const { id } = await start({ collection: game, did })
    const done = await ended(id, 'completed')
    assert.deepEqual([done.stage, done.total_repos, done.total_records], ['completed', 1, 2])
    assert.equal((await cancel(400, id)).error, 'job is not running (status: completed)')
    assert.equal((await admin(200, 'GET', '/stats')).total_records, 2)
  })

  test('records are taken out of the index, one or all of a type', async () => {
    const uri = encodeURIComponent(`at://${did}/${game}/first`)
    await admin(204, 'DELETE', `/records?uri=${uri}`)
    assert.equal((await admin(404, 'DELETE', `/records?uri=${uri}`)).error, 'record not found')
    assert.deepEqual(await admin(200, 'DELETE', `/records/collection?collection=${game}`), { deleted: 1 })
    assert.equal((await admin(200, 'GET', '/stats')).total_records, 0)
  })

  test('#40 an unknown backfill is not found', async () => {
    assert.equal((await cancel(404, 'nobody')).error, 'backfill job not found')
  })

  test('#40 a backfill of an unknown type fails', async () => {
    const { id } = await start({ collection: 'no.such.type' })
    assert.match((await ended(id, 'failed')).error, /no record-type lexicon registered for collection 'no\.such\.type'/)
  })
})
