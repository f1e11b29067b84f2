// The records of the comparison, and the questions about them in the words of both servers.
const SITES = 100
const SENSORS = 10_000
const STATES = ['idle', 'running', 'stopped', 'failed', 'unknown']
const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000

/** A number from 0 to 1 that belongs to a number: the same on both sides, in any order. */
function part(n, salt) {
  let x = Math.imul(n ^ (salt * 0x9e3779b9), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32
}

export const CONTAINER = {
  space: 'bench', externalId: 'Reading', usedFor: 'record',
  properties: {
    site: { type: { type: 'text' } }, sensor: { type: { type: 'text' } }, state: { type: { type: 'text' } },
    value: { type: { type: 'float64' } }, low: { type: { type: 'float64' } }, high: { type: { type: 'float64' } },
    total: { type: { type: 'int64' } }, good: { type: { type: 'boolean' } }, at: { type: { type: 'timestamp' } },
    note: { type: { type: 'text' } },
  },
}

/** The properties of record `n` in its version `version`, as JSON of about 400 bytes. */
export function properties(n, version) {
  const value = part(n + version * 7_919, 1) * 1_000
  return JSON.stringify({
    site: `site-${Math.floor(part(n, 2) * SITES)}`,
    sensor: `sensor-${Math.floor(part(n, 3) * SENSORS)}`,
    state: STATES[Math.floor(part(n, 4) * STATES.length)],
    value, low: value - 10, high: value + 10,
    total: Math.floor(part(n, 5) * 1_000_000),
    good: part(n, 6) < 0.9,
    at: new Date(START + Math.floor(part(n, 7) * 90 * 24 * 60) * MINUTE).toISOString(),
    note: `reading ${n} of version ${version}, ${'taken by hand and written down the same day, '.repeat(4)}signed`,
  })
}

export const id = (n) => `r${n}`

/** The first `size` of a random walk over `count` numbers, each once. */
export function some(count, size, turn) {
  const start = Math.floor(part(turn, 8) * count)
  const step = 7_368_787 % count || 1
  return Array.from({ length: size }, (_, i) => (start + i * step) % count)
}

const on = (name) => ['bench', 'Reading', name]
const equals = (name, value) => ({ equals: { property: on(name), value } })
const range = (name, bounds) => ({ range: { property: on(name), ...bounds } })

/** Filters that ask for the first hundred; `turn` makes each one different. */
export const FILTERS = [
  {
    name: 'point', indexed: true,
    ours: (turn, count) => ({
      filter: { and: [
        { equals: { property: ['space'], value: 'bench' } },
        { equals: { property: ['externalId'], value: id(some(count, 1, turn)[0]) } },
      ] },
    }),
    theirs: 'SELECT id, data FROM records WHERE space = $1 AND id = $2',
    values: (turn, count) => ['bench', id(some(count, 1, turn)[0])],
  },
  {
    name: 'sensor is', indexed: true,
    ours: (turn) => ({ filter: equals('sensor', `sensor-${turn * 37 % SENSORS}`) }),
    theirs: "SELECT id, data FROM records WHERE data->>'sensor' = $1 ORDER BY updated, id LIMIT 100",
    values: (turn) => [`sensor-${turn * 37 % SENSORS}`],
  },
  {
    name: 'site is',
    ours: (turn) => ({ filter: equals('site', `site-${turn % SITES}`) }),
    theirs: "SELECT id, data FROM records WHERE data->>'site' = $1 ORDER BY updated, id LIMIT 100",
    values: (turn) => [`site-${turn % SITES}`],
  },
  {
    name: 'total between',
    ours: (turn) => ({ filter: range('total', { gte: turn * 1_000, lt: turn * 1_000 + 50 }) }),
    theirs: "SELECT id, data FROM records WHERE (data->>'total')::bigint >= $1 AND (data->>'total')::bigint < $2 ORDER BY updated, id LIMIT 100",
    values: (turn) => [turn * 1_000, turn * 1_000 + 50],
  },
  {
    name: 'note begins with',
    ours: (turn) => ({ filter: { prefix: { property: on('note'), value: `reading ${1_000 + turn}` } } }),
    theirs: "SELECT id, data FROM records WHERE starts_with(data->>'note', $1) ORDER BY updated, id LIMIT 100",
    values: (turn) => [`reading ${1_000 + turn}`],
  },
  {
    name: 'state is and low between, highest first',
    ours: (turn) => ({
      filter: { and: [equals('state', 'failed'), range('low', { gte: turn, lt: turn + 100 })] },
      sort: [{ property: on('high'), direction: 'descending' }],
    }),
    theirs: "SELECT id, data FROM records WHERE data->>'state' = 'failed' AND (data->>'low')::float8 >= $1 AND (data->>'low')::float8 < $2 ORDER BY (data->>'high')::float8 DESC, id LIMIT 100",
    values: (turn) => [turn, turn + 100],
  },
]

/** Aggregates over all records or many. */
export const AGGREGATES = [
  {
    name: 'mean of all',
    ours: { aggregates: { mean: { avg: { property: on('value') } } } },
    theirs: "SELECT avg((data->>'value')::float8) FROM records",
  },
  {
    name: 'mean by site',
    ours: { aggregates: { sites: { uniqueValues: {
      property: on('site'), size: 100, aggregates: { mean: { avg: { property: on('value') } } } } } } },
    theirs: "SELECT data->>'site', count(*), avg((data->>'value')::float8) FROM records GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100",
  },
  {
    name: 'sum by day',
    ours: { aggregates: { days: { timeHistogram: {
      property: on('at'), calendarInterval: '1d', aggregates: { sum: { sum: { property: on('total') } } } } } } },
    theirs: "SELECT date_trunc('day', (data->>'at')::timestamptz, 'UTC'), count(*), sum((data->>'total')::bigint) FROM records GROUP BY 1 ORDER BY 1",
  },
  {
    name: 'histogram of values',
    ours: { aggregates: { values: { numberHistogram: { property: on('value'), interval: 10 } } } },
    theirs: "SELECT floor((data->>'value')::float8 / 10) * 10, count(*) FROM records GROUP BY 1 ORDER BY 1",
  },
  {
    name: 'extremes of those that failed, by site',
    ours: {
      filter: equals('state', 'failed'),
      aggregates: { sites: { uniqueValues: { property: on('site'), size: 100, aggregates: {
        low: { min: { property: on('low') } }, high: { max: { property: on('high') } } } } } },
    },
    theirs: "SELECT data->>'site', count(*), min((data->>'low')::float8), max((data->>'high')::float8) FROM records WHERE data->>'state' = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100",
  },
]
