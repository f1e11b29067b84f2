// The AppView of the server under test: its admin API as the super-user of the development mode, and methods
// of lexicons as clients call them.
import assert from 'node:assert/strict'
import { base, call, sleep } from './xrpc.mjs'

export const clientKey = 'hvc_dev'

/** What lets administrators in. */
export const adminToken = () => process.env.APPVIEW_TOKEN ?? 'dev'

/** A request to the admin API. */
export async function admin(method, path, body, token = adminToken()) {
  const res = await fetch(`${base}/admin${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await res.text()
  return { status: res.status, json: text ? JSON.parse(text) : undefined }
}

/** A request to the admin API that must be answered with this status. */
export async function administered(status, method, path, body) {
  const got = await admin(method, path, body)
  assert.equal(got.status, status, `${method} ${path}: ${got.status} ${JSON.stringify(got.json)}`)
  return got.json
}

/** A call of a lexicon's method by a client, as this account or as nobody. */
export const query = (nsid, params, account) =>
  call('GET', nsid + search(params), { token: account?.accessJwt, headers: { 'x-client-key': clientKey } })
export const procedure = (nsid, body, account) =>
  call('POST', nsid, { body, token: account?.accessJwt, headers: { 'x-client-key': clientKey } })

/** A plus sign is no space in the parameters of lexicon methods. */
const search = (params = {}) =>
  '?' + Object.entries(params).map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('&')

/** Uploads a lexicon with what is set beside it. */
export const upload = (lexicon_json, options = {}) => admin('POST', '/lexicons', { lexicon_json, ...options })

export const recordLexicon = (id, properties, required = []) => ({
  lexicon: 1,
  id,
  defs: { main: { type: 'record', key: 'any', record: { type: 'object', required, properties } } },
})
export const queryLexicon = (id, properties = {}) => ({
  lexicon: 1,
  id,
  defs: {
    main: {
      type: 'query', parameters: { type: 'params', properties }, output: { encoding: 'application/json' },
    },
  },
})
export const procedureLexicon = (id) => ({
  lexicon: 1,
  id,
  defs: {
    main: {
      type: 'procedure',
      input: { encoding: 'application/json', schema: { type: 'object', properties: {} } },
      output: { encoding: 'application/json' },
    },
  },
})

/** Waits until something is so. */
export async function until(condition, what) {
  const deadline = Date.now() + 90_000
  for (;;) {
    const got = await condition()
    if (got) return got
    assert.ok(Date.now() < deadline, `${what} did not happen`)
    await sleep(20)
  }
}
