// Writes from many connections until the server dies or the time is over, and keeps the ledger.
//
//   BASE_URL=... node crash/load.mjs --dir DIR --round N [--connections 16] [--accounts 8] [--millis 60000]
//
// Prints ACKED as soon as the first write was answered, and a summary as its last line. Exits with 0
// when the server went away under load: that is what it is there for.
import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { cidForLex } from '@atproto/lex-cbor'
import { creation, deletion, ok, post, update, writer } from '../lib/xrpc.mjs'
import { Firehose } from '../lib/firehose.mjs'
import { Ledger } from './ledger.mjs'

const { values: opt } = parseArgs({
  options: {
    dir: { type: 'string' },
    round: { type: 'string', default: '0' },
    connections: { type: 'string', default: '16' },
    accounts: { type: 'string', default: '8' },
    millis: { type: 'string', default: '60000' },
  },
})
const ledger = new Ledger(path.join(opt.dir, 'ledger.jsonl'))
const seen = new Ledger(path.join(opt.dir, 'seen.jsonl'))
const collection = 'com.example.load'
const counts = { ok: 0, unknown: 0, refused: 0 }
let next = 0

const accounts = await accountsOf()
const hose = await Firehose.open()
const deadline = Date.now() + Number(opt.millis)
await Promise.all(Array.from({ length: Number(opt.connections) }, (_, w) => work(w)))
for (const { body, bytes } of hose.frames) {
  if (body.seq !== undefined) seen.add({ seq: body.seq, hash: createHash('sha256').update(bytes).digest('hex') })
}
hose.close()
ledger.save()
seen.save()
console.log(JSON.stringify({ ...counts, events: hose.frames.length }))

async function accountsOf() {
  const known = Ledger.read(ledger.file).filter((l) => l.kind === 'account')
  if (known.length > 0) return known
  for (let i = 0; i < Number(opt.accounts); i++) {
    const name = `k${randomBytes(4).toString('hex')}`
    const { did, accessJwt } = await ok(post('com.atproto.server.createAccount', {
      handle: `${name}.test`, email: `${name}@example.com`, password: 'pw',
    }))
    known.push({ kind: 'account', did, accessJwt })
    ledger.add(known.at(-1))
  }
  ledger.save()
  return known
}

async function work(w) {
  const own = []
  for (let i = 0; Date.now() < deadline; i++) {
    const account = accounts[(w + i) % accounts.length]
    const held = own.filter((o) => o.did === account.did)
    const record = { $type: collection, worker: w, at: i, fill: randomBytes(100).toString('hex') }
    const rkey = `r${opt.round}-w${w}-${i}`
    const request = await [single, change, batch, removal][held.length < 3 ? 0 : i % 4](account, held, record, rkey)
    if (!(await send(account, request))) return
    for (const [target, cid] of request.writes) {
      const at = own.findIndex((o) => o.did === account.did && o.path === target)
      if (at >= 0) own.splice(at, 1)
      if (cid) own.push({ did: account.did, path: target })
    }
  }
}

async function single(account, held, record, rkey) {
  return {
    writes: [[`${collection}/${rkey}`, await cidOf(record)]],
    call: () => writer(account).create(collection, record, { rkey }),
  }
}

async function change(account, held, record) {
  const [{ path: target }] = held
  return {
    writes: [[target, await cidOf(record)]],
    call: () => writer(account).put(collection, target.split('/')[1], record),
  }
}

async function removal(account, held) {
  const [{ path: target }] = held
  return { writes: [[target, null]], call: () => writer(account).delete(collection, target.split('/')[1]) }
}

async function batch(account, held, record, rkey) {
  const made = Array.from({ length: 8 }, (_, k) => ({ ...record, k }))
  const [changed, removed] = held.map((o) => o.path.split('/')[1])
  const body = [
    ...made.map((value, k) => creation(collection, value, `${rkey}-${k}`)),
    update(collection, changed, record),
    deletion(collection, removed),
  ]
  const writes = await Promise.all(made.map(async (value, k) => [`${collection}/${rkey}-${k}`, await cidOf(value)]))
  writes.push([`${collection}/${changed}`, await cidOf(record)], [`${collection}/${removed}`, null])
  return { writes, call: () => writer(account).apply(body) }
}

async function send(account, { writes, call }) {
  const id = `${opt.round}-${next++}`
  const line = { id, did: account.did, writes }
  let answer
  try {
    answer = await call()
  } catch {
    counts.unknown++
    ledger.add({ kind: 'unknown', ...line })
    return false
  }
  if (answer.status !== 200) {
    counts.refused++
    throw new Error(`refused under load: ${answer.status} ${JSON.stringify(answer.json)}`)
  }
  if (counts.ok++ === 0) console.log('ACKED')
  ledger.add({ kind: 'ok', ...line, commit: answer.json.commit })
  return true
}

async function cidOf(record) {
  return (await cidForLex(record)).toString()
}
