// The JavaScript client of the records API at a development server: what it makes, writes, asks, follows
// and deletes, and the errors that it throws.
//
//   BASE_URL=... node --test check.test.mjs
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CogniteClient, CogniteError } from '@cognite/sdk'

const baseUrl = new URL(process.env.BASE_URL).origin
const space = 'js_checks'
const live = 'js-live'
const archive = 'js-archive'
const source = { type: 'container', space, externalId: 'alarm' }
const property = (name) => [space, 'alarm', name]
const sources = [{ source, properties: ['*'] }]
const client = clientWith('dev')

function clientWith(token, project = 'dev') {
  return new CogniteClient({ appId: 'checks', project, baseUrl, oidcTokenProvider: async () => token })
}

let names = 0
const fresh = (mark) => `${mark}-${++names}`

function alarm(externalId, group, severity) {
  return { space, externalId, sources: [{ source, properties: { group, severity, at: '2026-01-31T08:00:00.000Z' } }] }
}

const ofGroup = (group) => ({ equals: { property: property('group'), value: group } })
const values = (record) => record.properties[space].alarm

async function fails(work, status, message) {
  const error = await work.then(
    () => assert.fail(`expected ${status}`),
    (e) => e,
  )
  assert.equal(error.status, status, error.message)
  if (message) assert.match(error.message, message)
  return error
}

test('declares a space, a container and streams, and finds them again', async () => {
  const { items: [made] } = await client.spaces.upsert([{ space, name: 'Checks', description: 'of a client' }])
  const { items: [container] } = await client.containers.upsert([
    {
      space,
      externalId: 'alarm',
      usedFor: 'record',
      properties: {
        group: { type: { type: 'text' } },
        severity: { type: { type: 'int32' } },
        at: { type: { type: 'timestamp' } },
      },
    },
  ])
  const stream = await client.streams.create({ externalId: live, settings: { template: { name: 'BasicLiveData' } } })
  await client.streams.create({ externalId: archive, settings: { template: { name: 'ImmutableTestStream' } } })

  assert.equal(made.space, space)
  assert.equal(container.usedFor, 'record')
  assert.equal(container.properties.severity.type.type, 'int32')
  assert.equal(stream.type, 'Mutable')
  assert.deepEqual((await client.spaces.retrieve([space])).items.map((one) => one.name), ['Checks'])
  const listed = await client.containers.list({ space, usedFor: ['record'] })
  assert.deepEqual(listed.items.map((one) => one.externalId), ['alarm'])
  const found = await client.streams.retrieve({ externalId: live, includeStatistics: true })
  assert.equal(found.settings.limits.maxRecordsTotal.consumed, 0)
  const streams = (await client.streams.list()).map((one) => one.externalId)
  assert.ok(streams.includes(live) && streams.includes(archive), String(streams))
})

test('ingests into an immutable stream and filters it', async () => {
  const group = fresh('archived')
  await client.records.ingest(archive, [1, 2, 3].map((n) => alarm(`${group}-${n}`, group, n)))
  const lastUpdatedTime = { gte: new Date(Date.now() - 86_400_000).toISOString() }
  const filter = { and: [ofGroup(group), { range: { property: property('severity'), gte: 2, lte: 9 } }] }

  const found = items(await client.records.filter(archive, { lastUpdatedTime, sources, filter, limit: 10 }))

  assert.deepEqual(found.map((one) => values(one).severity).sort(), [2, 3])
  assert.ok(found[0].createdTime instanceof Date)
  await fails(client.records.filter(archive, { sources, filter }), 400, /lastUpdatedTime/)
})

const items = (answer) => answer.items ?? answer

test('upserts, replaces and deletes records of a mutable stream', async () => {
  const group = fresh('changed')
  const filter = ofGroup(group)
  await client.records.upsert(live, [alarm(group, group, 1)])
  const [first] = items(await client.records.filter(live, { sources, filter }))
  await client.records.upsert(live, [alarm(group, group, 2)])
  const [second] = items(await client.records.filter(live, { sources, filter }))

  assert.deepEqual([values(first).severity, values(second).severity], [1, 2])
  assert.equal(+first.createdTime, +second.createdTime)
  assert.ok(second.lastUpdatedTime > first.lastUpdatedTime)

  await client.records.delete(live, [{ space, externalId: group }, { space, externalId: 'never' }])
  assert.deepEqual([...items(await client.records.filter(live, { sources, filter }))], [])
})

test('follows a stream to its end, resumes, and hears of deletions', async () => {
  const group = fresh('followed')
  await client.records.ingest(live, [1, 2, 3].map((n) => alarm(`${group}-${n}`, group, n)))
  const ask = { sources, filter: ofGroup(group), limit: 1 }

  const paged = await client.records.sync(live, { ...ask, initializeCursor: '5m-ago' }).autoPagingToArray({ limit: 100 })
  assert.deepEqual(paged.map((one) => [one.status, values(one).severity]), [1, 2, 3].map((n) => ['created', n]))

  const filter = { in: { property: ['externalId'], values: [1, 2, 3].map((n) => `${group}-${n}`) } }
  const first = await client.records.sync(live, { initializeCursor: '5m-ago', filter, limit: 2 })
  assert.deepEqual(first.items.map((one) => one.externalId), [`${group}-1`, `${group}-2`])
  const rest = await client.records.sync(live, { cursor: first.nextCursor, filter, limit: 2 })
  assert.deepEqual(rest.items.map((one) => one.externalId), [`${group}-3`])
  assert.equal(rest.next, undefined)

  await client.records.upsert(live, [alarm(`${group}-1`, group, 9)])
  await client.records.delete(live, [{ space, externalId: `${group}-2` }])
  const later = await client.records.sync(live, { cursor: first.nextCursor, filter, limit: 10 })
  assert.deepEqual(later.items.map((one) => [one.externalId, one.status]), [
    [`${group}-3`, 'created'],
    [`${group}-1`, 'updated'],
    [`${group}-2`, 'deleted'],
  ])
})

test('aggregates by metrics, unique values and histograms', async () => {
  const group = fresh('summed')
  await client.records.ingest(live, [10, 20, 30].map((n) => alarm(`${group}-${n}`, group, n)))
  const severity = property('severity')

  const answer = await client.records.aggregate(live, {
    filter: ofGroup(group),
    aggregates: {
      count: { count: {} },
      sum: { sum: { property: severity } },
      avg: { avg: { property: severity } },
      min: { min: { property: severity } },
      max: { max: { property: severity } },
    },
  })
  const buckets = await client.records.aggregate(live, {
    filter: ofGroup(group),
    aggregates: {
      groups: { uniqueValues: { property: property('group'), aggregates: { total: { sum: { property: severity } } } } },
      days: { timeHistogram: { property: property('at'), calendarInterval: '1d' } },
    },
  })

  const { count, sum, avg, min, max } = answer.aggregates ?? answer
  assert.deepEqual([count.count, sum.sum, avg.avg, min.min, max.max], [3, 60, 20, 10, 30])
  const { groups, days } = buckets.aggregates ?? buckets
  assert.deepEqual(groups.uniqueValueBuckets, [{ value: group, count: 3, aggregates: { total: { sum: 60 } } }])
  assert.equal(days.timeHistogramBuckets[0].count, 3)
})

test('answers types beside records when they are asked for', async () => {
  const answer = await client.records.filter(live, { sources, limit: 1, includeTyping: true })

  if (answer.typing) assert.equal(answer.typing[space].alarm.severity.type.type, 'int32')
})

test('throws what the client knows as errors', async () => {
  const group = fresh('refused')
  await client.records.ingest(live, [alarm(group, group, 1)])

  await fails(client.streams.retrieve({ externalId: 'not-there' }), 404, /not-there/)
  await fails(client.records.filter('not-there', {}), 404)
  const taken = await fails(
    client.streams.create({ externalId: live, settings: { template: { name: 'BasicLiveData' } } }),
    409,
  )
  assert.deepEqual(taken.duplicated, [{ externalId: live }])
  await fails(client.records.ingest(live, [alarm(group, group, 2)]), 409)
  await fails(client.records.upsert(live, [alarm('a', group, 1), alarm('a', group, 2)]), 422)
  await fails(client.records.upsert(archive, [alarm('a', group, 1)]), 422)
  await fails(client.records.delete(archive, [{ space, externalId: 'a' }]), 422)
  await fails(client.records.ingest(live, [alarm('b', group, 'bad')]), 400)
  assert.ok(taken instanceof CogniteError)
  await fails(clientWith('dev', 'elsewhere').streams.list(), 403)
  await fails(clientWith('wrong').streams.list(), 401)
})

test('deletes streams; deleting again is no error', async () => {
  await client.streams.delete(archive)
  await client.streams.delete(archive)

  await fails(client.streams.retrieve({ externalId: archive }), 404)
})

test('reads records of the AT Protocol', async () => {
  const xrpc = async (method, body, token) => {
    const answer = await fetch(`${baseUrl}/xrpc/com.atproto.${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    assert.equal(answer.status, 200)
    return answer.json()
  }
  const bob = await xrpc('server.createSession', { identifier: 'bob.test', password: 'password' })
  const status = fresh('read')
  const { uri } = await xrpc(
    'repo.createRecord',
    { repo: bob.did, collection: 'xyz.statusphere.status', record: { status, createdAt: '2026-01-31T08:00:00Z' } },
    bob.accessJwt,
  )

  const stream = 'at-xyz_statusphere_status'
  const source = { type: 'container', space: 'at', externalId: 'Status' }
  const filter = { equals: { property: ['at', 'Status', 'status'], value: status } }
  const found = items(await client.records.filter(stream, { sources: [{ source, properties: ['status'] }], filter }))

  assert.deepEqual(
    found.map((one) => [one.externalId, one.properties.at.Status]),
    [[`${bob.did}/${uri.split('/').at(-1)}`, { status }]],
  )
  await fails(client.records.delete(stream, [{ space: 'at', externalId: found[0].externalId }]), 422, /read-only/)

  await xrpc(
    'repo.createRecord',
    { repo: bob.did, collection: 'xyz.statusphere.status', record: { status, createdAt: '2026-01-31T09:00:00Z' } },
    bob.accessJwt,
  )
  const ask = { sources: [{ source, properties: ['status'] }], limit: 1 }
  const first = found[0].externalId
  const told = (list) => list.filter((one) => one.externalId === first).map((one) => [one.status, one.properties?.at?.Status])
  // The client keeps the cursor of a page to itself when none comes after it.
  let page = await client.records.sync(stream, { ...ask, initializeCursor: '9999d-ago' })
  let cursor
  const seen = [...items(page)]
  while (page.next) {
    cursor = page.nextCursor
    page = await client.records.sync(stream, { ...ask, cursor })
    seen.push(...items(page))
  }
  assert.deepEqual(told(seen), [['created', { status }]])

  const rkey = uri.split('/').at(-1)
  await xrpc('repo.deleteRecord', { repo: bob.did, collection: 'xyz.statusphere.status', rkey }, bob.accessJwt)
  const later = await client.records.sync(stream, { ...ask, limit: 100, cursor })
  assert.deepEqual(told(items(later)), [['deleted', undefined]])
})
