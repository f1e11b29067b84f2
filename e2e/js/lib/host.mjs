// A host of repositories with its authorization server, on this machine, for accounts that live
// elsewhere than on the server under test. Every proof is checked with node's own cryptography.
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { cidOf, hostedAt, newIdentity, tid } from './identity.mjs'

export const sha256 = (text) => createHash('sha256').update(text).digest('base64url')

/** The thumbprint of a public key (RFC 7638). */
export const thumbprint = ({ crv, kty, x, y }) => sha256(JSON.stringify({ crv, kty, x, y }))

const part = (text) => JSON.parse(Buffer.from(text, 'base64url').toString())

export async function startHost(port = Number(process.env.HOST_PORT ?? 0)) {
  const host = {
    grants: new Map(), expired: new Map(), refreshes: new Map(), seen: [], records: [], nonce: 'n-1',
    repos: new Map(), methods: new Map(),
  }
  const server = createServer((req, res) => answer(host, req, res).catch((e) => {
    host.seen.push({ path: req.url, problem: String(e) })
    res.writeHead(500).end()
  }))
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  host.url = `http://localhost:${server.address().port}`
  host.close = () => new Promise((resolve) => server.close(resolve).closeAllConnections())
  host.account = async (handle) => (await newIdentity({ handle, services: hostedAt(host.url) })).did
  host.put = (did, collection, rkey, value) => {
    const record = { $type: collection, ...value }
    const uri = `at://${did}/${collection}/${rkey}`
    if (!host.repos.has(did)) host.repos.set(did, new Map())
    host.repos.get(did).set(uri, { uri, cid: cidOf(record), value: record })
    return uri
  }
  host.issue = (did, jwk) => issue(host, { did, jkt: thumbprint(jwk) })
  host.expire = (token) => {
    host.expired.set(token, host.grants.get(token))
    host.grants.delete(token)
  }
  host.problems = () => host.seen.map((one) => one.problem).filter((p) => p && p !== 'nonce')
  return host
}

function issue(host, grant) {
  const access = `at-${randomUUID()}`
  const refresh = `rt-${randomUUID()}`
  host.grants.set(access, grant)
  host.refreshes.set(refresh, access)
  return { access, refresh }
}

async function answer(host, req, res) {
  const chunks = []
  for await (const chunk of req) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const { pathname: path } = new URL(req.url, host.url)
  const send = (status, json) => {
    res.writeHead(status, { 'content-type': 'application/json', 'dpop-nonce': host.nonce })
    res.end(JSON.stringify(json))
  }
  if (path === '/.well-known/oauth-protected-resource') return send(200, { authorization_servers: [host.url] })
  if (path === '/.well-known/oauth-authorization-server') {
    return send(200, { issuer: host.url, token_endpoint: `${host.url}/token` })
  }
  if (path === '/plain') {
    const [status, headers, text] = host.plain(req, body.toString())
    res.writeHead(status, headers)
    return res.end(text)
  }
  if (path.startsWith('/xrpc/') && !req.headers.authorization) {
    return open(host, new URL(req.url, host.url), body, send)
  }
  const token = req.headers.authorization?.replace(/^DPoP /, '')
  const grant = host.grants.get(token)
  const problem = check(host, req, path, token, grant)
  host.seen.push({ path, problem, authorization: req.headers.authorization, body: body.toString() })
  if (problem) return send(path === '/token' ? 400 : 401, { error: problem === 'nonce' ? 'use_dpop_nonce' : problem })
  if (path === '/token') return renew(host, new URLSearchParams(body.toString()), send)
  if (!grant) return send(401, { error: 'invalid_token', message: 'expired' })
  return act(host, path.replace('/xrpc/', ''), grant, body, send)
}

function check(host, req, path, token, grant) {
  const [head, claims, signature] = (req.headers.dpop ?? '..').split('.')
  const { jwk, alg, typ } = part(head)
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const good = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  const { htm, htu, ath, nonce, jti } = part(claims)
  if (!good || alg !== 'ES256' || typ !== 'dpop+jwt' || !jti) return 'signature'
  if (htm !== req.method || htu !== `${host.url}${path}`) return 'target'
  if (ath !== (token && sha256(token))) return 'ath'
  if (grant && grant.jkt !== thumbprint(jwk)) return 'key'
  return nonce === host.nonce ? '' : 'nonce'
}

function renew(host, form, send) {
  const old = host.refreshes.get(form.get('refresh_token'))
  host.refreshes.delete(form.get('refresh_token'))
  const grant = host.grants.get(old) ?? host.expired.get(old)
  if (!grant || form.get('grant_type') !== 'refresh_token' || !form.get('client_id')) {
    return send(400, { error: 'invalid_grant' })
  }
  const next = issue(host, grant)
  send(200, { access_token: next.access, refresh_token: next.refresh, expires_in: 900, sub: grant.did })
}

function act(host, method, { did }, body, send) {
  if (method === 'com.atproto.server.getSession') return send(200, { did, handle: 'elsewhere.test' })
  if (method === 'com.atproto.repo.uploadBlob') return send(200, { blob: { size: body.length } })
  const input = JSON.parse(body.toString())
  host.records.push({ method, ...input })
  if (input.repo !== did) return send(403, { error: 'Forbidden' })
  if (host.failing) return send(500, { error: 'InternalServerError', message: host.failing })
  const rkey = input.rkey ?? tid()
  if (method === 'com.atproto.repo.deleteRecord') {
    host.repos.get(did)?.delete(`at://${did}/${input.collection}/${rkey}`)
    return send(200, {})
  }
  const uri = host.put(did, input.collection, rkey, input.record)
  send(200, { uri, cid: host.repos.get(did).get(uri).cid })
}

/** What everybody may ask for: records, and methods that were set. */
function open(host, url, body, send) {
  const method = url.pathname.replace('/xrpc/', '')
  const { repo, collection, rkey, limit, cursor } = Object.fromEntries(url.searchParams)
  const records = [...(host.repos.get(repo)?.values() ?? [])]
  if (method === 'com.atproto.repo.getRecord') {
    const found = records.find((one) => one.uri === `at://${repo}/${collection}/${rkey}`)
    return found ? send(200, found) : send(400, { error: 'RecordNotFound', message: 'Could not locate record' })
  }
  if (method === 'com.atproto.repo.listRecords') {
    const from = Number(cursor ?? 0)
    const all = records.filter((one) => one.uri.split('/')[3] === collection)
    const page = all.slice(from, from + Number(limit))
    return send(200, { records: page, ...(from + page.length < all.length && { cursor: `${from + page.length}` }) })
  }
  const own = host.methods.get(method)
  return own ? send(...own(url, body.toString())) : send(501, { error: 'MethodNotImplemented', message: method })
}
