// One server under test: plain requests, accounts, and what "nothing changed" means.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { AtpAgent } from '@atproto/api'

if (!process.env.BASE_URL) throw new Error('BASE_URL is not set: the address of the server to test')

export const base = new URL(process.env.BASE_URL).origin
export const plc = process.env.PLC_URL ?? `${base}/plc`

/** Where the reference server answers otherwise than we decided to; empty against ours. */
export const reference = process.env.PEER === 'reference'

const TIMEOUT_MILLIS = 60_000

/** Sends one request and returns everything about the answer, whatever its status. */
export async function call(method, nsid, { params, body, type, token, headers = {} } = {}) {
  const url = new URL(`/xrpc/${nsid}`, base)
  for (const [key, value] of Object.entries(params ?? {})) {
    for (const one of [value].flat()) url.searchParams.append(key, String(one))
  }
  const plain = body === undefined || typeof body === 'string' || body instanceof Uint8Array
  const contentType = type ?? (body === undefined ? undefined : 'application/json')
  const res = await fetch(url, {
    method,
    headers: {
      ...(contentType && { 'content-type': contentType }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: plain ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  })
  const bytes = new Uint8Array(await res.arrayBuffer())
  const json = res.headers.get('content-type')?.startsWith('application/json')
    ? JSON.parse(new TextDecoder().decode(bytes))
    : undefined
  return { status: res.status, headers: res.headers, bytes, json }
}

export const get = (nsid, params, options) => call('GET', nsid, { params, ...options })
export const post = (nsid, body, options) => call('POST', nsid, { body, ...options })

/** Sends a request that must succeed, and returns its JSON. */
export async function ok(answer) {
  const got = await answer
  assert.equal(got.status, 200, `expected 200, got ${describe(got)}`)
  return got.json
}

/** Expects a refusal in the protocol's envelope. */
export async function refused(answer, status, error, message) {
  const got = await answer
  const statuses = [status].flat()
  assert.ok(statuses.includes(got.status), `expected ${statuses} ${error ?? ''}, got ${describe(got)}`)
  assert.match(got.headers.get('content-type') ?? '', /^application\/json/)
  assert.equal(typeof got.json.error, 'string', describe(got))
  assert.equal(typeof got.json.message, 'string', describe(got))
  if (error) assert.equal(got.json.error, error, describe(got))
  if (message) assert.match(got.json.message, message)
  return got.json
}

function describe(got) {
  return `${got.status} ${new TextDecoder().decode(got.bytes).slice(0, 300)}`
}

let made = 0
const stamp = randomBytes(3).toString('hex')

/** A fresh account, made by the official client. */
export async function newAccount() {
  const name = `t${stamp}${(made++).toString(36)}`
  const handle = `${name}.test`
  const password = `pw-${name}`
  const email = `${name}@example.com`
  const agent = new AtpAgent({ service: base })
  const { data } = await agent.createAccount({ handle, email, password })
  return accountOf(agent, data, password, email)
}

/** The session of an account that exists. */
export async function login(identifier, password) {
  const agent = new AtpAgent({ service: base })
  const { data } = await agent.login({ identifier, password })
  return accountOf(agent, data, password)
}

function accountOf(agent, data, password, email) {
  const { did, handle, accessJwt, refreshJwt } = data
  return { agent, did, handle, password, email, accessJwt, refreshJwt, token: { token: accessJwt } }
}

/** What a refused request must leave as it is. */
export async function state(account) {
  const { did } = account
  const head = await ok(get('com.atproto.sync.getLatestCommit', { did }))
  const repo = await ok(get('com.atproto.repo.describeRepo', { repo: did }))
  return { head, collections: repo.collections }
}

/** Runs something that must fail, and proves that the repository is as it was before. */
export async function unchanged(account, work) {
  const before = await state(account)
  const result = await work()
  assert.deepEqual(await state(account), before, 'a refused request has changed the repository')
  return result
}

export const post$type = 'app.bsky.feed.post'
export const status$type = 'xyz.statusphere.status'
export const now = () => new Date().toISOString()
export const textPost = (text) => ({ $type: post$type, text, createdAt: now() })
export const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis))

/** The request bodies of the four writes, for the account's own repository. */
export function writer(account) {
  const { did, accessJwt } = account
  const token = { token: accessJwt }
  return {
    create: (collection, record, more) =>
      post('com.atproto.repo.createRecord', { repo: did, collection, record, ...more }, token),
    put: (collection, rkey, record, more) =>
      post('com.atproto.repo.putRecord', { repo: did, collection, rkey, record, ...more }, token),
    delete: (collection, rkey, more) =>
      post('com.atproto.repo.deleteRecord', { repo: did, collection, rkey, ...more }, token),
    apply: (writes, more) =>
      post('com.atproto.repo.applyWrites', { repo: did, writes, ...more }, token),
    upload: (bytes, type, headers) =>
      post('com.atproto.repo.uploadBlob', bytes, { ...token, type, headers }),
    record: (collection, rkey, more) =>
      get('com.atproto.repo.getRecord', { repo: did, collection, rkey, ...more }),
    list: (collection, more) =>
      get('com.atproto.repo.listRecords', { repo: did, collection, ...more }),
  }
}

const action = (name) => `com.atproto.repo.applyWrites#${name}`
export const creation = (collection, value, rkey) => ({
  $type: action('create'), collection, value, ...(rkey && { rkey }),
})
export const update = (collection, rkey, value) => ({ $type: action('update'), collection, rkey, value })
export const deletion = (collection, rkey) => ({ $type: action('delete'), collection, rkey })
export const rkeyOf = (uri) => uri.split('/').at(-1)
