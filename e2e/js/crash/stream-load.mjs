// Writes batches of records from many connections until the server dies or the time is over, and keeps
// the ledger.
//
//   BASE_URL=... node crash/stream-load.mjs --dir DIR --round N [--connections 8] [--millis 60000]
//
// Prints ACKED as soon as some batches were answered, and a summary as its last line. Exits with 0 when
// the server went away under load: that is what it is there for.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { idOf, item, post, records, stream } from '../lib/records.mjs'
import { Ledger } from './ledger.mjs'

const { values: opt } = parseArgs({
  options: {
    dir: { type: 'string' },
    round: { type: 'string', default: '0' },
    connections: { type: 'string', default: '8' },
    millis: { type: 'string', default: '60000' },
  },
})
const BATCH = 200
const FIRST_ACKED = 20
const ledger = new Ledger(path.join(opt.dir, 'ledger.jsonl'))
const tally = { ok: 0, unknown: 0, records: 0 }
const deadline = Date.now() + Number(opt.millis)

if (Ledger.read(ledger.file).length === 0) ledger.add({ kind: 'account', did: stream })
await Promise.all(Array.from({ length: Number(opt.connections) }, (_, w) => work(w)))
ledger.save()
console.log(JSON.stringify(tally))

/** Every name is written by one worker alone. */
async function work(w) {
  const own = []
  for (let i = 0; Date.now() < deadline; i++) {
    const value = Number(opt.round) * 1e8 + w * 1e6 + i
    const kind = [ingest, upsert, ingest, remove][i % 4]
    const request = kind(own, `${opt.round}-${w}-${i}`, value)
    if (!(await send(`${opt.round}-${w}-${i}`, request))) return
    for (const [name, written] of request.writes) {
      const at = own.indexOf(name)
      if (at >= 0) own.splice(at, 1)
      if (written !== null) own.push(name)
    }
  }
}

function fresh(mark, count) {
  return Array.from({ length: count }, (_, k) => `${mark}-${k}`)
}

function ingest(own, mark, value) {
  return writing('', 202, fresh(mark, BATCH), value)
}

/** One half is there already, one half is new. */
function upsert(own, mark, value) {
  return writing('/upsert', 202, [...own.slice(0, BATCH / 2), ...fresh(mark, BATCH / 2)], value)
}

function writing(verb, status, names, value) {
  return {
    verb,
    status,
    body: { items: names.map((name) => item(name, value)) },
    writes: names.map((name) => [name, String(value)]),
  }
}

function remove(own) {
  const names = own.slice(0, BATCH / 2)
  return { verb: '/delete', status: 200, body: { items: names.map(idOf) }, writes: names.map((name) => [name, null]) }
}

async function send(id, { verb, status, body, writes }) {
  const line = { id, did: stream, writes }
  let answer
  try {
    answer = await post(records(verb), body)
  } catch {
    tally.unknown++
    ledger.add({ kind: 'unknown', ...line })
    return false
  }
  if (answer.status !== status) throw new Error(`refused under load: ${answer.status} ${JSON.stringify(answer.json)}`)
  if (++tally.ok === FIRST_ACKED) console.log('ACKED')
  tally.records += writes.length
  ledger.add({ kind: 'ok', ...line })
  return true
}
