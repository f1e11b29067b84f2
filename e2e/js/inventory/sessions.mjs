// Section 9.6: keys and sessions of applications.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { as, deposit, newApp, provision, send } from '../lib/app.mjs'
import { doubles, refused } from './world.mjs'

const { host } = doubles
let confidential
let open

const keys = (headers, json = {}) => send('POST', '/oauth/dpop-keys', { headers, json })

describe('9.6 DPoP provisioning', () => {
  before(async () => {
    confidential = await newApp('confidential', { scopes: 'atproto repo:org.example.games.game' })
    open = await newApp('public', { allowed_origins: ['https://app.example'] })
  })

  test('#54 a confidential client is lent a key', async () => {
    const got = await keys(confidential.own)
    assert.equal(got.status, 201, got.text)
    assert.match(got.json.provision_id, /^hvp_[0-9a-f]{32}$/)
    const { kty, crv, d, x, y } = got.json.dpop_key
    assert.deepEqual([kty, crv], ['EC', 'P-256'])
    for (const coordinate of [d, x, y]) assert.match(coordinate, /^[\w-]{43}$/)
    refused(await keys({}), 401, 'X-Client-Key header required')
    refused(await keys({ ...confidential.own, 'x-client-secret': 'hvs_wrong' }), 401, 'invalid client credentials')
  })

  test('#55 a public client has to bring a challenge', async () => {
    refused(await keys({ 'x-client-key': open.key }), 400, 'public clients must provide pkce_challenge')
  })

  test('#56 a public client is lent a key with a challenge, from its origin', async () => {
    const from = (origin) => keys({ 'x-client-key': open.key, ...(origin && { origin }) }, { pkce_challenge: 'c'.repeat(43) })
    assert.equal((await from('https://app.example')).status, 201)
    refused(await from('https://evil.example'), 401, 'origin not allowed for this client')
    refused(await from(undefined), 401, 'Origin header required for public clients')
  })

  test('#57, #58 a token has scopes of its client, and atproto', async () => {
    const did = await host.account()
    const key = await provision(confidential)
    const tokens = host.issue(did, key.jwk)
    const with_ = (scopes) => deposit(confidential, did, key, tokens, { scopes, pds_url: host.url })
    refused(await with_('atproto transition:generic'), 400, "scope 'transition:generic' is not allowed for this client")
    refused(await with_('repo:org.example.games.game'), 400, "token must include the 'atproto' scope")
    assert.equal((await with_('atproto repo:org.example.games.game')).status, 201)
  })

  test('#59 from the key to the session and its end', async () => {
    const did = await host.account()
    const key = await provision(confidential)
    const tokens = host.issue(did, key.jwk)
    const made = await deposit(confidential, did, key, tokens, { scopes: 'atproto' })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual([made.json.did, made.json.scopes], [did, ['atproto']])

    const path = `/oauth/sessions/${did}`
    const there = await send('GET', path, { headers: confidential.own })
    assert.deepEqual(there.json, { did, scopes: ['atproto'] })
    assert.equal((await as({ app: confidential, did, jwk: key.jwk, tokens }, 'GET', path)).status, 200)
    assert.equal((await send('DELETE', path, { headers: confidential.own })).status, 204)
    refused(await send('DELETE', path, { headers: confidential.own }), 404, 'DPoP session not found')
    refused(await deposit(confidential, did, { id: 'hvp_none' }, tokens), 404, 'DPoP key not found')
  })
})
