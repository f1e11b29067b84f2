// What the parts of the inventory share: the doubles, an application and a client with plenty to
// spend.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import { newApp, send } from '../lib/app.mjs'
import { adminToken, queryLexicon, upload } from '../lib/appview.mjs'
import { startDoubles } from '../lib/doubles.mjs'

export const doubles = await startDoubles()
after(() => doubles.close())

export const fixtures = 'org.example.games'
export const game = `${fixtures}.game`
export const unique = () => `t${randomBytes(4).toString('hex')}`

/** A request to the admin API; its answer must have this status. */
export async function admin(status, method, path, json, headers = {}) {
  const got = await send(method, `/admin${path}`, {
    json, headers: { authorization: `Bearer ${adminToken()}`, ...headers },
  })
  assert.equal(got.status, status, `${method} ${path}: ${got.status} ${got.text}`)
  return got.json
}

/** A request to the admin API by nobody. */
export const nobody = (method, path, json) => send(method, `/admin${path}`, { json })

const plenty = { rate_limit_capacity: 100_000, rate_limit_refill_rate: 1_000 }
const apps = new Map()

/** An application that may ask as often as it likes. */
export async function app(type = 'confidential') {
  if (!apps.has(type)) apps.set(type, await newApp(type, plenty))
  return apps.get(type)
}

/** A query by nobody through that application. */
export async function ask(nsid, params = {}) {
  const pairs = Object.entries(params).flatMap(([k, v]) => [v].flat().map((one) => `${k}=${encodeURIComponent(one)}`))
  return send('GET', `/xrpc/${nsid}?${pairs.join('&')}`, { headers: { 'x-client-key': (await app()).key } })
}

/** Checks a refusal in the envelope of the AppView. */
export function refused(got, status, error) {
  assert.equal(got.status, status, got.text)
  if (error instanceof RegExp) assert.match(got.json.error, error)
  else if (error) assert.equal(got.json.error, error)
}

/** Uploads a query with this script; answers its name. */
export async function scripted(script, properties = {}, options = {}) {
  const nsid = `org.example.${unique()}.run`
  const got = await upload(queryLexicon(nsid, properties), { script, ...options })
  assert.equal(got.status, 201, JSON.stringify(got.json))
  return nsid
}

/** What a script answers. */
export async function run(script, params = {}, properties = {}) {
  const got = await ask(await scripted(script, properties), params)
  assert.equal(got.status, 200, got.text)
  return got.json
}
