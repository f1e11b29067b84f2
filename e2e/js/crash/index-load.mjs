// Writes records that hooks look at, by scripts and without, until the server dies or the time is over.
//
//   BASE_URL=... node crash/index-load.mjs --dir DIR --round N [--connections 16] [--accounts 4] [--fails 2]
//
// Prints ACKED after the first answers, and a summary as its last line. `--fails` says of how many records
// of a worker the hook fails for good; `--backfill` begins with a job that reads all repositories again.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { cidForLex } from '@atproto/lex-cbor'
import { administered, procedure } from '../lib/appview.mjs'
import { creation, deletion, ok, post, update, writer } from '../lib/xrpc.mjs'
import { count, hooked, modes, plain, register, removeOf, saveAllOf, staying, upsertOf } from './hooked.mjs'
import { Ledger } from './ledger.mjs'

const { values: opt } = parseArgs({
  options: {
    dir: { type: 'string' },
    round: { type: 'string', default: '0' },
    connections: { type: 'string', default: '16' },
    accounts: { type: 'string', default: '4' },
    fails: { type: 'string', default: '1' },
    backfill: { type: 'boolean', default: false },
    millis: { type: 'string', default: '60000' },
  },
})
const ledger = new Ledger(path.join(opt.dir, 'ledger.jsonl'))
const counts = { ok: 0, unknown: 0, counted: 0 }
let next = 0

const accounts = await accountsOf()
if (opt.backfill) await administered(201, 'POST', '/backfill', {})
const deadline = Date.now() + Number(opt.millis)
await Promise.all(Array.from({ length: Number(opt.connections) }, (_, w) => work(w)))
ledger.save()
console.log(JSON.stringify(counts))

async function accountsOf() {
  const known = Ledger.read(ledger.file).filter((l) => l.kind === 'account')
  if (known.length > 0) return known
  await register()
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
  const held = []
  let fails = Number(opt.fails)
  const kinds = [counted, put, saved, upserted, applied, removed, upserted, deleted]
  for (let i = 0; Date.now() < deadline; i++) {
    const account = accounts[(w + i) % accounts.length]
    const collection = i % 3 === 0 ? plain : hooked
    let mode = modes[(w + Math.floor(i / 2)) % modes.length]
    if (mode === 'fail' && fails-- <= 0) mode = 'other'
    const rkey = `${i % 5 === 0 ? 'stay' : 'r'}${opt.round}-${w}-${i}`
    const one = {
      account, collection, mode, rkey, i, w,
      own: held.filter((o) => o.did === account.did && o.path.startsWith(`${collection}/`)).map((o) => o.path),
    }
    const request = await kinds[(w + i) % kinds.length](one)
    if (!(await send(account, request))) return
    for (const [target, cid] of request.writes) {
      const at = held.findIndex((o) => o.did === account.did && o.path === target)
      if (at >= 0) held.splice(at, 1)
      if (cid) held.push({ did: account.did, path: target })
    }
  }
}

/** A record that there was not before, with a reference to its author. */
function fields({ account, mode, w, i }, k = 0) {
  return {
    n: Number(opt.round) * 1e8 + w * 1e6 + i * 10 + k,
    mode,
    text: `text ${w} ${i} ${k}`,
    ref: `at://${account.did}/com.example.crash.target/${i % 7}`,
  }
}

async function write(collection, rkey, record) {
  const value = { $type: collection, ...record }
  return [`${collection}/${rkey}`, (await cidForLex(value)).toString(), value]
}

function target(one) {
  return one.own.length > 2 ? one.own[0].split('/')[1] : one.rkey
}

async function upserted(one) {
  const { account, collection } = one
  const record = fields(one)
  const rkey = target(one)
  return {
    writes: [await write(collection, rkey, record)],
    call: () => procedure(upsertOf(collection), { rkey, record }, account),
  }
}

async function put(one) {
  const { account, collection } = one
  const rkey = target(one)
  const made = await write(collection, rkey, fields(one))
  return { writes: [made], call: () => writer(account).put(collection, rkey, made[2]) }
}

async function saved(one) {
  const { account, collection } = one
  const items = [0, 1, 2].map((k) => ({ rkey: `${one.rkey}-${k}`, record: fields(one, k) }))
  return {
    three: true,
    writes: await Promise.all(items.map(({ rkey, record }) => write(collection, rkey, record))),
    call: () => procedure(saveAllOf(collection), { items }, account),
  }
}

async function applied(one) {
  const { account, collection, own } = one
  const made = await Promise.all([0, 1].map((k) => write(collection, `${one.rkey}-${k}`, fields(one, k))))
  const body = made.map(([at, , value]) => creation(collection, value, at.split('/')[1]))
  const [changed, gone] = own.map((at) => at.split('/')[1])
  if (gone) {
    made.push(await write(collection, changed, fields(one, 2)), [`${collection}/${gone}`, null, null])
    body.push(update(collection, changed, made[2][2]), deletion(collection, gone))
  }
  return { writes: made, call: () => writer(account).apply(body) }
}

async function removed(one) {
  const rkey = one.own[0]?.split('/')[1]
  if (!rkey) return put(one)
  return {
    writes: [[`${one.collection}/${rkey}`, null, null]],
    call: () => procedure(removeOf(one.collection), { rkey }, one.account),
  }
}

async function deleted(one) {
  const rkey = one.own.map((at) => at.split('/')[1]).find(staying)
  if (!rkey) return put(one)
  return {
    writes: [[`${one.collection}/${rkey}`, null, null]],
    call: () => writer(one.account).delete(one.collection, rkey),
  }
}

async function counted({ account }) {
  return { writes: [], counts: true, call: () => procedure(count, {}, account) }
}

async function send(account, { writes, counts: counter, three, call }) {
  const line = { id: `${opt.round}-${next++}`, did: account.did, writes, three }
  let answer
  try {
    answer = await call()
  } catch {
    counts.unknown++
    ledger.add({ kind: counter ? 'count-unknown' : 'unknown', ...line })
    return false
  }
  if (answer.status !== 200) throw new Error(`refused under load: ${answer.status} ${JSON.stringify(answer.json)}`)
  if (counts.ok++ === 30) console.log('ACKED')
  if (counter) ledger.add({ kind: 'count', did: account.did, n: answer.json.n })
  else ledger.add({ kind: 'ok', ...line, commit: answer.json.commit })
  counts.counted += counter ? 1 : 0
  return true
}
