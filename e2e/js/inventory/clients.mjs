// Section 9.7: API clients, by administrators and by accounts themselves.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { as, newUser, send } from '../lib/app.mjs'
import { newAccount } from '../lib/xrpc.mjs'
import { admin, app, doubles, nobody, refused, unique } from './world.mjs'

const OWN = '/xrpc/dev.happyview'
let first
let second

const draft = (more) => {
  const site = `https://${unique()}.example`
  return { name: 'Some app', client_id_url: `${site}/client.json`, client_uri: site, redirect_uris: [`${site}/back`], ...more }
}
const create = (more) => admin(201, 'POST', '/api-clients', draft(more))
const get = (id) => admin(200, 'GET', `/api-clients/${id}`)

/** Whether a client may ask for a key: it is registered and active. */
async function known({ client_key, client_secret }) {
  const headers = { 'x-client-key': client_key, 'x-client-secret': client_secret }
  const got = await send('POST', '/oauth/dpop-keys', { headers, json: {} })
  if (got.status !== 201) refused(got, 401, 'invalid client credentials')
  return got.status === 201
}

describe('9.7 API clients', () => {
  test('#60 create answers 201 with key and secret', async () => {
    const wanted = draft()
    first = await admin(201, 'POST', '/api-clients', wanted)
    assert.match(first.client_key, /^hvc_[0-9a-f]{32}$/)
    assert.match(first.client_secret, /^hvs_[0-9a-f]{64}$/)
    assert.equal(typeof first.id, 'string')
    assert.deepEqual([first.name, first.client_id_url], [wanted.name, wanted.client_id_url])
    assert.equal((await create({ client_type: 'public' })).client_secret, undefined)
  })

  test('#61 changed: the same URL again is answered with 409', async () => {
    await admin(409, 'POST', '/api-clients', draft({ client_id_url: first.client_id_url }))
  })

  test('#62 it is known at once', async () => {
    assert.equal(await known(first), true)
  })

  test('#63, #64 the list shows all, newest first', async () => {
    second = await create()
    const list = await admin(200, 'GET', '/api-clients')
    const at = (id) => list.findIndex((one) => one.id === id)
    assert.equal(at(second.id), 0)
    assert.ok(at(first.id) > 0)
    for (const name of ['id', 'client_key', 'name', 'client_id_url', 'is_active', 'created_by']) {
      assert.notEqual(list[0][name], undefined, name)
    }
    assert.doesNotMatch(JSON.stringify(list), /hvs_|hash/)
  })

  test('#65 details with defaults', async () => {
    const shown = await get(first.id)
    const [creator] = (await admin(200, 'GET', '/users')).filter((user) => user.is_super)
    assert.deepEqual([shown.scopes, shown.is_active, shown.created_by], ['atproto', true, creator.did])
    assert.equal(shown.redirect_uris.length, 1)
  })

  test('#66, #68 what is not there', async () => {
    assert.equal((await admin(404, 'GET', '/api-clients/none')).error, "api client 'none' not found")
    await admin(404, 'PUT', '/api-clients/none', { name: 'x' })
  })

  test('#67 a change keeps what it does not name', async () => {
    const before = await get(first.id)
    await admin(204, 'PUT', `/api-clients/${first.id}`, { name: 'Renamed', scopes: 'atproto transition:generic' })
    const { updated_at, ...after } = await get(first.id)
    const { updated_at: _, ...kept } = before
    assert.deepEqual(after, { ...kept, name: 'Renamed', scopes: 'atproto transition:generic' })
  })

  test('#69 a client that is switched off is not known', async () => {
    await admin(204, 'PUT', `/api-clients/${first.id}`, { is_active: false })
    assert.equal(await known(first), false)
    await admin(204, 'PUT', `/api-clients/${first.id}`, { is_active: true })
    assert.equal(await known(first), true)
  })

  test('#70 delete answers 204, and nobody knows it any more', async () => {
    await admin(204, 'DELETE', `/api-clients/${second.id}`)
    await admin(404, 'DELETE', `/api-clients/${second.id}`)
    assert.equal(await known(second), false)
    assert.ok((await admin(200, 'GET', '/api-clients')).every((one) => one.id !== second.id))
  })

  test('#71 nobody is refused with 401, an account without rights with 403', async () => {
    refused(await nobody('GET', '/api-clients'), 401)
    refused(await nobody('POST', '/api-clients', draft()), 401)
    const { accessJwt } = await newAccount()
    refused(await send('GET', '/admin/api-clients', { headers: { authorization: `Bearer ${accessJwt}` } }), 403)
  })

  test('#72 changed: no client logs in here for another; an unknown key is no client', async () => {
    const got = await send('POST', '/oauth/dpop-keys', { headers: { 'x-client-key': 'hvc_none' }, json: { pkce_challenge: 'c' } })
    refused(got, 401, 'unknown client')
    assert.equal((await send('GET', '/auth/login?handle=alice.test')).status, 404)
  })

  test('#73 rates of its own are kept, and cleared by null', async () => {
    const { id } = await create({ rate_limit_capacity: 50, rate_limit_refill_rate: 1.5 })
    const rates = async () => {
      const { rate_limit_capacity, rate_limit_refill_rate } = await get(id)
      return [rate_limit_capacity, rate_limit_refill_rate]
    }
    assert.deepEqual(await rates(), [50, 1.5])
    await admin(204, 'PUT', `/api-clients/${id}`, { rate_limit_capacity: null, rate_limit_refill_rate: null })
    assert.deepEqual(await rates(), [null, null])
  })
})

describe('9.7 API clients of accounts', () => {
  let parent
  let alice
  let child

  before(async () => {
    parent = await app()
    alice = await newUser(parent, doubles.host)
  })

  const made = (more) => {
    const { name, client_id_url, client_uri, redirect_uris } = draft()
    const json = { name, clientIdUrl: client_id_url, clientUri: client_uri, redirectUris: redirect_uris, ...more }
    return as(alice, 'POST', `${OWN}.createApiClient`, { json })
  }
  const remove = (id) => as(alice, 'POST', `${OWN}.deleteApiClient`, { json: { id } })

  test('#77 nobody lists; an account lists its own', async () => {
    refused(await send('GET', `${OWN}.listApiClients`, { headers: { 'x-client-key': parent.key } }), 401)
    assert.deepEqual((await as(alice, 'GET', `${OWN}.listApiClients`)).json, { clients: [] })
  })

  test('#77 create a confidential and a public one', async () => {
    const got = await made()
    assert.equal(got.status, 201, got.text)
    assert.match(got.json.clientSecret, /^hvs_/)
    assert.match(got.json.client.clientKey, /^hvc_[0-9a-f]{32}$/)
    child = got.json
    const open = await made({ clientType: 'public' })
    assert.deepEqual([open.status, open.json.clientSecret], [201, undefined])
    refused(await made({ clientType: 'other' }), 400, "client_type must be 'confidential' or 'public'")
    refused(await made({ clientIdUrl: child.client.clientIdUrl }), 409, 'client_id_url already registered')
  })

  test('#77 get answers it, and 404 for others', async () => {
    const got = await as(alice, 'GET', `${OWN}.getApiClient?id=${child.client.id}`)
    assert.deepEqual(got.json, { client: child.client })
    refused(await as(alice, 'GET', `${OWN}.getApiClient?id=none`), 404, 'API client not found')
    refused(await as(alice, 'GET', `${OWN}.getApiClient?id=${parent.id}`), 404, 'API client not found')
  })

  test('#75, #76 the list names parent and owner, and is narrowed to a parent', async () => {
    const children = await admin(200, 'GET', `/api-clients?parent_id=${parent.id}`)
    assert.equal(children.length, 2)
    for (const one of children) assert.deepEqual([one.parent_client_id, one.owner_did], [parent.id, alice.did])
    const top = (await admin(200, 'GET', '/api-clients')).find((one) => one.id === parent.id)
    assert.deepEqual([top.parent_client_id, top.owner_did], [null, null])
  })

  test('#77 delete answers 200, and 404 for what is not there', async () => {
    const { client } = (await made()).json
    assert.deepEqual([(await remove(client.id)).status, (await remove('none')).status], [200, 404])
    refused(await as(alice, 'GET', `${OWN}.getApiClient?id=${client.id}`), 404)
  })

  test('#74 children go the way of their parent', async () => {
    const elder = await create({ scopes: 'atproto transition:generic' })
    const own = { 'x-client-key': elder.client_key, 'x-client-secret': elder.client_secret }
    const user = await newUser({ id: elder.id, key: elder.client_key, secret: elder.client_secret, own }, doubles.host)
    const json = { name: 'young', clientIdUrl: draft().client_id_url, clientUri: 'https://young.example', redirectUris: [] }
    const { client, clientSecret } = (await as(user, 'POST', `${OWN}.createApiClient`, { json })).json
    const young = { client_key: client.clientKey, client_secret: clientSecret }
    assert.equal(await known(young), true)

    await admin(204, 'PUT', `/api-clients/${elder.id}`, { is_active: false })
    assert.equal((await get(client.id)).is_active, false)
    assert.equal(await known(young), false)
    await admin(204, 'DELETE', `/api-clients/${elder.id}`)
    await admin(404, 'GET', `/api-clients/${client.id}`)
  })
})
