// Section 9.2: admin authentication and users.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { send, site } from '../lib/app.mjs'
import { hostedAt, newIdentity, serviceToken } from '../lib/identity.mjs'
import { newAccount } from '../lib/xrpc.mjs'
import { admin, nobody, refused } from './world.mjs'

let account
let user

describe('9.2 Admin authentication and users', () => {
  before(async () => {
    account = await newAccount()
  })

  const as = (token, method, path, json) =>
    send(method, `/admin${path}`, { json, headers: { authorization: `Bearer ${token}` } })

  test('#11 without credentials the answer is 401', async () => {
    refused(await nobody('GET', '/lexicons'), 401)
  })

  test('#12 a wrong bearer is refused', async () => {
    refused(await as('wrong', 'GET', '/lexicons'), 401)
    refused(await as(`hv_${'0'.repeat(32)}`, 'GET', '/lexicons'), 401, 'invalid or revoked API key')
  })

  test('#13 a valid key is let in, until it is revoked', async () => {
    const { id, key } = await admin(201, 'POST', '/api-keys', { name: 'reader', permissions: ['lexicons:read'] })
    assert.equal((await as(key, 'GET', '/lexicons')).status, 200)
    const got = await as(key, 'GET', '/users')
    assert.deepEqual(got.json, { error: 'InsufficientPermissions', message: 'Missing permission: users:read' })
    await admin(204, 'DELETE', `/api-keys/${id}`)
    refused(await as(key, 'GET', '/lexicons'), 401, 'invalid or revoked API key')
  })

  test('#14 an account that is no user is refused', async () => {
    refused(await as(account.accessJwt, 'GET', '/lexicons'), 403, 'not a user')
  })

  test('#16 create answers 201 with id and did', async () => {
    user = await admin(201, 'POST', '/users', { did: account.did, template: 'viewer' })
    assert.equal(user.did, account.did)
    assert.equal(typeof user.id, 'string')
    await admin(409, 'POST', '/users', { did: account.did })
  })

  test('#17 the new user comes in, by a session and by a token for this service', async () => {
    assert.equal((await as(account.accessJwt, 'GET', '/lexicons')).status, 200)
    refused(await as(account.accessJwt, 'DELETE', '/lexicons/a.b.c'), 403, 'InsufficientPermissions')
    const remote = await newIdentity({ services: hostedAt('https://pds.example') })
    const { id } = await admin(201, 'POST', '/users', { did: remote.did, permissions: ['lexicons:read'] })
    const service = { aud: `did:web:${new URL(site).hostname}`, lxm: 'dev.happyview.admin' }
    assert.equal((await as(await serviceToken(remote, service), 'GET', '/lexicons')).status, 200)
    for (const wrong of [{ aud: 'did:web:other.example' }, { lxm: 'com.example.other' }, { exp: 1_600_000_000 }]) {
      refused(await as(await serviceToken(remote, { ...service, ...wrong }), 'GET', '/lexicons'), 401)
    }
    await admin(204, 'DELETE', `/users/${id}`)
  })

  test('#18 the list shows DIDs, and nothing of keys', async () => {
    const users = await admin(200, 'GET', '/users')
    assert.ok(users.some(({ did }) => did === account.did))
    assert.doesNotMatch(JSON.stringify(users), /api_key|hash|secret/)
  })

  test('#19 delete answers 204', async () => {
    await admin(204, 'DELETE', `/users/${user.id}`)
    refused(await as(account.accessJwt, 'GET', '/lexicons'), 403, 'not a user')
  })

  test('#20 an unknown user is not found', async () => {
    await admin(404, 'DELETE', `/users/${user.id}`)
    await admin(404, 'DELETE', '/users/nobody')
  })

  test('#21 the catalogue of permissions and the templates', async () => {
    refused(await nobody('GET', '/permissions'), 401)
    const { permissions, templates } = await admin(200, 'GET', '/permissions')
    assert.ok(permissions.length > 30)
    for (const one of permissions) {
      for (const name of ['key', 'name', 'description', 'category']) assert.equal(typeof one[name], 'string', one.key)
    }
    assert.deepEqual(templates.map(({ key, label }) => [key, label]), [
      ['viewer', 'Viewer'], ['operator', 'Operator'], ['manager', 'Manager'], ['full_access', 'Full Access'],
    ])
    const keys = new Set(permissions.map(({ key }) => key))
    for (const template of templates) assert.ok(template.permissions.every((key) => keys.has(key)), template.key)
  })

  test('#22 permissions of spaces are there while the flag is on', async () => {
    const spaces = async () => JSON.stringify(await admin(200, 'GET', '/permissions')).includes('"spaces:')
    assert.equal(await spaces(), false)
    await admin(204, 'PUT', '/settings/feature.spaces_enabled', { value: 'true' })
    assert.equal(await spaces(), true)
    await admin(204, 'PUT', '/settings/feature.spaces_enabled', { value: 'false' })
    assert.equal(await spaces(), false)
    await admin(204, 'DELETE', '/settings/feature.spaces_enabled')
  })
})
