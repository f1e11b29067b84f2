// A host of repositories with its authorization server, on this machine, for accounts that live
// elsewhere than on the server under test. Every proof is checked with node's own cryptography.
import assert from 'node:assert/strict'
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { Secp256k1Keypair } from '@atproto/crypto'
import { cborEncode } from '@atproto/lex-cbor'
import { plc } from './xrpc.mjs'

export const sha256 = (text) => createHash('sha256').update(text).digest('base64url')

/** The thumbprint of a public key (RFC 7638). */
export const thumbprint = ({ crv, kty, x, y }) => sha256(JSON.stringify({ crv, kty, x, y }))

const part = (text) => JSON.parse(Buffer.from(text, 'base64url').toString())

export async function startHost() {
  const host = { grants: new Map(), expired: new Map(), refreshes: new Map(), seen: [], records: [], nonce: 'n-1' }
  const server = createServer((req, res) => answer(host, req, res).catch((e) => {
    host.seen.push({ path: req.url, problem: String(e) })
    res.writeHead(500).end()
  }))
  await new Promise((resolve) => server.listen(Number(process.env.HOST_PORT ?? 0), '127.0.0.1', resolve))
  host.url = `http://localhost:${server.address().port}`
  host.close = () => new Promise((resolve) => server.close(resolve).closeAllConnections())
  host.account = () => newIdentity(host.url)
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
  const token = req.headers.authorization?.replace(/^DPoP /, '')
  const grant = host.grants.get(token)
  const problem = check(host, req, path, token, grant)
  host.seen.push({ path, problem, body: body.toString() })
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
  const uri = `at://${did}/${input.collection}/${input.rkey ?? '3kabcdefghi2k'}`
  send(200, { uri, cid: 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a' })
}

/** A new account of the directory of the server under test that lives at this address. */
async function newIdentity(endpoint) {
  const key = await Secp256k1Keypair.create()
  const operation = {
    type: 'plc_operation',
    rotationKeys: [key.did()],
    verificationMethods: { atproto: key.did() },
    alsoKnownAs: ['at://elsewhere.test'],
    services: { atproto_pds: { type: 'AtprotoPersonalDataServer', endpoint } },
    prev: null,
  }
  operation.sig = Buffer.from(await key.sign(cborEncode(operation))).toString('base64url')
  const did = `did:plc:${base32(createHash('sha256').update(cborEncode(operation)).digest()).slice(0, 24)}`
  const res = await fetch(`${plc}/${did}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  })
  assert.equal(res.status, 200, await res.text())
  return did
}

function base32(bytes) {
  const bits = [...bytes].map((b) => b.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{1,5}/g).map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five.padEnd(5, '0'), 2)]).join('')
}
