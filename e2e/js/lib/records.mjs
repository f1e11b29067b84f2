// The records API of a development server, in plain requests.
import assert from 'node:assert/strict'

if (!process.env.BASE_URL) throw new Error('BASE_URL is not set: the address of the server to test')

const api = `${new URL(process.env.BASE_URL).origin}/api/v1/projects/dev`
const TIMEOUT_MILLIS = 60_000
const PAGE = 1_000

export const space = 'demo'
export const stream = 'events'
const container = { type: 'container', space, externalId: 'reading' }

/** Posts JSON and answers status and JSON, whatever they are. */
export async function post(path, body) {
  const res = await fetch(`${api}/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer dev', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  })
  return { status: res.status, json: await res.json() }
}

/** Posts what must be answered with this status. */
export async function ok(path, body, status = 200) {
  const answer = await post(path, body)
  assert.equal(answer.status, status, JSON.stringify(answer.json).slice(0, 500))
  return answer.json
}

export const records = (verb) => `streams/${stream}/records${verb}`
export const idOf = (externalId) => ({ space, externalId })

/** A record as it is written: `value` names the batch, `sensor` is long, so that halves would show. */
export function item(externalId, value) {
  return { ...idOf(externalId), sources: [{ source: container, properties: { value, sensor: textOf(externalId, value) } }] }
}

const textOf = (externalId, value) => `${externalId} ${value} `.repeat(20)

/** The batch that a whole record says it is of. */
export function valueOf(record) {
  const { value, sensor } = record.properties.demo.reading
  assert.equal(sensor, textOf(record.externalId, value), `${record.externalId} is whole`)
  return String(value)
}

/** Follows the stream from its beginning to its end: every record and every deletion, once. */
export async function followed() {
  const found = new Map()
  let from = { initializeCursor: '9d-ago' }
  for (;;) {
    const sources = [{ source: container, properties: ['*'] }]
    const page = await ok(records('/sync'), { ...from, limit: PAGE, sources })
    for (const one of page.items) {
      assert.ok(!found.has(one.externalId), `${one.externalId} was there before`)
      found.set(one.externalId, one.status === 'deleted' ? null : valueOf(one))
    }
    if (!page.hasNext) return found
    from = { cursor: page.nextCursor }
  }
}

/** These records, asked for by name, by their names. */
export async function byIds(names) {
  const found = new Map()
  for (let at = 0; at < names.length; at += PAGE) {
    const items = names.slice(at, at + PAGE).map(idOf)
    const sources = [{ source: container, properties: ['*'] }]
    const answer = await ok(records('/-/byids'), { items, sources })
    for (const one of answer.items) found.set(one.externalId, valueOf(one))
  }
  return found
}

/** One batch, found by a property and not by its names. */
export async function batch(value) {
  const answer = await ok(records('/filter'), {
    filter: { equals: { property: ['demo', 'reading', 'value'], value: Number(value) } },
    sources: [{ source: container, properties: ['*'] }],
    limit: PAGE,
  })
  return new Map(answer.items.map((one) => [one.externalId, valueOf(one)]))
}

/** The number of records, counted in each of the ways there are. */
export async function counts() {
  const known = await ok(records('/-/count'), {})
  const counted = await ok(records('/aggregate'), { aggregates: { n: { count: {} } } })
  return [known.count, counted.aggregates.n.count]
}
