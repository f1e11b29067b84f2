import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { AtpAgent } from '@atproto/api'
import {
  base, get, login, newAccount, ok, plc, post, reference, refused, textPost, unchanged, writer, post$type,
} from '../lib/xrpc.mjs'

const server = 'com.atproto.server'

test('describes itself to a sign-up form', async () => {
  const { did, availableUserDomains } = await ok(get(`${server}.describeServer`))

  assert.match(did, /^did:web:/)
  assert.ok(availableUserDomains.includes('.test'))
})

test('makes an account whose DID document names handle, key and service', async () => {
  const account = await newAccount()

  const document = await (await fetch(`${plc}/${account.did}`)).json()

  assert.match(account.did, /^did:plc:[a-z2-7]{24}$/)
  assert.deepEqual(document.alsoKnownAs, [`at://${account.handle}`])
  assert.ok(document.verificationMethod.some((m) => m.id.endsWith('#atproto') && (reference || m.type === 'Multikey')))
  assert.ok(document.service.some((s) => s.type === 'AtprotoPersonalDataServer'))
})

test('resolves the handle of a local account in any case', async () => {
  const account = await newAccount()

  const plain = await ok(get('com.atproto.identity.resolveHandle', { handle: account.handle }))
  const shouted = await ok(get('com.atproto.identity.resolveHandle', { handle: account.handle.toUpperCase() }))

  assert.deepEqual([plain, shouted], [{ did: account.did }, { did: account.did }])
})

test('logs in by handle, DID and e-mail, and resumes a session', async () => {
  const account = await newAccount()

  const dids = []
  for (const identifier of [account.handle, account.did, account.email.toUpperCase()]) {
    dids.push((await login(identifier, account.password)).did)
  }
  const session = await ok(get(`${server}.getSession`, {}, account.token))

  assert.deepEqual(new Set(dids), new Set([account.did]))
  assert.equal(session.handle, account.handle)
  assert.equal(session.did, account.did)
  assert.equal(session.active, true)
})

test('answers an unknown identifier and a wrong password alike', async () => {
  const account = await newAccount()

  const wrong = await post(`${server}.createSession`, { identifier: account.handle, password: 'nope' })
  const unknown = await post(`${server}.createSession`, { identifier: 'nobody.test', password: 'nope' })

  await refused(wrong, 401, 'AuthenticationRequired', /Invalid identifier or password/)
  assert.deepEqual(unknown.bytes, wrong.bytes)
})

test('gives the same successor to a refresh token that is used twice in a race', async () => {
  const { refreshJwt, did } = await newAccount()
  const jti = (jwt) => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url')).jti

  const racing = [1, 2, 3].map(() => ok(post(`${server}.refreshSession`, undefined, { token: refreshJwt })))
  const answers = await Promise.all(racing)

  assert.deepEqual(new Set(answers.map((a) => a.did)), new Set([did]))
  assert.equal(new Set(answers.map((a) => jti(a.refreshJwt))).size, 1)
})

test('ends a session: its refresh token is refused from then on', async () => {
  const { refreshJwt } = await newAccount()

  const ended = await post(`${server}.deleteSession`, undefined, { token: refreshJwt })

  assert.equal(ended.status, 200)
  await refused(post(`${server}.refreshSession`, undefined, { token: refreshJwt }), 400, 'ExpiredToken')
})

test('lets the official agent refresh and go on', async () => {
  const account = await newAccount()
  const agent = new AtpAgent({ service: base })

  await agent.resumeSession(account.agent.session)
  await agent.sessionManager.refreshSession()
  const { data } = await agent.com.atproto.repo.createRecord({
    repo: account.did, collection: post$type, record: textPost('after a refresh'),
  })

  assert.equal(data.validationStatus, 'valid')
})

test('refuses forged, foreign and swapped tokens, and changes nothing', async () => {
  const account = await newAccount()
  const other = await newAccount()
  const write = (token) =>
    post('com.atproto.repo.createRecord', { repo: account.did, collection: post$type, record: textPost('x') }, { token })

  await unchanged(account, async () => {
    await refused(write(undefined), 401, 'AuthMissing')
    await refused(write(`${account.accessJwt.slice(0, -6)}AAAAAA`), 400, 'InvalidToken')
    await refused(write(forged(account, (claims) => claims)), 400, 'InvalidToken')
    await refused(write(unsigned(account)), 400, 'InvalidToken')
    await refused(write('nonsense'), 400, 'InvalidToken')
    await refused(write(account.refreshJwt), 400, 'InvalidToken')
    await refused(write(other.accessJwt), 401, 'AuthenticationRequired')
    await refused(post(`${server}.refreshSession`, undefined, { token: account.accessJwt }), 400, 'InvalidToken')
    await refused(get(`${server}.getSession`, {}, { headers: { authorization: 'Bearer' } }), 400, 'InvalidToken')
    await refused(get(`${server}.getSession`, {}, { headers: { authorization: 'Magic abc' } }), 400, 'InvalidToken')
  })
})

test('refuses a token that says it has expired, whatever its signature', async () => {
  const account = await newAccount()
  const past = Math.floor(Date.now() / 1000) - 60

  const token = forged(account, (claims) => ({ ...claims, iat: past - 60, exp: past }))

  await unchanged(account, () =>
    refused(writer({ did: account.did, accessJwt: token }).create(post$type, textPost('x')), 400))
})

test('refuses accounts that cannot be', async () => {
  const taken = await newAccount()
  const create = (more) =>
    post(`${server}.createAccount`, { handle: 'fine.test', email: 'fine@example.com', password: 'pw', ...more })

  await refused(create({ handle: 'no spaces.test' }), 400)
  await refused(create({ handle: 'j.test' }), 400, 'InvalidHandle')
  await refused(create({ handle: `${'x'.repeat(40)}.test` }), 400, 'InvalidHandle')
  await refused(create({ handle: 'john.bsky.io' }), 400, 'UnsupportedDomain')
  await refused(create({ handle: 'about.test' }), 400, 'HandleNotAvailable')
  await refused(create({ handle: taken.handle.toUpperCase() }), 400, undefined, /Handle already taken/)
  await refused(create({ handle: 'free-one.test', email: taken.email.toUpperCase() }), 400, undefined, /Email already taken/)
  await refused(create({ handle: 'free-one.test', email: 'not-an-address' }), 400, undefined, /email/i)
  await refused(create({ handle: 'free-one.test', password: 'x'.repeat(257) }), 400, undefined, /Password too long/)
  await refused(get('com.atproto.identity.resolveHandle', { handle: 'free-one.test' }), 400)
})

test('lets exactly one of racing sign-ups have the handle', async () => {
  const { handle } = await newAccount()
  const contested = handle.replace('.test', 'x.test')

  const answers = await Promise.all([1, 2, 3, 4].map((i) =>
    post(`${server}.createAccount`, { handle: contested, email: `${i}-${contested}@example.com`, password: 'pw' })))

  const refusal = reference ? 500 : 400
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, refusal, refusal, refusal])
})

test('has the accounts of development mode', { skip: reference && 'not in the reference' }, async () => {
  const alice = await login('alice.test', 'password')
  const bob = await login('bob.test', 'password')

  assert.notEqual(alice.did, bob.did)
})

function forged(account, change) {
  const [header, claims] = account.accessJwt.split('.')
  const changed = change(JSON.parse(Buffer.from(claims, 'base64url')))
  const body = `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`
  return `${body}.${createHmac('sha256', 'a guessed secret').update(body).digest('base64url')}`
}

function unsigned(account) {
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')
  return `${header}.${account.accessJwt.split('.')[1]}.`
}
