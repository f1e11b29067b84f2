import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { as, deposit, newApp, newUser, proof, provision, send } from '../lib/app.mjs'
import { startHost } from '../lib/host.mjs'

const SET = '/xrpc/xyz.statusphere.setStatus'
const DELEGATION = '/xrpc/dev.happyview.delegation'

let host
let app
let alice

before(async () => {
  host = await startHost()
  app = await newApp()
  alice = await newUser(app, host)
})

after(async () => {
  await host?.close()
})

const refused = (got, status, error) => {
  assert.equal(got.status, status, got.text)
  if (error) assert.equal(got.json.error, error)
  assert.equal(typeof got.json.message, 'string', 'clients read the text from message')
}

test('a session is read and ended by proof, without the secret', async () => {
  const user = await newUser(app, host)
  const path = `/oauth/sessions/${user.did}`

  const there = await as(user, 'GET', path)
  assert.equal(there.status, 200, there.text)
  assert.deepEqual(there.json, { did: user.did, scopes: ['atproto', 'transition:generic'] })
  refused(await as(alice, 'GET', path), 403)
  refused(await send('GET', path, { headers: { 'x-client-key': app.key } }), 401)
  assert.equal((await as(user, 'DELETE', path)).status, 204)
  refused(await send('DELETE', path, { headers: app.own }), 404, 'DPoP session not found')
})

test('a public application proves itself by its verifier', async () => {
  const web = await newApp('public')
  const user = await newUser(web, host)
  assert.equal((await as(user, 'GET', `/oauth/sessions/${user.did}`)).status, 200)

  const key = await provision(web, 'one-verifier')
  const got = await deposit(web, user.did, key, host.issue(user.did, key.jwk), { pkce_verifier: 'another' })
  refused(got, 401, 'PKCE verification failed')
})

test('nobody deposits a session of another account', async () => {
  const victim = await host.account()
  const mallory = await host.account()
  const key = await provision(app)

  const got = await deposit(app, victim, key, host.issue(mallory, key.jwk), { pds_url: host.url })
  refused(got, 401, `the access token does not belong to ${victim}`)
  refused(await deposit(app, victim, key, { access: 'made-up' }), 401)
  refused(await deposit(app, victim, key, host.issue(victim, key.jwk), { pds_url: 'https://evil.example' }), 400)
})

test('a proof is for one request, once', async () => {
  const path = `/oauth/sessions/${alice.did}`
  const dpop = proof(alice, 'GET', path)

  assert.equal((await as(alice, 'GET', path, { dpop })).status, 200)
  refused(await as(alice, 'GET', path, { dpop }), 401, 'DPoP proof has already been used')
  const wrong = async (claims, error) =>
    refused(await as(alice, 'GET', path, { dpop: proof(alice, 'GET', path, claims) }), 401, error)
  await wrong({ htm: 'POST' }, 'DPoP proof htm mismatch')
  await wrong({ htu: 'https://elsewhere.example/' }, 'DPoP proof htu mismatch')
  await wrong({ iat: Math.floor(Date.now() / 1000) - 400 }, 'DPoP proof expired or too far in the future')
  await wrong({ ath: 'x' }, 'DPoP proof ath mismatch')
  await wrong({ ath: undefined }, 'DPoP proof missing required ath claim')
  const [head, claims] = proof(alice, 'GET', path).split('.')
  const forged = `${head}.${claims}.${Buffer.alloc(64).toString('base64url')}`
  refused(await as(alice, 'GET', path, { dpop: forged }), 401, 'DPoP proof signature verification failed')
})

test('a procedure writes at the host of its caller', async () => {
  const got = await as(alice, 'POST', SET, { json: { status: 'hello' } })

  assert.equal(got.status, 200, got.text)
  const written = host.records.at(-1)
  assert.equal(written.repo, alice.did)
  assert.equal(written.collection, 'xyz.statusphere.status')
  assert.equal(written.record.status, 'hello')
  assert.equal(written.record.$type, 'xyz.statusphere.status')
  assert.deepEqual(host.problems(), [])
})

test('what was written elsewhere is listed at once', async () => {
  const user = await newUser(app, host)
  assert.equal((await as(user, 'POST', SET, { json: { status: 'listed' } })).status, 200)

  const path = `/xrpc/xyz.statusphere.listStatuses?did=${user.did}&client_key=${app.key}`
  const got = await send('GET', path)
  assert.equal(got.status, 200, got.text)
  assert.deepEqual(got.json.records.map((record) => record.status), ['listed'])
})

test('a token is renewed once for all, and its application goes on with the old one', async () => {
  const user = await newUser(app, host)
  host.nonce = 'n-2'
  host.expire(user.tokens.access)
  const before = host.seen.filter((one) => one.path === '/token' && !one.problem).length

  const calls = Array.from({ length: 8 }, () => as(user, 'POST', SET, { json: { status: 'again' } }))
  for (const got of await Promise.all(calls)) assert.equal(got.status, 200, got.text)

  assert.equal(host.seen.filter((one) => one.path === '/token' && !one.problem).length, before + 1)
  assert.equal((await as(user, 'GET', `/oauth/sessions/${user.did}`)).status, 200)
  assert.deepEqual(host.problems(), [])
})

test('a session that cannot be renewed is over', async () => {
  const user = await newUser(app, host)
  host.expire(user.tokens.access)
  host.refreshes.delete(user.tokens.refresh)

  const got = await as(user, 'POST', SET, { json: { status: 'late' } })
  assert.equal(got.status, 401, got.text)
  assert.match(got.text, /session expired, please re-authenticate/)
  refused(await as(user, 'GET', `/oauth/sessions/${user.did}`), 401, 'no matching DPoP session')
})

test('accounts register applications themselves', async () => {
  const json = {
    name: 'mine', clientIdUrl: `https://${alice.did.slice(8)}.example/c.json`,
    clientUri: 'https://mine.example', redirectUris: [],
  }
  const made = await as(alice, 'POST', '/xrpc/dev.happyview.createApiClient', { json })
  assert.equal(made.status, 201, made.text)
  assert.match(made.json.client.clientKey, /^hvc_[0-9a-f]{32}$/)
  assert.match(made.json.clientSecret, /^hvs_[0-9a-f]{64}$/)

  const list = await as(alice, 'GET', '/xrpc/dev.happyview.listApiClients')
  assert.deepEqual(list.json.clients.map((client) => client.id), [made.json.client.id])
  const id = made.json.client.id
  assert.equal((await as(alice, 'POST', '/xrpc/dev.happyview.deleteApiClient', { json: { id } })).status, 200)
  refused(await as(alice, 'GET', `/xrpc/dev.happyview.getApiClient?id=${id}`), 404, 'API client not found')
})

test('an account lets others write for it', async () => {
  const club = await newUser(app, host)
  const member = await newUser(app, host)
  const link = await as(alice, 'POST', `${DELEGATION}.linkAccount`, { json: { did: club.did } })
  assert.equal(link.status, 201, link.text)
  const json = { accountDid: club.did, userDid: member.did, role: 'member' }
  assert.equal((await as(alice, 'POST', `${DELEGATION}.addDelegate`, { json })).status, 201)

  const input = { json: { status: 'ours', delegateDid: club.did } }
  refused(await as(member, 'POST', SET, input), 403, 'your role does not have write access to this account')
  const got = await as(alice, 'POST', SET, input)
  assert.equal(got.status, 200, got.text)
  assert.equal(host.records.at(-1).repo, club.did)
  assert.equal((await as(alice, 'POST', `${DELEGATION}.unlinkAccount`, { json: { did: club.did } })).status, 200)
})

test('scripts of other sites may do all this', async () => {
  const preflight = await fetch(new URL('/oauth/dpop-keys', process.env.BASE_URL), {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example', 'access-control-request-method': 'POST',
      'access-control-request-headers': 'dpop, x-client-key',
    },
  })
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
  assert.equal(preflight.headers.get('access-control-allow-headers'), 'dpop, x-client-key')
  const got = await as(alice, 'GET', `/oauth/sessions/${alice.did}`)
  assert.match(got.headers.get('access-control-expose-headers'), /DPoP-Nonce/)
})
