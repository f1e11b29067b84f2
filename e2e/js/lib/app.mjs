// An application of the AppView: registered over the admin API, lent keys, with users who live
// elsewhere. Proofs are made with node's own cryptography.
import assert from 'node:assert/strict'
import { createPrivateKey, randomBytes, randomUUID, sign } from 'node:crypto'
import { adminToken } from './appview.mjs'
import { base } from './xrpc.mjs'
import { sha256 } from './host.mjs'

/** Where the server says that it is, which proofs name. */
export const site = process.env.PUBLIC_URL ?? base
const scopes = 'atproto transition:generic'

/** Sends a request and returns everything about the answer. */
export async function send(method, path, { headers = {}, json: sent } = {}) {
  const res = await fetch(new URL(path, base), {
    method,
    headers: { ...(sent && { 'content-type': 'application/json' }), ...headers },
    body: sent && JSON.stringify(sent),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await res.text()
  const json = text && res.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : undefined
  return { status: res.status, headers: res.headers, text, json }
}

/** Registers an application. */
export async function newApp(type = 'confidential', more = {}) {
  const site = `https://app-${randomBytes(4).toString('hex')}.example`
  const got = await send('POST', '/admin/api-clients', {
    headers: { authorization: `Bearer ${adminToken()}` },
    json: {
      name: 'app', client_id_url: `${site}/client.json`, client_uri: site,
      redirect_uris: [`${site}/back`], scopes, client_type: type, ...more,
    },
  })
  assert.equal(got.status, 201, got.text)
  const { client_key: key, client_secret: secret, id } = got.json
  return { id, key, secret, own: { 'x-client-key': key, ...(secret && { 'x-client-secret': secret }) } }
}

/** Asks for a key; a public application brings a challenge. */
export async function provision(app, verifier) {
  const json = verifier ? { pkce_challenge: sha256(verifier) } : {}
  const got = await send('POST', '/oauth/dpop-keys', { headers: app.own, json })
  assert.equal(got.status, 201, got.text)
  return { id: got.json.provision_id, jwk: got.json.dpop_key }
}

/** Deposits what an authorization server issued. */
export const deposit = (app, did, key, tokens, more) =>
  send('POST', '/oauth/sessions', {
    headers: app.own,
    json: {
      provision_id: key.id, did, access_token: tokens.access, refresh_token: tokens.refresh, scopes, ...more,
    },
  })

/** Logs a new account of this host in, from the key to the deposit. */
export async function newUser(app, host) {
  const did = await host.account()
  const verifier = app.secret ? undefined : randomBytes(32).toString('base64url')
  const key = await provision(app, verifier)
  const tokens = host.issue(did, key.jwk)
  const more = { pds_url: host.url, issuer: host.url, ...(verifier && { pkce_verifier: verifier }) }
  const got = await deposit(app, did, key, tokens, more)
  assert.equal(got.status, 201, got.text)
  return { app, did, jwk: key.jwk, tokens }
}

/** A proof for one request; `claims` replace the usual ones. */
export function proof(user, method, path, claims = {}) {
  const { d, ...jwk } = user.jwk
  const whole = {
    htm: method, htu: new URL(path.split('?')[0], site).href, iat: Math.floor(Date.now() / 1000),
    jti: randomUUID(), ath: sha256(user.tokens.access), ...claims,
  }
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'dpop+jwt', alg: 'ES256', jwk })}.${part(whole)}`
  const key = createPrivateKey({ key: { ...jwk, d }, format: 'jwk' })
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** A request in the name of a user: token, proof and the key of the application, never its secret. */
export const as = (user, method, path, { json, dpop = proof(user, method, path) } = {}) =>
  send(method, path, {
    json,
    headers: { authorization: `DPoP ${user.tokens.access}`, dpop, 'x-client-key': user.app.key },
  })
