// After a restart: every answered batch is there once and whole, every other one whole or not at all,
// and all ways to read say the same.
//
//   BASE_URL=... node crash/stream-check.mjs --dir DIR
import assert from 'node:assert/strict'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { batch, byIds, counts, followed, stream } from '../lib/records.mjs'
import { Ledger, expectations, settled } from './ledger.mjs'

const { values: opt } = parseArgs({ options: { dir: { type: 'string' }, batches: { type: 'string', default: '5' } } })
const ledger = new Ledger(path.join(opt.dir, 'ledger.jsonl'))
const expected = expectations(Ledger.read(ledger.file)).get(stream)
assert.ok(expected.paths.size > 0, 'an empty ledger proves nothing')

const feed = await followed()
let happened = 0
for (const line of settled(expected, feed)) {
  ledger.add(line)
  for (const [name, value] of line.writes) expected.paths.set(name, value)
  if (line.writes.at(-1)[1] === 'done') happened++
}
ledger.save()

const names = [...expected.paths.keys()].filter((name) => !name.startsWith('settled:'))
const live = new Map(names.filter((name) => expected.paths.get(name) !== null).map((name) => [name, expected.paths.get(name)]))
const fed = new Map([...feed].filter(([, value]) => value !== null))
assert.deepEqual(sorted(fed), sorted(live), 'sync to the end')
assert.deepEqual(sorted(await byIds(names)), sorted(live), 'asked for by name')
assert.deepEqual(await counts(), [live.size, live.size], 'counted')
const deletions = [...feed.keys()].filter((name) => feed.get(name) === null)
const deleted = names.filter((name) => expected.paths.get(name) === null)
assert.deepEqual(deletions.sort(), deleted.sort(), 'deletions')

const values = [...new Set(live.values())].slice(-Number(opt.batches))
for (const value of values) {
  assert.deepEqual(sorted(await batch(value)), sorted(new Map([...live].filter(([, v]) => v === value))), `batch ${value}`)
}
console.log(JSON.stringify({ records: live.size, deleted: deleted.length, settled: expected.unknown.length, happened }))

function sorted(map) {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1))
}
