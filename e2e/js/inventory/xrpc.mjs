// Section 9.5: methods of lexicons.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { as, newApp, newUser, send } from '../lib/app.mjs'
import { procedureLexicon, queryLexicon, recordLexicon, until } from '../lib/appview.mjs'
import { newAccount } from '../lib/xrpc.mjs'
import { admin, app, ask, doubles, fixtures, refused, run, unique } from './world.mjs'

const { host, jetstream, names } = doubles
const game = `${fixtures}.match`
const lister = `${fixtures}.listGames`
const creator = `${fixtures}.createGame`
const remover = `${fixtures}.deleteGame`
let alice
let bob

const upload = (lexicon_json, more) =>
  admin(201, 'POST', '/lexicons', { lexicon_json, target_collection: game, ...more })
const titles = async (params) => (await ask(lister, params)).json.records.map((record) => record.title)
const post = (nsid, json, headers) => send('POST', `/xrpc/${nsid}`, { json, headers })

describe('9.5 XRPC', () => {
  before(async () => {
    alice = await newUser(await app(), host)
    bob = await host.account()
    await admin(201, 'POST', '/lexicons', { lexicon_json: recordLexicon(game, { title: { type: 'string' } }) })
    await upload(queryLexicon(lister, { limit: { type: 'integer' } }))
    await upload(procedureLexicon(creator), { action: 'create' })
    await upload(procedureLexicon(remover), { action: 'delete' })
  })

  test('#41 getProfile as nobody is refused; by proof it is the profile of the caller', async () => {
    refused(await send('GET', '/xrpc/app.bsky.actor.getProfile'), 401, 'getProfile requires DPoP authentication')
    host.put(alice.did, 'app.bsky.actor.profile', 'self', { displayName: 'Alice' })
    const got = await as(alice, 'GET', '/xrpc/app.bsky.actor.getProfile')
    assert.deepEqual(got.json, { did: alice.did, handle: 'elsewhere.test', displayName: 'Alice' })
  })

  test('#42 an unknown method answers 502 when nobody is found, and what its authority says when it is', async () => {
    refused(await ask('com.example.nowhere.method'), 502, /^failed to resolve authority for com\.example\.nowhere\.method: /)
    names.set('_lexicon.elsewhere.example.com', `did=${await host.account()}`)
    const method = 'com.example.elsewhere.method'
    host.methods.set(method, ({ searchParams }) => [200, { said: searchParams.get('a'), keys: searchParams.has('client_key') }])
    assert.deepEqual((await send('GET', `/xrpc/${method}?a=1&client_key=hvc_x`)).json, { said: '1', keys: false })
    host.methods.set(method, () => [418, { error: 'Teapot' }])
    refused(await ask(method), 418, 'Teapot')
  })

  test('#43 GET on the name of a record type is refused', async () => {
    refused(await ask(game), 400, `${game} is not a query endpoint`)
    refused(await ask(creator), 400, `${creator} is not a query endpoint`)
  })

  test('#44, #45 a stored record is answered by its uri, a missing one with 404', async () => {
    const uri = jetstream.put(alice.did, game, 'one', { title: 'One' })
    await until(async () => (await titles()).length === 1, 'the record')
    const { record } = (await ask(lister, { uri })).json
    assert.deepEqual([record.title, record.uri], ['One', uri])
    refused(await ask(lister, { uri: `at://${alice.did}/${game}/none` }), 404, 'record not found')
  })

  test('#46 three records come in pages of two and one', async () => {
    jetstream.put(alice.did, game, 'two', { title: 'Two' })
    jetstream.put(bob, game, 'three', { title: 'Three' })
    await until(async () => (await titles()).length === 3, 'all records')
    const page = (await ask(lister, { limit: 2 })).json
    assert.equal(page.records.length, 2)
    const rest = (await ask(lister, { limit: 2, cursor: page.cursor })).json
    assert.equal(rest.records.length, 1)
    assert.equal(rest.cursor, undefined)
    const all = [...page.records, ...rest.records].map(({ title }) => title)
    assert.deepEqual(all.sort(), ['One', 'Three', 'Two'])
  })

  test('#47 did= narrows the list to one account', async () => {
    assert.deepEqual((await titles({ did: alice.did })).sort(), ['One', 'Two'])
    assert.deepEqual(await titles({ did: bob }), ['Three'])
    assert.deepEqual(await titles({ did: 'did:web:nobody.example' }), [])
  })

  test('#48, #52 changed: POST by nobody is refused, and the answer names DPoP authentication', async () => {
    const { key } = await app()
    refused(await post(creator, { title: 'x' }, { 'x-client-key': key }), 401, /DPoP authentication/)
    refused(await post(creator, { title: 'x' }), 401, /Missing client identification/)
  })

  test('#49 a procedure with the action delete keeps it, and deletes', async () => {
    assert.equal((await admin(200, 'GET', `/lexicons/${remover}`)).action, 'delete')
    const created = await as(alice, 'POST', `/xrpc/${creator}`, { json: { title: 'Mine' } })
    assert.equal(created.status, 200, created.text)
    const { uri } = created.json
    assert.deepEqual(host.records.at(-1), {
      method: 'com.atproto.repo.createRecord', repo: alice.did, collection: game,
      record: { $type: game, title: 'Mine' },
    })
    assert.equal((await ask(lister, { uri })).json.record.title, 'Mine')

    refused(await as(alice, 'POST', `/xrpc/${remover}`, { json: {} }), 400, 'missing uri field')
    assert.equal((await as(alice, 'POST', `/xrpc/${remover}`, { json: { uri } })).status, 200)
    const { method, rkey } = host.records.at(-1)
    assert.deepEqual([method, rkey], ['com.atproto.repo.deleteRecord', uri.split('/').at(-1)])
    refused(await ask(lister, { uri }), 404)
  })

  test('#50 changed: a bearer token of elsewhere is refused, a session of this server is not', async () => {
    const { key } = await app()
    const asked = (token) =>
      send('GET', `/xrpc/${lister}`, { headers: { authorization: `Bearer ${token}`, 'x-client-key': key } })
    refused(await asked('hv_token'), 401, /XRPC routes do not accept Bearer auth/)
    refused(await asked('eyJ0eXAiOiJKV1QifQ.e30.x'), 401, /XRPC routes do not accept Bearer auth/)
    assert.equal((await asked((await newAccount()).accessJwt)).status, 200)
  })

  test('#51 GET by nobody is never 401 when there is a client key', async () => {
    for (const key of [(await app()).key, 'hvc_unknown']) {
      assert.equal((await send('GET', `/xrpc/${lister}`, { headers: { 'x-client-key': key } })).status, 200)
      assert.equal((await send('GET', `/xrpc/${lister}?client_key=${key}`)).status, 200)
    }
    refused(await send('GET', `/xrpc/${lister}`), 401, /^Missing client identification/)
  })

  test('#53 GET with a valid proof is not 401', async () => {
    assert.equal((await as(alice, 'GET', `/xrpc/${lister}?limit=1`)).status, 200)
    const { key } = await app()
    const dpop = { authorization: `DPoP ${alice.tokens.access}`, 'x-client-key': key }
    refused(await send('GET', `/xrpc/${lister}`, { headers: dpop }), 401, 'DPoP auth requires DPoP header')
  })

  test('parameters become what the lexicon declares', async () => {
    const properties = { n: { type: 'integer' }, yes: { type: 'boolean' }, bad: { type: 'integer' } }
    const script = 'function handle() return params end'
    const params = { n: 7, yes: 'true', bad: 'seven', plain: '8', many: ['a', 'b'] }
    const { client_key, ...got } = await run(script, params, properties)
    assert.deepEqual(got, { n: 7, yes: true, bad: 'seven', plain: '8', many: ['a', 'b'] })
  })

  test('a client that has spent all is told when to come back', async () => {
    const small = await newApp('confidential', { rate_limit_capacity: 2, rate_limit_refill_rate: 0.01 })
    const asked = () => send('GET', `/xrpc/${lister}`, { headers: { 'x-client-key': small.key } })
    const first = await asked()
    assert.deepEqual(['limit', 'remaining'].map((name) => first.headers.get(`ratelimit-${name}`)), ['2', '1'])
    await asked()
    const third = await asked()
    assert.deepEqual([third.status, third.json], [429, { error: 'RateLimited', message: 'Too many requests' }])
    assert.equal(third.headers.get('ratelimit-remaining'), '0')
    assert.ok(Number(third.headers.get('retry-after')) > 10)
    assert.ok(Number(third.headers.get('ratelimit-reset')) > Date.now() / 1000)
  })

  test('a lexicon may cost more, and an unknown key is one of its address', async () => {
    const dear = `${fixtures}.dear`
    await upload(queryLexicon(dear), { token_cost: 3 })
    const small = await newApp('confidential', { rate_limit_capacity: 4, rate_limit_refill_rate: 0.01 })
    const spend = (key) => send('GET', `/xrpc/${dear}?client_key=${key}`)
    const first = await spend(small.key)
    assert.deepEqual([first.status, first.headers.get('ratelimit-remaining')], [200, '1'])
    assert.equal((await spend(small.key)).status, 429)
    assert.equal((await spend('hvc_unknown')).headers.get('ratelimit-limit'), '100')
  })

  test('the policy of the proxy is asked first', async () => {
    const method = `org.${unique()}.some.method`
    await admin(204, 'PUT', '/settings/xrpc-proxy', { mode: 'allowlist', nsids: ['com.example.*'] })
    refused(await ask(method), 403, 'NSID not allowed by proxy policy')
    refused(await ask('com.example.elsewhere.method'), 418)
    await admin(204, 'PUT', '/settings/xrpc-proxy', { mode: 'open', nsids: [] })
    refused(await ask(method), 502)
  })
})
