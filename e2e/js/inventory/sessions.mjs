// Section 9.6: keys and sessions of applications.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { as, deposit, newApp, newUser, proof, provision, send } from '../lib/app.mjs'
import { admin, doubles, refused } from './world.mjs'

const { host } = doubles
let confidential
let open
let openToAll

const keys = (headers, json = {}) => send('POST', '/oauth/dpop-keys', { headers, json })

describe('9.6 DPoP provisioning', () => {
  before(async () => {
    confidential = await newApp('confidential', { scopes: 'atproto repo:org.example.games.game' })
    openToAll = await newApp('public')
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

  test('scopes of sets and of several collections are what they stand for', async () => {
    const set = 'org.example.games.permissions'
    const permissions = [{ type: 'permission', resource: 'repo', collection: ['org.example.games.game'], action: ['create'] },
      { type: 'permission', resource: 'rpc', lxm: ['org.example.games.play'], aud: '*' }]
    const lexicon_json = { lexicon: 1, id: set, defs: { main: { type: 'permission-set', permissions } } }
    await admin(201, 'POST', '/lexicons', { lexicon_json })
    const scopes = `atproto include:${set} repo:org.example.a?action=create repo:org.example.b`
    const app = await newApp('confidential', { scopes })
    const did = await host.account()
    const key = await provision(app)
    const tokens = host.issue(did, key.jwk)
    const may = async (scope) => (await deposit(app, did, key, tokens, { scopes: `atproto ${scope}` })).status === 201
    assert.equal(await may('repo:org.example.games.game?action=delete'), false)
    assert.equal(await may('repo?collection=org.example.a&collection=org.example.c'), false)
    assert.equal(await may('rpc:org.example.games.other'), false)
    const both = 'repo?collection=org.example.a&collection=org.example.b'
    assert.equal(await may(`repo:org.example.games.game?action=create rpc:org.example.games.play ${both}`), true)
  })

  test('a verifier has to be that of the challenge, and a key its client\'s own', async () => {
    const did = await host.account()
    const key = await provision(openToAll, 'one-verifier')
    const tokens = host.issue(did, key.jwk)
    const with_ = (app, pkce_verifier) => deposit(app, did, key, tokens, { scopes: 'atproto', pkce_verifier })
    refused(await with_(openToAll, undefined), 400, 'public clients must provide pkce_verifier')
    refused(await with_(openToAll, 'another-verifier'), 401, 'PKCE verification failed')
    refused(await with_(confidential, 'one-verifier'), 401, 'provision_id does not belong to this client')
    assert.equal((await with_(openToAll, 'one-verifier')).status, 201)
  })

  test('nobody deposits a session of another account', async () => {
    const victim = await host.account()
    const mallory = await host.account()
    const key = await provision(confidential)
    const tokens = host.issue(mallory, key.jwk)
    const got = await deposit(confidential, victim, key, tokens, { scopes: 'atproto' })
    refused(got, 401, `the access token does not belong to ${victim}`)
  })

  test('each failure of a proof is told', async () => {
    const user = await newUser(openToAll, host)
    const path = `/oauth/sessions/${user.did}`
    const shown = (dpop, who = user) => as(who, 'GET', path, { dpop })
    const wrong = async (claims, error) => refused(await shown(proof(user, 'GET', path, claims)), 401, error)
    await wrong({ htm: 'POST' }, 'DPoP proof htm mismatch')
    await wrong({ htu: 'https://elsewhere.example/' }, 'DPoP proof htu mismatch')
    await wrong({ iat: Math.floor(Date.now() / 1000) - 400 }, 'DPoP proof expired or too far in the future')
    await wrong({ iat: Math.floor(Date.now() / 1000) + 400 }, 'DPoP proof expired or too far in the future')
    await wrong({ ath: undefined }, 'DPoP proof missing required ath claim')
    await wrong({ ath: 'x' }, 'DPoP proof ath mismatch')
    const other = await newUser(openToAll, host)
    refused(await shown(proof({ ...user, jwk: other.jwk }, 'GET', path)), 401, 'DPoP proof key does not match session')
    const [head, claims] = proof(user, 'GET', path).split('.')
    const forged = `${head}.${claims}.${Buffer.alloc(64).toString('base64url')}`
    refused(await shown(forged), 401, 'DPoP proof signature verification failed')
    const stranger = { ...user, tokens: { access: 'unknown' } }
    refused(await as(stranger, 'GET', path), 401, 'no matching DPoP session')
    const good = proof(user, 'GET', path)
    assert.equal((await shown(good)).status, 200)
    refused(await shown(good), 401, 'DPoP proof has already been used')
  })
})
